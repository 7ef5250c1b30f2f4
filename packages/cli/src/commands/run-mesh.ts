import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROXY_FILE } from "../input/read-inputs.js";
import { addressText } from "../output/address-text.js";
import { keepProxy } from "../process/keep-proxy.js";
import { startControlPlane } from "../process/start-control-plane.js";
import { withStopSignals } from "../process/stop-signals.js";
import type { CommandDefinition } from "./command.js";
import { type ControlPlaneFlags, controlPlaneOptions } from "./control-plane.js";
import { type ProxyFlags, proxyArguments, proxyOptions } from "./proxy-options.js";

interface RunOptions extends ControlPlaneFlags, ProxyFlags {}

const LOOPBACK = "127.0.0.1";

export const runCommand: CommandDefinition<[folder: string], RunOptions> = {
  name: "run",
  summary: "run a control plane and a proxy for a folder of resources, until SIGTERM or SIGINT",
  details:
    `The proxy has a process of its own, and is started again when it dies. Its configuration is the file\n` +
    `${PROXY_FILE} of the folder, where there is one; what the command line says goes before that.\n` +
    `Where there is none, services are reached at ${LOOPBACK} unless --outbound says otherwise.\n` +
    "The first signal lets the requests in flight finish, a second ends everything at once.",
  arguments: [["<folder>", "YAML files with resources"]],
  options: [...controlPlaneOptions, ...proxyOptions],
  examples: [
    ["meltemi run mesh", "a mesh on this machine: one port of 127.0.0.1 for each service"],
    [
      "meltemi run mesh --inbound 8091=127.0.0.1:9001 --ip 10.1.2.3",
      "serve an application of this machine",
    ],
  ],

  async run(io, [folder], options) {
    const { xdsPort, httpPort, domain } = options;
    return await withStopSignals(io.signals, async (stopping) => {
      const controlPlane = await startControlPlane(
        {
          folder,
          xds: { address: LOOPBACK, port: xdsPort },
          http: { address: LOOPBACK, port: httpPort },
          ...(domain === undefined ? {} : { domain }),
        },
        io,
      );
      try {
        const xdsAddress = addressText(controlPlane.xdsAddress);
        const file = join(folder, PROXY_FILE);
        const config = existsSync(file) ? ["--config", file] : [];
        // Without a word on it, where every machine can listen.
        const { outbound = config.length === 0 ? LOOPBACK : undefined } = options;
        const flags = { ...options, ...(outbound === undefined ? {} : { outbound }) };
        const args = [...config, "--xds", xdsAddress, ...proxyArguments(flags)];
        return await keepProxy(args, io, stopping);
      } finally {
        await controlPlane.close();
      }
    });
  },
};
