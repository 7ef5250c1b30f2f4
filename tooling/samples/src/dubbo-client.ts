import { parseArgs } from "node:util";
import { countOption, durationOption, pairsOption, portOption } from "./arguments.js";
import { createDubboClient } from "./create-dubbo-client.js";
import { SAY_HELLO } from "./dubbo-body.js";
import { dubboOutcome, formatDubboReply } from "./dubbo-reply.js";
import { explainError } from "./explain-error.js";
import { sendRepeatedly } from "./send-repeatedly.js";
import { Tally } from "./tally.js";

const HELP = `Usage: node tooling/samples/dist/dubbo-client.js [options]

Calls DemoService over one connection, prints a line for each answer, and at the end who answered
how often.

  --port <port>          where to connect (default 8090)
  --address <address>    (default 127.0.0.1)
  --interface <name>     (default ${SAY_HELLO.interface})
  --method <name>        (default sayHello)
  --argument <text>      (default Aeraki)
  --attachments <pairs>  such as foo=bar,region=north (default none)
  --count <number>       how many calls (default: until Ctrl-C)
  --interval <duration>  between two calls, like 500ms (default 1s)
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      address: { type: "string", default: "127.0.0.1" },
      interface: { type: "string", default: SAY_HELLO.interface },
      method: { type: "string", default: SAY_HELLO.method },
      argument: { type: "string", default: "Aeraki" },
      attachments: { type: "string" },
      count: { type: "string" },
      interval: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { method, argument } = values;
  const attachments = pairsOption("attachments", values.attachments);
  const call = { interface: values.interface, method, argument, attachments };
  const count = countOption("count", values.count);
  const intervalMs = durationOption("interval", values.interval, 1000);
  const port = portOption("port", values.port, 8090);
  const client = await createDubboClient({ port, address: values.address });
  const tally = new Tally();
  await sendRepeatedly({ count, intervalMs }, async () => {
    const reply = await client.call(call);
    tally.add(dubboOutcome(reply));
    process.stdout.write(`${formatDubboReply(reply)}\n`);
  });
  await client.close();
  process.stdout.write(`\n${tally}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`dubbo-client: ${explainError(error)}\n`);
  process.exitCode = 1;
});
