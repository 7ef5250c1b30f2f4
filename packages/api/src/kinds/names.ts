const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const HOST_LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;
const LONGEST_HOST = 255;

/** A label as DNS has it (RFC 1123), as Kubernetes wants the names of namespaces and subsets. */
export function isLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && LABEL.test(text);
}

/** Labels with dots between, as Kubernetes wants the names of most resources. */
export function isSubdomain(text: string): boolean {
  return text.length <= LONGEST_SUBDOMAIN && text.split(".").every((part) => LABEL.test(part));
}

/** A host name such as `orders.shop.svc.cluster.local`; a dot at the end is allowed. */
export function isHostName(text: string): boolean {
  if (text.length > LONGEST_HOST) return false;
  const parts = (text.endsWith(".") ? text.slice(0, -1) : text).split(".");
  const last = parts.at(-1) ?? "";
  return parts.every(isHostLabel) && !/^\d+$/.test(last);
}

function isHostLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && HOST_LABEL.test(text);
}

/** `*`, or a host name whose first label may be `*`. */
export function isHostPattern(text: string): boolean {
  return text === "*" || isHostName(text.startsWith("*.") ? text.slice(2) : text);
}
