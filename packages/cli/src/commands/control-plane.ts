import { Option } from "commander";
import { ExitCode } from "../exit-code.js";
import { startControlPlane } from "../process/start-control-plane.js";
import { aborted, withStopSignals } from "../process/stop-signals.js";
import type { CommandDefinition } from "./command.js";
import { portOption } from "./options.js";
import { type TlsFlags, tlsFiles, tlsOptions } from "./tls-options.js";

export interface ControlPlaneFlags {
  readonly xdsPort: number;
  readonly httpPort: number;
  readonly domain?: string;
}

export const controlPlaneOptions: readonly Option[] = [
  portOption("--xds-port <port>", "where proxies connect; 0 for a free one", 15_010),
  portOption(
    "--http-port <port>",
    "of the HTTP API, which this command's others use; 0 for a free one",
    15_014,
  ),
  new Option("--domain <domain>", "of the mesh's names (default: cluster.local)"),
];

interface ControlPlaneCommandOptions extends ControlPlaneFlags, TlsFlags {
  readonly config: string;
  readonly address: string;
  readonly httpAddress: string;
}

export const controlPlaneCommand: CommandDefinition<[], ControlPlaneCommandOptions> = {
  name: "control-plane",
  summary: "run a control plane until SIGTERM or SIGINT: resources of a folder in, xDS out",
  details:
    "Edits of the folder's files are taken on while it runs, and what is applied is kept in them. The HTTP\n" +
    "API asks nobody who they are: only let those reach it who may change the mesh.",
  options: [
    new Option("--config <folder>", "YAML files with resources").makeOptionMandatory(),
    new Option("--address <address>", "where proxies connect").default("127.0.0.1"),
    new Option("--http-address <address>", "of the HTTP API").default("127.0.0.1"),
    ...controlPlaneOptions,
    ...tlsOptions,
  ],
  examples: [
    ["meltemi control-plane --config mesh", "serve the resources of a folder on this machine"],
    [
      "meltemi control-plane --config mesh --address 0.0.0.0 --tls-cert cp.pem --tls-key cp.key --tls-client-ca ca.pem",
      "serve proxies of other machines, who must have a certificate",
    ],
  ],

  async run(io, _, options) {
    const { config, address, httpAddress, xdsPort, httpPort, domain } = options;
    const tls = tlsFiles(options);
    return await withStopSignals(io.signals, async ({ stop, hurry }) => {
      const controlPlane = await startControlPlane(
        {
          folder: config,
          xds: { address, port: xdsPort, ...(tls === undefined ? {} : { tls }) },
          http: { address: httpAddress, port: httpPort },
          ...(domain === undefined ? {} : { domain }),
        },
        io,
      );
      await aborted(stop);
      await Promise.race([controlPlane.close(), aborted(hurry)]);
      return ExitCode.Ok;
    });
  },
};
