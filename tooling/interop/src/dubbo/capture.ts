import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import type { Json, Program } from "../program.js";
import { Tap } from "../tap.js";
import { until } from "../until.js";
import { Client } from "./client.js";
import { type Frame, framesOf, isHeartbeat, isReadOnly } from "./frame.js";
import { NEW, OLD, Peers, PREFER_FASTJSON2, startProvider } from "./peers.js";

/** A message as a peer sent it, for the tests of the codec. */
interface GoldenFrame {
  readonly name: string;
  readonly peer: string;
  readonly direction: "request" | "response";
  readonly hex: string;
}

interface CapturedCall {
  readonly name: string;
  /** The same request is sent once more as from a consumer that knows no response attachments. */
  readonly alsoOld?: true;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly fields?: Json;
  /** Fields of the reference. */
  readonly reference?: Json;
}

const FOLDER = fileURLToPath(
  new URL("../../../../packages/codec-dubbo/test/golden/", import.meta.url),
);
/** Hessian writes strings above 32 768 characters in chunks, and those above 1023 with another length. */
const LONG = "long ".repeat(6600);
const MEDIUM = "medium ".repeat(150);

const CALLS: readonly CapturedCall[] = [
  { name: "call", method: "greet", args: ["Ann"], alsoOld: true },
  { name: "call with an attachment", method: "greet", args: ["Ann"], fields: attach("foo", "bar") },
  {
    name: "call with attachments in other scripts",
    method: "greet",
    args: ["Zoë 東京 😀"],
    fields: { attachments: { grüße: "東京", smile: "😀" } },
  },
  {
    name: "call with a long attachment",
    method: "greet",
    args: [""],
    fields: attach("long", LONG),
  },
  { name: "call with an object", method: "echoItem", args: [item()] },
  { name: "call with bytes", method: "echoBytes", args: [[1, 2, 3]] },
  { name: "call with a list", method: "echoList", args: [["a", "b", "a"]] },
  { name: "call without a result", method: "acknowledge", args: ["text"], alsoOld: true },
  { name: "call without arguments and with a null result", method: "nothing", args: [] },
  { name: "oneway call", method: "post", args: ["text"] },
  { name: "asynchronous call", method: "greet", args: ["Ann"], fields: { mode: "async" } },
  { name: "call with a response attachment", method: "attach", args: ["answer", "42"] },
  { name: "call with a long response attachment", method: "attach", args: ["medium", MEDIUM] },
  { name: "call with a checked exception", method: "reject", args: [7], alsoOld: true },
  { name: "call with an exception and an attachment", method: "rejectWithAttachment", args: [7] },
  { name: "call with a runtime exception", method: "crash", args: ["no"] },
  {
    name: "generic call",
    method: "greet",
    args: ["Ann"],
    fields: { mode: "generic" },
    reference: { generic: "true" },
  },
  {
    name: "call of a service that is not there",
    method: "greet",
    args: ["Ann"],
    fields: { mode: "generic" },
    reference: { generic: "true", interface: "io.meltemi.interop.Absent" },
  },
  {
    name: "call of a version that is not there",
    method: "greet",
    args: ["Ann"],
    reference: { version: "9.9.9", group: "blue" },
  },
];

/** Captures what consumers and providers say to each other, without a proxy, for the codec's tests. */
export async function captureDubbo(): Promise<void> {
  const peers = await Peers.open();
  try {
    await mkdir(FOLDER, { recursive: true });
    await save(`dubbo-${OLD}`, await capture(peers, OLD, {}));
    await save(`dubbo-${NEW}`, await capture(peers, NEW, {}));
    await save(`dubbo-${NEW}-fastjson2`, await capture(peers, NEW, PREFER_FASTJSON2));
  } finally {
    await peers.close();
  }
}

