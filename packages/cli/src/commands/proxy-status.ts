import type { ProxyView, TypeView } from "@meltemi/control-plane";
import { controlPlaneClient } from "../client/control-plane-client.js";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import { formatAge } from "../output/age.js";
import { formatFields } from "../output/fields.js";
import { formatValue } from "../output/format.js";
import { formatTable } from "../output/table.js";
import type { CommandDefinition } from "./command.js";
import { type OutputOptions, outputOption, type ServerOptions, serverOption } from "./options.js";

interface ProxyStatusOptions extends ServerOptions, OutputOptions {}

/** In the order of the columns. */
const TYPES = ["CDS", "LDS", "EDS", "RDS"] as const;

const STATES: Readonly<Record<TypeView["state"], string>> = {
  synced: "SYNCED",
  stale: "STALE",
  rejected: "REJECTED",
  "not-sent": "NOT SENT",
};

export const proxyStatusCommand: CommandDefinition<
  [proxy: string | undefined],
  ProxyStatusOptions
> = {
  name: "proxy-status",
  summary: "tell which proxies are connected, and whether they have taken what they were sent",
  details:
    "SYNCED: the proxy confirmed all it was sent. STALE: it has not confirmed yet. REJECTED: it refused,\n" +
    "and keeps what it had. NOT SENT: it has not asked, or there is nothing for it.",
  arguments: [["[proxy]", "its id: tell its versions and why it rejected something"]],
  options: [outputOption("text", "json", "yaml"), serverOption],
  examples: [
    ["meltemi proxy-status", "list the proxies"],
    ["meltemi proxy-status sidecar-1", "see why a proxy is not in sync"],
  ],

  async run(io, [id], { server, output }) {
    const proxies = await controlPlaneClient(server, io).proxies();
    if (id === undefined) {
      if (output === "json" || output === "yaml") io.out(formatValue({ proxies }, output));
      else if (proxies.length > 0) io.out(table(proxies, Date.now()));
      else io.error("no proxy is connected; start one with meltemi proxy --xds HOST:PORT\n");
      return ExitCode.Ok;
    }
    const streams = proxies.filter((proxy) => proxy.id === id);
    const [first] = streams;
    if (first === undefined) throw notConnected(id);
    if (output === "json" || output === "yaml") {
      io.out(formatValue(streams.length === 1 ? first : { proxies: streams }, output));
    } else {
      io.out(streams.map((proxy) => details(proxy, Date.now())).join("\n"));
    }
    return ExitCode.Ok;
  },
};

export function notConnected(id: string): CommandFailure {
  const message = `no proxy "${id}" is connected; list those that are: meltemi proxy-status`;
  return new CommandFailure(ExitCode.Configuration, message);
}

function table(proxies: readonly ProxyView[], now: number): string {
  const rows = proxies.map((proxy) => [
    proxy.id,
    proxy.namespace,
    ...TYPES.map((type) => STATES[typeOf(proxy, type)?.state ?? "not-sent"]),
    proxy.userAgent,
    connectionText(proxy, now),
  ]);
  return formatTable(["NAME", "NAMESPACE", ...TYPES, "VERSION", "CONNECTED"], rows);
}

function details(proxy: ProxyView, now: number): string {
  const fields = formatFields([
    ["Name", proxy.id],
    ["Namespace", proxy.namespace],
    ["Peer", proxy.peer],
    ["Version", proxy.userAgent],
    ["Protocol", proxy.protocol],
    ["Connected", connectionText(proxy, now)],
  ]);
  const rows = TYPES.map((type) => {
    const view = typeOf(proxy, type);
    const { state = "not-sent", resources = 0, sent = "", acked = "" } = view ?? {};
    return [type, STATES[state], String(resources), sent, acked];
  });
  const types = formatTable(["TYPE", "STATE", "RESOURCES", "SENT", "CONFIRMED"], rows);
  const errors = proxy.types.flatMap(({ type, error }) =>
    error === undefined ? [] : [`${type} was rejected: ${error}\n`],
  );
  return [`${fields}\n${types}`, ...errors].join(errors.length > 0 ? "\n" : "");
}

/** `5m`; `gone 12s` for a proxy that is remembered only. */
function connectionText(
  { connected, connectedAt, disconnectedAt }: ProxyView,
  now: number,
): string {
  return connected ? formatAge(connectedAt, now) : `gone ${formatAge(disconnectedAt, now)}`;
}

function typeOf(proxy: ProxyView, type: TypeView["type"]): TypeView | undefined {
  return proxy.types.find((view) => view.type === type);
}
