import { Option } from "commander";
import { inboundForm, ipAddress, outboundAddress } from "./addresses.js";
import { pairs, portOption, repeatable } from "./options.js";

/** What a command line may say of a proxy, beside its file. */
export interface ProxyFlags {
  readonly codec: readonly string[];
  readonly filter: readonly string[];
  readonly nodeId?: string;
  readonly namespace?: string;
  readonly label: Readonly<Record<string, string>>;
  readonly ip: readonly string[];
  readonly outbound?: string;
  readonly inbound: Readonly<Record<string, string>>;
  readonly adminPort?: number;
  readonly savedCopy?: string;
}

export const proxyOptions: readonly Option[] = [
  repeatable(
    "--codec <package>",
    "a package that brings codecs; may be repeated (default: the official ones that are installed)",
  ),
  repeatable(
    "--filter <package>",
    "a package that brings filters; may be repeated (default: the official ones that are installed)",
  ),
  new Option("--node-id <id>", "the proxy's name in the mesh (default: the name of the host)"),
  new Option("-n, --namespace <namespace>", "of the proxy's workload (default: default)"),
  pairs("--label <name=value>", "a label of the workload; services select it by labels"),
  repeatable("--ip <address>", "an IP address of the workload, as services name it", ipAddress),
  new Option(
    "--outbound <address>",
    "where requests to other services come in: an IP address, vip for each service's own, or none (default: vip)",
  ).argParser(outboundAddress),
  pairs(
    "--inbound <port=address:port>",
    "where the workload listens, by the port of its service",
    inboundForm,
  ),
  portOption(
    "--admin-port <port>",
    "of the admin server on 127.0.0.1; 0 for a free one (default: none)",
  ),
  new Option(
    "--saved-copy <file>",
    "keep the last configuration here, to start without the control plane",
  ),
];

/** The same flags, to hand them on to another process. */
export function proxyArguments(flags: ProxyFlags): readonly string[] {
  const one = (flag: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [flag, String(value)];
  const all = (flag: string, values: readonly string[]): readonly string[] =>
    values.flatMap((value) => [flag, value]);
  const named = (flag: string, values: Readonly<Record<string, string>>): readonly string[] =>
    all(
      flag,
      Object.entries(values).map(([name, value]) => `${name}=${value}`),
    );
  return [
    ...all("--codec", flags.codec),
    ...all("--filter", flags.filter),
    ...one("--node-id", flags.nodeId),
    ...one("--namespace", flags.namespace),
    ...named("--label", flags.label),
    ...all("--ip", flags.ip),
    ...one("--outbound", flags.outbound),
    ...named("--inbound", flags.inbound),
    ...one("--admin-port", flags.adminPort),
    ...one("--saved-copy", flags.savedCopy),
  ];
}
