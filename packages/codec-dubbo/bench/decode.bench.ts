import { dubbo } from "@meltemi/codec-dubbo";
import { AttributeSet, DEFAULT_LIMITS, Message, MessageKind } from "@meltemi/core";
import { Bench } from "tinybench";

// After `pnpm build`: node packages/codec-dubbo/bench/decode.bench.ts
//
// A match is what a route costs: decode, and comparing the text of one attribute.

const MESSAGES = 500; // decoded in one go, so that the clock does not count

function string(text: string): Buffer {
  const length = text.length < 32 ? [text.length] : [0x30 | (text.length >> 8), text.length & 0xff];
  return Buffer.concat([Buffer.from(length), Buffer.from(text)]);
}

function map(entries: Readonly<Record<string, string>>): Buffer {
  const strings = Object.entries(entries).flatMap((entry) => entry.map(string));
  return Buffer.concat([Buffer.from("H"), ...strings, Buffer.from("Z")]);
}

function frame(flags: number, ...body: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt16BE(0xdabb);
  header[2] = flags;
  header.writeUInt32BE(
    body.reduce((size, part) => size + part.length, 0),
    12,
  );
  return Buffer.concat([header, ...body]);
}

const service = "org.apache.dubbo.samples.basic.api.DemoService";
const small = frame(
  0xc2,
  ...["2.0.2", service, "0.0.0", "sayHello", "Ljava/lang/String;", "world"].map(string),
  map({ path: service, interface: service, version: "0.0.0", foo: "bar" }),
);
const order = Buffer.concat([
  Buffer.from("C"),
  string("org.apache.dubbo.samples.Order"),
  Buffer.from([0x93]),
  ...["id", "customer", "items"].map(string),
  Buffer.from([0x60, 0x91]),
  string("somebody@example.org"),
  Buffer.from([0x7b, 0x91, 0x92, 0x93]),
]);
const large = frame(
  0xc2,
  ...["2.0.2", service, "1.0.0", "placeOrder"].map(string),
  string("Ljava/lang/String;Lorg/apache/dubbo/samples/Order;"),
  string("7f0a2c6e-1df7-4f0e-a06d-d5c2b0a9b3aa"),
  order,
  map({
    input: "612",
    path: service,
    "remote.application": "shop-web",
    "x-request-id": "6b1d2f0e-95a8-4d44-ba4f-3a8a0e6a1a3c",
    dubbo: "2.0.2",
    interface: service,
    version: "1.0.0",
    timeout: "3000",
    group: "blue",
    foo: "bar",
  }),
);
const heartbeat = frame(0xe2, Buffer.from("N"));

const bench = new Bench({ time: 1_000, warmupTime: 300 });

function add(name: string, one: Buffer, expected: Readonly<Record<string, string>>): void {
  const buffer = Buffer.concat(Array.from({ length: MESSAGES }, () => one));
  const attributes = new AttributeSet();
  const wanted = Object.keys(expected).map((name) => attributes.want(name));
  const texts = Object.values(expected);
  const codec = dubbo().create({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  const message = new Message();
  let matched = 0;
  bench.add(name, () => {
    matched = 0;
    for (let start = 0; start < buffer.length; start += message.size) {
      message.reset(MessageKind.Request, buffer, start);
      message.size = codec.decode(buffer, start, buffer.length, message);
      let matches = true;
      for (let i = 0; i < wanted.length; i++) {
        const attribute = wanted[i];
        if (attribute !== undefined && message.text(attribute) !== texts[i]) matches = false;
      }
      if (matches) matched++;
    }
    if (matched !== MESSAGES) throw new Error(`${name}: ${matched} of ${MESSAGES} matched`);
  });
}

add("heartbeat", heartbeat, {});
for (const [size, one, method] of [
  ["1 argument, 4 attachments", small, "sayHello"],
  ["2 arguments, 10 attachments", large, "placeOrder"],
] as const) {
  add(`${size}: nothing wanted`, one, {});
  add(`${size}: interface match`, one, { interface: service });
  add(`${size}: interface and method match`, one, { interface: service, method });
  add(`${size}: attachment match`, one, { foo: "bar" });
}
await bench.run();

for (const { name, result } of bench.tasks) {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state}`);
  const nanoseconds = (result.latency.p50 * 1e6) / MESSAGES;
  process.stdout.write(`${name}: ${nanoseconds.toFixed(1)} ns a message\n`);
}
