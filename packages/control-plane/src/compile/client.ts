import { isIP } from "node:net";
import type { Node } from "@meltemi/xds";

/** What a node says about itself, as far as it decides what it gets. */
export interface Client {
  /** The same for nodes that are to have the same. */
  readonly id: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  /** "vip", the IP address at which it wants all its outbound listeners, or "none". */
  readonly outbound: string;
  /** Differs from start to start of a proxy. Undefined: not told. */
  readonly instance: string | undefined;
  /** Where the application is, by the port under which services know it. Empty: not told. */
  readonly inbound: ReadonlyMap<number, { readonly address: string; readonly port: number }>;
}

/** Istio's identifiers: type~address~name.namespace~domain. */
const ISTIO_ID = /^(?:sidecar|router)~([^~]*)~[^~]*\.([^~.]+)~/;

/** Takes what is usable from a node's metadata; what is missing has a default. */
export function readClient({ id, metadata }: Node): Client {
  const [, address = "", namespace] = ISTIO_ID.exec(id) ?? [];
  const meltemi = recordOf(metadata["MELTEMI"]);
  const outbound = textOf(meltemi["OUTBOUND"]);
  const addresses = (textOf(metadata["INSTANCE_IPS"]) ?? address)
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const client = {
    namespace: textOf(metadata["NAMESPACE"]) ?? namespace ?? "default",
    labels: textsOf(metadata["LABELS"]),
    addresses,
    outbound: outbound !== undefined && isOutbound(outbound) ? outbound : "vip",
  };
  const inbound = textsOf(meltemi["INBOUND"]);
  return {
    ...client,
    id: JSON.stringify([client, Object.entries(inbound)]),
    instance: textOf(meltemi["INSTANCE"]),
    inbound: new Map(
      Object.entries(inbound).flatMap(([port, target]) => {
        const place = hostAndPort(target);
        return place === undefined ? [] : [[Number(port), place] as const];
      }),
    ),
  };
}

function isOutbound(text: string): boolean {
  return text === "none" || isIP(text) !== 0;
}

function hostAndPort(
  text: string,
): { readonly address: string; readonly port: number } | undefined {
  const colon = text.lastIndexOf(":");
  const address = text.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  const port = Number(text.slice(colon + 1));
  return address !== "" && port > 0 && port < 65_536 ? { address, port } : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Sorted, so that the order in which a node wrote them makes no difference. */
function textsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(recordOf(value)).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
