import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createDubboClient } from "./create-dubbo-client.js";
import { createDubboServer } from "./create-dubbo-server.js";
import { decodeInvocation, encodeFailure, encodeInvocation, SAY_HELLO } from "./dubbo-body.js";
import { DUBBO_FRAMING, type DubboFrame, encodeDubboFrame } from "./dubbo-frame.js";
import { dubboOutcome, formatDubboReply } from "./dubbo-reply.js";
import { createFrameServer } from "./frame-server.js";
import { Framer } from "./framer.js";
import { HessianWriter } from "./hessian-writer.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startServer(label = "v1") {
  const server = await createDubboServer({ port: 0, label });
  cleanups.push(() => server.close());
  return server;
}

async function startClient(port: number) {
  const client = await createDubboClient({ port });
  cleanups.push(() => client.close());
  return client;
}

/** A client of a server that answers each frame as the test says. */
async function startAgainst(answer: (frame: DubboFrame) => Buffer | undefined) {
  const server = await createFrameServer({ port: 0, label: "" }, DUBBO_FRAMING, answer);
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

/** Resolves with the next `count` frames of the socket. */
function frames(socket: Socket, count: number): Promise<DubboFrame[]> {
  const framer = new Framer(DUBBO_FRAMING);
  const received: DubboFrame[] = [];
  return new Promise((resolve, reject) => {
    socket.once("close", () => reject(new Error("closed")));
    socket.on("data", (chunk) => {
      received.push(...framer.push(chunk));
      if (received.length >= count) resolve(received);
    });
  });
}

const HELLO = { ...SAY_HELLO, argument: "Aeraki", attachments: { foo: "bar" } };
const REQUEST = { request: true, twoWay: true, event: false, status: 0 };

function helloFrame(id: bigint, change: Partial<DubboFrame> = {}): Buffer {
  const body = encodeInvocation(HELLO, HELLO.attachments);
  return encodeDubboFrame({ ...REQUEST, id, body, ...change });
}

test("a call is answered with a greeting and the label of the server", async () => {
  const server = await startServer("v2");
  const client = await startClient(server.port);
  const reply = await client.call(HELLO);
  expect(formatDubboReply(reply)).toBe("sayHello {foo=bar}: Hello Aeraki, response from v2");
  expect(dubboOutcome(reply)).toBe("v2");
  expect(server.calls).toBe(1);
});

test("a call carries its path, its interface and what the caller attached", () => {
  const [frame] = new Framer(DUBBO_FRAMING).push(helloFrame(1n));
  expect(decodeInvocation(frame?.body ?? Buffer.alloc(0))).toEqual({
    ...SAY_HELLO,
    parameterTypes: "Ljava/lang/String;",
    argument: "Aeraki",
    attachments: new Map([
      ["path", SAY_HELLO.interface],
      ["interface", SAY_HELLO.interface],
      ["foo", "bar"],
    ]),
  });
});

test("a call of another method gets status 70, and the connection goes on", async () => {
  const client = await startClient((await startServer()).port);
  const refused = await client.call({ ...HELLO, method: "sayNothing", attachments: {} });
  expect(formatDubboReply(refused)).toMatch(
    /^sayNothing \{\}: status 70 \(SERVICE_ERROR\): no method .*DemoService.sayNothing\(L.*; there is/,
  );
  expect(dubboOutcome(refused)).toBe("70");
  expect(dubboOutcome(await client.call(HELLO))).toBe("v1");
});

test("calls that arrive byte by byte, or several at once, are answered with their 64-bit ids", async () => {
  const socket = await openSocket((await startServer()).port);
  const answers = frames(socket, 4);
  for (const byte of helloFrame(-1n)) {
    await new Promise((written) => socket.write(Buffer.of(byte), written));
  }
  socket.write(Buffer.concat([helloFrame(2n ** 40n), helloFrame(3n), helloFrame(4n)]));
  expect((await answers).map(({ id }) => id)).toEqual([-1n, 2n ** 40n, 3n, 4n]);
});

test("a heartbeat is answered as Dubbo answers it; a oneway call and a one-way event are not", async () => {
  const server = await startServer();
  const socket = await openSocket(server.port);
  const answers = frames(socket, 1);
  const nothing = { event: true, body: Buffer.from("N") };
  socket.write(helloFrame(1n, { twoWay: false }));
  socket.write(helloFrame(2n, { twoWay: false, ...nothing }));
  socket.write(helloFrame(3n, { request: false, ...nothing }));
  socket.write(helloFrame(0x0102030405060708n, nothing));
  const bytes = (await answers).map(encodeDubboFrame);
  expect(Buffer.concat(bytes).toString("hex")).toBe("dabb22140102030405060708000000014e");
  expect(server.calls).toBe(1);
});

test("an error reply is read as it stands on the wire", async () => {
  const answer = Buffer.from("dabb023c000000000000000100000009086e6f20726f757465", "hex");
  const client = await startAgainst(() => answer);
  const reply = await client.call({ ...HELLO, attachments: {} });
  expect(formatDubboReply(reply)).toBe("sayHello {}: status 60 (SERVICE_NOT_FOUND): no route");
});

test("answers in another order than the calls find them", async () => {
  const held: DubboFrame[] = [];
  const client = await startAgainst((frame) => {
    held.push(frame);
    if (held.length < 2) return undefined;
    const answers = held.reverse().map(({ id }) => {
      const body = encodeFailure(`call ${id}`);
      return encodeDubboFrame({ ...REQUEST, request: false, status: 80, id, body });
    });
    return Buffer.concat(answers);
  });
  const replies = await Promise.all([client.call(HELLO), client.call(HELLO)]);
  expect(replies.map(({ text }) => text)).toEqual(["call 1", "call 2"]);
});

test("an exception of the server fails the call that it answers, not the connection", async () => {
  const results = [
    new HessianWriter().value(0).value("thrown"),
    new HessianWriter().value(1).value("Hi"),
  ];
  const client = await startAgainst(({ id }) => {
    const body = results.shift()?.bytes() ?? Buffer.alloc(0);
    return encodeDubboFrame({ ...REQUEST, request: false, status: 20, id, body });
  });
  await expect(client.call(HELLO)).rejects.toThrow("a result of type 0");
  expect(dubboOutcome(await client.call(HELLO))).toBe("Hi");
});

test("bytes that are not Dubbo end the server's connection, not the server", async () => {
  const server = await startServer();
  const malformed = [
    Buffer.from("GET / HTTP/1.1\r\n\r\n"),
    withByte(helloFrame(1n), 2, 0xc6),
    withByte(helloFrame(1n), 12, 0x80),
    withByte(helloFrame(1n), 12, 0x7f),
    helloFrame(1n, { body: Buffer.from("052e302e32", "hex") }),
  ];
  for (const bytes of malformed) {
    const socket = await openSocket(server.port);
    socket.on("error", () => undefined);
    socket.write(bytes);
    await once(socket, "close");
  }
  const client = await startClient(server.port);
  expect(dubboOutcome(await client.call(HELLO))).toBe("v1");
});

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  bytes[at] = value;
  return bytes;
}
