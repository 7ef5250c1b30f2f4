import { parseArgs } from "node:util";
import { durationOption, integersOption, portOption } from "./arguments.js";
import { createQzaClient } from "./create-qza-client.js";
import { explainError } from "./explain-error.js";
import { formatReply } from "./qza-reply.js";
import { sendRepeatedly } from "./send-repeatedly.js";

const HELP = `Usage: node tooling/samples/dist/qza-client.js [options]

Sends Qza requests over one connection and prints a line for each answer, until Ctrl-C.

  --port <port>          where to connect (default 8090)
  --address <address>    (default 127.0.0.1)
  --cmd <number>         (default 153, which is 0x99)
  --sub-cmds <list>      sub commands to send in turn (default 1,2)
  --interval <duration>  between two requests, like 500ms (default 1s)
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      address: { type: "string", default: "127.0.0.1" },
      cmd: { type: "string" },
      "sub-cmds": { type: "string" },
      interval: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const [cmd = 153] = integersOption("cmd", values.cmd, [153]);
  const subCmds = integersOption("sub-cmds", values["sub-cmds"], [1, 2]);
  const intervalMs = durationOption("interval", values.interval, 1000);
  const port = portOption("port", values.port, 8090);
  const client = await createQzaClient({ port, address: values.address });

  await sendRepeatedly({ count: Number.POSITIVE_INFINITY, intervalMs }, async (index) => {
    const subCmd = subCmds[index % subCmds.length] ?? 1;
    const reply = await client.request({ cmd, subCmd, seq: index + 1 });
    process.stdout.write(`${formatReply(reply)}\n`);
  });
  await client.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`qza-client: ${explainError(error)}\n`);
  process.exitCode = 1;
});
