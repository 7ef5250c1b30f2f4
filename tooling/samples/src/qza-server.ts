import { parseArgs } from "node:util";
import { portOption } from "./arguments.js";
import { createQzaServer } from "./create-qza-server.js";
import { explainError } from "./explain-error.js";

const HELP = `Usage: node tooling/samples/dist/qza-server.js [options]

A Qza server that answers every request with its label.

  --port <port>        where to listen; 0 lets the kernel pick (default 9001)
  --address <address>  (default 127.0.0.1)
  --label <label>      what every answer carries (default v1)
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      address: { type: "string", default: "127.0.0.1" },
      label: { type: "string", default: "v1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { address, label } = values;
  const server = await createQzaServer({
    port: portOption("port", values.port, 9001),
    address,
    label,
  });
  process.stdout.write(`qza server ${label} on ${address}:${server.port}\n`);
  const stop = (): void => void server.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`qza-server: ${explainError(error)}\n`);
  process.exitCode = 1;
});
