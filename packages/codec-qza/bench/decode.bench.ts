import { qza } from "@meltemi/codec-qza";
import { AttributeSet, DEFAULT_LIMITS, Message, MessageKind } from "@meltemi/core";
import { Bench } from "tinybench";

// After `pnpm build`: node packages/codec-qza/bench/decode.bench.ts

const MESSAGES = 1_000; // decoded in one go, so that the clock does not count
const SIZE = 150;

const buffer = new Uint8Array(MESSAGES * SIZE);
for (let at = 0; at < buffer.length; at += SIZE) {
  buffer[at] = 8;
  new DataView(buffer.buffer).setUint32(at + 1, at);
  buffer[at + 6] = SIZE;
  buffer[at + 8] = 153;
}

const bench = new Bench({ time: 2_000, warmupTime: 500 });
for (const wanted of [[], ["cmd"], ["cmd", "sub_cmd", "uid"]]) {
  const attributes = new AttributeSet();
  for (const name of wanted) attributes.want(name);
  const codec = qza().create({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  const message = new Message();
  bench.add(`${wanted.length} attributes wanted`, () => {
    for (let start = 0; start < buffer.length; start += message.size) {
      message.reset(MessageKind.Request, buffer, start);
      message.size = codec.decode(buffer, start, buffer.length, message);
    }
  });
}
await bench.run();

for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`);
  const nanoseconds = (result.latency.p50 * 1e6) / MESSAGES;
  process.stdout.write(`decode, ${name}: ${nanoseconds.toFixed(1)} ns a message\n`);
}
