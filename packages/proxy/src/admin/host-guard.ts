/**
 * Against DNS rebinding: a web page may point its own name at 127.0.0.1 and read the admin server
 * through the visitor's browser. The browser then sends that name as Host. So on loopback only names
 * and addresses of loopback are answered.
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
