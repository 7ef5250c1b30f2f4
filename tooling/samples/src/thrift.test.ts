import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createThriftClient } from "./create-thrift-client.js";
import { createThriftServer } from "./create-thrift-server.js";
import { createFrameServer } from "./frame-server.js";
import { Framer } from "./framer.js";
import { decodeArguments, encodeArguments, encodeResult } from "./thrift-body.js";
import {
  encodeThriftMessage,
  THRIFT_FRAMING,
  type ThriftMessage,
  ThriftMessageType,
} from "./thrift-message.js";
import { formatThriftReply, thriftOutcome } from "./thrift-reply.js";
import { ThriftReader } from "./thrift-struct.js";
import { WireError } from "./wire-error.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startServer(label = "v1") {
  const server = await createThriftServer({ port: 0, label });
  cleanups.push(() => server.close());
  return server;
}

async function startClient(port: number) {
  const client = await createThriftClient({ port });
  cleanups.push(() => client.close());
  return client;
}

/** A client of a server that answers each message as the test says. */
async function startAgainst(answer: (message: ThriftMessage) => Buffer | undefined) {
  const server = await createFrameServer({ port: 0, label: "" }, THRIFT_FRAMING, answer);
  cleanups.push(() => server.close());
  return startClient(server.port);
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.setNoDelay(true);
  cleanups.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

function call(sequenceId: number, change: Partial<ThriftMessage> = {}): Buffer {
  const body = encodeArguments("Aeraki");
  const { Call } = ThriftMessageType;
  return encodeThriftMessage({ type: Call, method: "sayHello", sequenceId, body, ...change });
}

test("a call is answered with a greeting and the label of the server", async () => {
  const server = await startServer("v2");
  const client = await startClient(server.port);
  const hello = await client.call("sayHello", "Aeraki");
  const goodbye = await client.call("sayGoodbye", "Aeraki");
  expect(formatThriftReply(hello)).toBe("sayHello: Hello Aeraki, response from v2");
  expect(formatThriftReply(goodbye)).toBe("sayGoodbye: Goodbye Aeraki, response from v2");
  expect(thriftOutcome(hello)).toBe("v2");
  expect([...server.calls]).toEqual([
    ["sayHello", 1],
    ["sayGoodbye", 1],
  ]);
});

test("a message is written as the framed transport and the binary protocol have it", () => {
  expect(call(5).toString("hex")).toBe(
    ["00000022", "80010001", "00000008", "73617948656c6c6f", "00000005"]
      .concat(["0b0001", "00000006", "416572616b69", "00"])
      .join(""),
  );
});

test("an exception is read as it stands on the wire, and the connection goes on", async () => {
  const exception = [
    ["0000002b", "80010003", "00000008", "73617948656c6c6f", "00000001"],
    ["0b0001", "00000008", "6e6f20726f757465", "080002", "00000006", "00"],
  ];
  const answers = [
    Buffer.from(exception.flat().join(""), "hex"),
    encodeThriftMessage({ type: 2, method: "", sequenceId: 2, body: encodeResult("Hi") }),
  ];
  const client = await startAgainst(() => answers.shift());
  const refused = await client.call("sayHello", "Aeraki");
  expect(formatThriftReply(refused)).toBe(
    "sayHello: TApplicationException 6 (INTERNAL_ERROR): no route",
  );
  expect(thriftOutcome(refused)).toBe("exception 6");
  expect(thriftOutcome(await client.call("sayHello", "Aeraki"))).toBe("Hi");
});

test("a call of another method gets an exception of type 1", async () => {
  const client = await startClient((await startServer()).port);
  expect(formatThriftReply(await client.call("sayNothing", "Aeraki"))).toBe(
    "sayNothing: TApplicationException 1 (UNKNOWN_METHOD): no method sayNothing; there are sayHello and sayGoodbye",
  );
});

test("calls that arrive byte by byte, or several at once, are answered; oneway calls are not", async () => {
  const server = await startServer();
  const socket = await openSocket(server.port);
  const framer = new Framer(THRIFT_FRAMING);
  const ids: number[] = [];
  const answered = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      for (const { sequenceId } of framer.push(chunk)) if (ids.push(sequenceId) === 3) resolve();
    });
  });
  for (const byte of call(-1)) {
    await new Promise((written) => socket.write(Buffer.of(byte), written));
  }
  const oneway = call(2, { type: ThriftMessageType.Oneway });
  socket.write(Buffer.concat([oneway, call(3), call(4)]));
  await answered;
  expect(ids).toEqual([-1, 3, 4]);
  expect(server.calls.get("sayHello")).toBe(4);
});

test("answers in another order than the calls find them", async () => {
  const held: ThriftMessage[] = [];
  const client = await startAgainst((message) => {
    held.push(message);
    if (held.length < 2) return undefined;
    const answers = held.reverse().map((each) => {
      const body = encodeResult(`call ${each.sequenceId}`);
      return encodeThriftMessage({ ...each, type: ThriftMessageType.Reply, body });
    });
    return Buffer.concat(answers);
  });
  const replies = await Promise.all([client.call("sayHello", ""), client.call("sayHello", "")]);
  expect(replies.map(({ result }) => result)).toEqual(["call 1", "call 2"]);
});

test("fields of every other type are passed over, whatever is inside them", () => {
  const name = "0b00010000000141";
  const unknown = [
    "02000901", // bool
    "03000901", // byte
    "0400090000000000000000", // double
    "0600090001", // i16
    "0a00090000000000000001", // i64
    "0c00090c00010000", // a struct in a struct
    "0d00090b08000000010000000141000000ff", // map of "A" to 255
    "0e000906000000020001000f", // set of two i16
    "0f00090c000000020000", // list of two empty structs
    "0b00090000000142", // a text with another id
  ];
  for (const field of unknown) {
    expect(decodeArguments(Buffer.from(`${field}${name}00`, "hex"))).toBe("A");
    expect(decodeArguments(Buffer.from(`${name}${field}00`, "hex"))).toBe("A");
  }
});

test("a struct cut anywhere is refused", () => {
  const whole = encodeArguments("Aeraki");
  for (let length = 0; length < whole.length; length++) {
    expect(() => decodeArguments(whole.subarray(0, length))).toThrow(WireError);
  }
});

test("a length beyond the end, an unknown type and nesting without end are refused", () => {
  const malformed = [
    "0b00017fffffff", // text
    "0b0001ffffffff", // text of -1
    "0f0009087fffffff", // list
    "0e000908ffffffff", // set of -1
    "0d000908087fffffff00", // map
    "0f00090000000001", // list of no type
    "050001", // a type that does not exist
    "0c0001".repeat(10_000), // structs
  ];
  for (const hex of malformed) {
    expect(() => new ThriftReader(Buffer.from(hex, "hex")).struct()).toThrow(WireError);
  }
});

test("bytes that are not framed binary end the server's connection, not the server", async () => {
  const server = await startServer();
  const malformed = [
    Buffer.from("ffffffff", "hex"),
    Buffer.from("7fffffff", "hex"),
    Buffer.from("0000000482210000", "hex"),
    Buffer.from("00000006800100010000", "hex"),
    call(1, { body: Buffer.of(0) }),
  ];
  for (const bytes of malformed) {
    const socket = await openSocket(server.port);
    socket.on("error", () => undefined);
    socket.write(bytes);
    await once(socket, "close");
  }
  const client = await startClient(server.port);
  expect(thriftOutcome(await client.call("sayHello", "Aeraki"))).toBe("v1");
});
