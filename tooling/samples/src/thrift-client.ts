import { parseArgs } from "node:util";
import { countOption, durationOption, namesOption, portOption } from "./arguments.js";
import { createThriftClient } from "./create-thrift-client.js";
import { explainError } from "./explain-error.js";
import { sendRepeatedly } from "./send-repeatedly.js";
import { Tally } from "./tally.js";
import { formatThriftReply, thriftOutcome } from "./thrift-reply.js";

const HELP = `Usage: node tooling/samples/dist/thrift-client.js [options]

Calls Thrift methods over one connection, framed and binary, prints a line for each answer, and at the
end who answered how often.

  --port <port>          where to connect (default 8091)
  --address <address>    (default 127.0.0.1)
  --methods <list>       methods to call in turn (default sayHello,sayGoodbye)
  --name <text>          the one argument (default Aeraki)
  --count <number>       how many calls (default: until Ctrl-C)
  --interval <duration>  between two calls, like 500ms (default 1s)
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      address: { type: "string", default: "127.0.0.1" },
      methods: { type: "string" },
      name: { type: "string", default: "Aeraki" },
      count: { type: "string" },
      interval: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const methods = namesOption("methods", values.methods, ["sayHello", "sayGoodbye"]);
  const count = countOption("count", values.count);
  const intervalMs = durationOption("interval", values.interval, 1000);
  const port = portOption("port", values.port, 8091);
  const client = await createThriftClient({ port, address: values.address });
  const tally = new Tally();
  await sendRepeatedly({ count, intervalMs }, async (index) => {
    const method = methods[index % methods.length] ?? "sayHello";
    const reply = await client.call(method, values.name);
    tally.add(thriftOutcome(reply));
    process.stdout.write(`${formatThriftReply(reply)}\n`);
  });
  await client.close();
  process.stdout.write(`\n${tally}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`thrift-client: ${explainError(error)}\n`);
  process.exitCode = 1;
});
