import { parseArgs } from "node:util";
import { portOption } from "./arguments.js";
import { explainError } from "./explain-error.js";
import type { FrameServer, ServerOptions } from "./frame-server.js";

const help = (protocol: string, does: string): string =>
  `Usage: node tooling/samples/dist/${protocol}-server.js [options]

${does}

  --port <port>        where to listen; 0 lets the kernel pick (default 9001)
  --address <address>  (default 127.0.0.1)
  --label <label>      what every answer carries (default v1)
  --help
`;

export interface ServerCommand {
  /** Lower case, as in the name of the program. */
  readonly protocol: string;
  /** A sentence for --help. */
  readonly does: string;
  readonly create: (options: ServerOptions) => Promise<FrameServer>;
}

/** The program of a sample server: reads its arguments, listens, and ends on SIGINT and SIGTERM. */
export function runServerCommand(command: ServerCommand): void {
  serve(command).catch((error: unknown) => {
    process.stderr.write(`${command.protocol}-server: ${explainError(error)}\n`);
    process.exitCode = 1;
  });
}

async function serve({ protocol, does, create }: ServerCommand): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      address: { type: "string", default: "127.0.0.1" },
      label: { type: "string", default: "v1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help(protocol, does));
    return;
  }
  const { address, label } = values;
  const server = await create({ port: portOption("port", values.port, 9001), address, label });
  process.stdout.write(`${protocol} server ${label} on ${address}:${server.port}\n`);
  const stop = (): void => void server.close();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
