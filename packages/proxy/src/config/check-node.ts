import { isIP } from "node:net";
import { type ConfigRecord, type Finding, textAt } from "@meltemi/api";

/** Addresses that lead nowhere. What has the wrong form the schema has complained of. */
export function checkXds(xds: ConfigRecord): Finding[] {
  const address = textAt(xds, "address");
  if (address === undefined || isHostAndPort(address)) return [];
  const message = `"${address}" is not HOST:PORT; write such as 127.0.0.1:15010`;
  return [{ path: [...xds.path, "address"], message }];
}

export function checkNode(node: ConfigRecord): Finding[] {
  const { addresses, inbound } = node.value;
  const outbound = textAt(node, "outbound") ?? "vip";
  const findings: Finding[] = [];
  if (!["vip", "none"].includes(outbound) && isIP(outbound) === 0) {
    const message = `"${outbound}" is neither vip, none nor an IP address; write one of them`;
    findings.push({ path: [...node.path, "outbound"], message });
  }
  for (const [index, address] of (Array.isArray(addresses) ? addresses : []).entries()) {
    if (typeof address !== "string" || isIP(address) !== 0) continue;
    const message = `"${address}" is not an IP address; write such as 10.1.2.3`;
    findings.push({ path: [...node.path, "addresses", index], message });
  }
  for (const [port, target] of Object.entries(inbound ?? {})) {
    if (isPort(port) && (typeof target !== "string" || isHostAndPort(target))) continue;
    const message = 'needs a port and an address with a port; write such as "8091": 127.0.0.1:9001';
    findings.push({ path: [...node.path, "inbound", port], message });
  }
  return findings;
}

function isHostAndPort(text: string): boolean {
  const [, host = "", port = ""] = /^(.*):([^:]*)$/.exec(text) ?? [];
  return host !== "" && isPort(port);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
