import { Option } from "commander";
import { controlPlaneClient } from "../client/control-plane-client.js";
import { readJson } from "../client/http.js";
import type { ProxyConfigView } from "../client/views.js";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import type { CliIo } from "../io.js";
import { formatValue } from "../output/format.js";
import type { CommandDefinition } from "./command.js";
import { outputOption, type ServerOptions, serverOption } from "./options.js";
import { notConnected } from "./proxy-status.js";

type Part = "cds" | "eds" | "lds" | "rds";

const PARTS: Readonly<Record<Part, keyof ProxyConfigView>> = {
  cds: "clusters",
  eds: "endpoints",
  lds: "listeners",
  rds: "routes",
};

interface ConfigDumpOptions extends ServerOptions {
  readonly type?: Part;
  readonly admin?: string;
  readonly output: "json" | "yaml";
}

export const configDumpCommand: CommandDefinition<[proxy: string | undefined], ConfigDumpOptions> =
  {
    name: "config-dump",
    summary: "show the configuration that a proxy is sent, or has in force",
    arguments: [["[proxy]", "its id, as meltemi proxy-status lists it"]],
    options: [
      new Option(
        "--type <type>",
        "show one part only: clusters, endpoints, listeners or routes",
      ).choices(Object.keys(PARTS)),
      new Option("--admin <url>", "ask this proxy's admin server what is in force instead"),
      outputOption("json", "yaml"),
      serverOption,
    ],
    examples: [
      ["meltemi config-dump sidecar-1 --type rds -o yaml", "see the routes that a proxy is sent"],
      ["meltemi config-dump --admin http://127.0.0.1:9901", "see what a proxy has in force"],
    ],

    async run(io, [id], options) {
      const dump =
        options.admin === undefined
          ? await sent(id, options, io)
          : await inForce(id, options.admin, options.type);
      io.out(formatValue(dump, options.output));
      return ExitCode.Ok;
    },
  };

async function sent(
  id: string | undefined,
  { server, type }: ConfigDumpOptions,
  io: CliIo,
): Promise<unknown> {
  if (id === undefined) throw usage("name a proxy, or its admin server with --admin URL");
  const config = await controlPlaneClient(server, io).proxyConfig(id);
  if (config === undefined) throw notConnected(id);
  return type === undefined ? config : config[PARTS[type]];
}

async function inForce(
  id: string | undefined,
  admin: string,
  type: string | undefined,
): Promise<unknown> {
  if (id !== undefined) throw usage("name a proxy or its admin server, not both");
  if (type !== undefined) throw usage("the admin server shows everything; leave --type out");
  if (!URL.canParse(admin))
    throw usage(`"${admin}" is not a URL; write it like http://127.0.0.1:9901`);
  const howToReach = 'see the line "admin on" that the proxy printed';
  const { status, body } = await readJson(new URL("/config_dump", admin), {}, howToReach);
  if (status === 200) return body;
  throw new CommandFailure(
    ExitCode.Failed,
    `${admin} is not the admin server of a proxy; ${howToReach}`,
  );
}

function usage(message: string): CommandFailure {
  return new CommandFailure(ExitCode.Usage, message);
}
