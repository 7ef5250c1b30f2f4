import { readFile } from "node:fs/promises";
import { readYamlDocuments } from "@meltemi/api";
import type { BoundListener, XdsStatus } from "@meltemi/proxy";
import { Option } from "commander";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import { addressText } from "../output/address-text.js";
import { jsonLines } from "../output/json-lines.js";
import { officialPlugins } from "../process/official-plugins.js";
import { proxyOverlay, type XdsFlags } from "../process/proxy-overlay.js";
import { aborted, withStopSignals } from "../process/stop-signals.js";
import { hostAndPort } from "./addresses.js";
import type { CommandDefinition } from "./command.js";
import { type ProxyFlags, proxyOptions } from "./proxy-options.js";

interface ProxyCommandOptions extends ProxyFlags, XdsFlags {
  readonly config?: string;
}

export const proxyCommand: CommandDefinition<[], ProxyCommandOptions> = {
  name: "proxy",
  summary: "run a proxy until SIGTERM or SIGINT, which let the requests in flight finish",
  details:
    "Its configuration comes from a file, from a control plane, or from both; what the command line says\n" +
    "goes before what the file says. A second signal closes everything at once.",
  options: [
    new Option("-c, --config <file>", "YAML file; edits are taken on while the proxy runs"),
    new Option("--xds <host:port>", "the control plane to follow").argParser(hostAndPort),
    ...proxyOptions,
    new Option("--xds-ca <file>", "PEM: certificates to trust; TLS to the control plane"),
    new Option("--xds-cert <file>", "PEM: this proxy's own certificate"),
    new Option("--xds-key <file>", "PEM: its key"),
  ],
  examples: [
    ["meltemi proxy -c mesh/proxy.yaml", "run what a file says"],
    [
      "meltemi proxy --xds 127.0.0.1:15010 --label app=orders --ip 10.1.2.3",
      "follow a control plane",
    ],
  ],

  async run(io, _, options) {
    const { config, xds } = options;
    if (config === undefined && xds === undefined) {
      const message =
        "nothing says what to run; give a file with -c, or a control plane with --xds";
      throw new CommandFailure(ExitCode.Usage, message);
    }
    return await withStopSignals(io.signals, async ({ stop, hurry }) => {
      const { createProxy } = await import("@meltemi/proxy");
      const overlay = { ...(await standardPlugins(options)), ...proxyOverlay(options) };
      let known: readonly BoundListener[] = [];
      const proxy = await createProxy({
        config: config ?? {},
        overlay,
        watch: config !== undefined,
        signal: stop,
        logger: jsonLines(io),
        onListeners(listeners) {
          io.out(changes(known, listeners));
          known = listeners;
        },
      });
      const { adminAddress } = proxy;
      if (xds !== undefined) io.out(`${stateText(xds, proxy.controlPlane)}\n`);
      if (adminAddress !== undefined) io.out(`admin on http://${addressText(adminAddress)}\n`);
      await aborted(stop);
      io.error("finishing the requests in flight; signal again to stop at once\n");
      await Promise.race([proxy.drain(), aborted(hurry)]);
      await proxy.close();
      return ExitCode.Ok;
    });
  },
};

function stateText(address: string, status: XdsStatus | undefined): string {
  switch (status?.from) {
    case "control plane":
      return `ready, with the control plane at ${address}`;
    case "saved copy":
      return `ready, from the saved copy; the control plane at ${address} has not answered yet`;
    default:
      return `serving nothing yet: the control plane at ${address} has not answered`;
  }
}

/** The official packages, for a proxy that follows a control plane and has not been told which to load. */
async function standardPlugins({ config, xds }: ProxyCommandOptions): Promise<object> {
  const written = config === undefined ? {} : await fieldsOf(config);
  if (xds === undefined && written["xds"] === undefined) return {};
  const isNamed = (list: string): boolean => {
    const names = written[list];
    return Array.isArray(names) && names.length > 0;
  };
  return {
    ...(isNamed("codecs") ? {} : { codecs: officialPlugins("codecs", config) }),
    ...(isNamed("filters") ? {} : { filters: officialPlugins("filters", config) }),
  };
}

/** What a configuration says. Empty for one that cannot be read: the proxy tells why. */
async function fieldsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, "utf8").catch(() => "");
  const [value] = readYamlDocuments(file, text).map((document) => document.value);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** A line for each listener that has come, moved or gone. */
function changes(before: readonly BoundListener[], after: readonly BoundListener[]): string {
  const texts = after.map(listenerText);
  const known = before.map(listenerText);
  const gone = before.filter(({ name }) => after.every((listener) => listener.name !== name));
  return [
    ...gone.map(({ name }) => `listener ${name} is gone\n`),
    ...texts.filter((text) => !known.includes(text)),
  ].join("");
}

function listenerText({ name, protocol, ...address }: BoundListener): string {
  return `listener ${name} on ${addressText(address)} (protocol ${protocol})\n`;
}