async function capture(peers: Peers, version: string, parameters: Json): Promise<GoldenFrame[]> {
  const provider = await startProvider(version, "v1", parameters as Record<string, string>);
  try {
    const consumer = await peers.consumer(version);
    const frames: GoldenFrame[] = [];
    const keep = (name: string, direction: GoldenFrame["direction"], { bytes }: Frame): void => {
      frames.push({ name, peer: `Apache Dubbo ${version}`, direction, hex: bytes.toString("hex") });
    };
    for (const call of CALLS) {
      const { requests, responses } = await captureCall(consumer, provider, call, parameters);
      for (const frame of requests) keep(call.name, "request", frame);
      for (const frame of responses) keep(call.name, "response", frame);
      if (call.alsoOld && parameters !== PREFER_FASTJSON2) {
        for (const request of requests) {
          const old = asOld(request);
          keep(`${call.name}, old consumer`, "request", old);
          const answer = await answerTo(provider.port, old);
          keep(`${call.name}, old consumer`, "response", answer);
        }
      }
    }
    const events = await captureEvents(consumer, provider, parameters);
    keep("heartbeat", "request", events.heartbeat);
    keep("answer to a heartbeat", "response", events.answer);
    keep("read-only event", "response", events.readOnly);
    return frames;
  } finally {
    await provider.stop();
  }
}

async function captureCall(
  consumer: Program,
  provider: Program,
  { method, args, fields, reference }: CapturedCall,
  parameters: Json,
): Promise<{ requests: Frame[]; responses: Frame[] }> {
  const tap = await Tap.to(provider.port);
  const client = await Client.connect(consumer, tap.port, { ...reference, parameters });
  try {
    await client.call(method, args, fields).catch(() => {}); // exceptions are wanted, too
    await provider.send("seen", { atLeast: 1, withinMs: 200 }); // a oneway call has arrived
    return { requests: framesOf(tap.sent), responses: framesOf(tap.received) };
  } finally {
    await client.close();
    await tap.close();
  }
}

/** The request of a consumer whose protocol version, the first string of the body, is 2.0.1. */
function asOld({ bytes }: Frame): Frame {
  const text = bytes.toString("latin1").replace("2.0.2", "2.0.1");
  return onlyFrame(Buffer.from(text, "latin1"));
}

async function answerTo(port: number, { bytes }: Frame): Promise<Frame> {
  const socket = connect(port, "127.0.0.1");
  let received = Buffer.alloc(0);
  socket.on("data", (more: Buffer) => {
    received = Buffer.concat([received, more]);
  });
  socket.write(bytes);
  try {
    return await until("an answer", () => framesOf(received)[0]);
  } finally {
    socket.destroy();
  }
}

function onlyFrame(bytes: Buffer): Frame {
  const [frame] = framesOf(bytes);
  if (frame === undefined) throw new Error("not a whole message");
  return frame;
}

async function captureEvents(
  consumer: Program,
  provider: Program,
  parameters: Json,
): Promise<{ heartbeat: Frame; answer: Frame; readOnly: Frame }> {
  const tap = await Tap.to(provider.port);
  const reference = { parameters: { ...parameters, heartbeat: "1000" } };
  const client = await Client.connect(consumer, tap.port, reference);
  try {
    const heartbeat = await until("a heartbeat", () => framesOf(tap.sent).find(isHeartbeat));
    const answer = await until("its answer", () => framesOf(tap.received).find(isHeartbeat));
    await provider.send("stop");
    const readOnly = await until("the event", () => framesOf(tap.received).find(isReadOnly));
    return { heartbeat, answer, readOnly };
  } finally {
    await client.close();
    await tap.close();
  }
}

async function save(name: string, frames: readonly GoldenFrame[]): Promise<void> {
  const path = `${FOLDER}${name}.json`;
  await writeFile(path, `${JSON.stringify(frames, null, 2)}\n`);
  console.log(`${frames.length} messages: ${path}`);
}

function attach(name: string, value: string): Json {
  return { attachments: { [name]: value } };
}

function item(): Json {
  return { name: "lamp", count: -7, total: 2 ** 40, price: 12.25, sold: true, tags: ["a", "b"] };
}
