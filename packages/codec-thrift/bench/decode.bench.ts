import { thrift } from "@meltemi/codec-thrift";
import { AttributeSet, DEFAULT_LIMITS, Message, MessageKind } from "@meltemi/core";
import { Bench } from "tinybench";

// After `pnpm build`: node packages/codec-thrift/bench/decode.bench.ts

const MESSAGES = 1_000; // decoded in one go, so that the clock does not count
const TEXT = "x".repeat(80);

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const uint16 = (value: number): Buffer => Buffer.of(value >> 8, value);
const uint32 = (value: number): Buffer => Buffer.of(value >> 24, value >> 16, value >> 8, value);
const framed = (payload: Buffer): Buffer => Buffer.concat([uint32(payload.length), payload]);

// call echo(1: TEXT, 2: {1: 7, 2: true}) with sequence id 5
const binary = Buffer.concat([
  latin1("\x80\x01\x00\x01\x00\x00\x00\x04echo\x00\x00\x00\x05\x0b\x00\x01\x00\x00\x00\x50"),
  latin1(TEXT),
  latin1("\x0c\x00\x02\x08\x00\x01\x00\x00\x00\x07\x02\x00\x02\x01\x00\x00"),
]);
const compact = Buffer.concat([
  latin1(`\x82\x21\x05\x04echo\x18\x50${TEXT}`),
  latin1("\x1c\x15\x0e\x11\x00\x00"),
]);
// info headers "user": "ann", "trace": 16 characters
const header = (payload: Buffer): Buffer =>
  framed(
    Buffer.concat([
      uint16(0x0fff),
      uint16(0),
      uint32(5),
      uint16(9),
      latin1("\x00\x00\x01\x02\x04user\x03ann\x05trace\x100123456789abcdef"),
      payload,
    ]),
  );

const cases: readonly (readonly [name: string, message: Buffer, wanted: readonly string[]])[] = [
  ["framed binary, nothing wanted", framed(binary), []],
  ["framed binary, method wanted", framed(binary), ["method"]],
  ["framed binary, service and function wanted", framed(binary), ["service", "function"]],
  ["framed compact, method wanted", framed(compact), ["method"]],
  ["header binary, method wanted", header(binary), ["method"]],
  ["header binary, method and 1 info header wanted", header(binary), ["method", "trace"]],
  ["unframed binary, method wanted", binary, ["method"]],
  ["unframed compact, method wanted", compact, ["method"]],
];

const bench = new Bench({ time: 1_000, warmupTime: 300 });
for (const [name, bytes, wanted] of cases) {
  const buffer = Buffer.alloc(bytes.length * MESSAGES, bytes);
  const attributes = new AttributeSet();
  for (const attribute of wanted) attributes.want(attribute);
  const codec = thrift().create({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  const message = new Message();
  bench.add(name, () => {
    for (let start = 0; start < buffer.length; start += message.size) {
      message.reset(MessageKind.Request, buffer, start);
      message.size = codec.decode(buffer, start, buffer.length, message);
      if (message.size !== bytes.length)
        throw new Error(`${message.size} of ${bytes.length} bytes`);
    }
  });
}
await bench.run();

for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`);
  const nanoseconds = (result.latency.p50 * 1e6) / MESSAGES;
  process.stdout.write(`decode, ${name}: ${nanoseconds.toFixed(1)} ns a message\n`);
}
