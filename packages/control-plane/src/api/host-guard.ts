/**
 * Against web pages that use a visitor's browser to reach what only his machine can reach. A page may point its own
 * name at 127.0.0.1: the browser then sends that name as Host, so on loopback only names of loopback are answered. And
 * a page may send a form to any address: the browser then tells where the page is from as Origin.
 */

/** Whether an address is reached from this machine only. */
export function isLoopback(address: string): boolean {
  return /^127\.\d+\.\d+\.\d+$/.test(address) || address === "::1";
}

/** Whether a Host header, with or without a port, names the machine itself. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d*$/, "").toLowerCase();
  return name === "localhost" || name === "[::1]" || (!name.startsWith("[") && isLoopback(name));
}

/** Whether a request comes from no web page, or from one of this server. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || /^https?:\/\/(.*)$/.exec(origin)?.[1] === host;
}
