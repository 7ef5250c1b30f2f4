import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createQzaClient, type QzaClient } from "./create-qza-client.js";
import { createQzaServer } from "./create-qza-server.js";
import { explainError } from "./explain-error.js";
import { Framer } from "./framer.js";
import { listen } from "./listen.js";
import { decodeGetRsp, encodeGetReq, encodeGetRsp } from "./qza-body.js";
import {
  encodeQzaPacket,
  HEADER_BYTES,
  MAX_PACKET_BYTES,
  QZA_FRAMING,
  type QzaPacket,
} from "./qza-packet.js";
import { formatReply } from "./qza-reply.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startServer(label = "v1") {
  const server = await createQzaServer({ port: 0, label });
  cleanups.push(() => server.close());
  return server;
}

async function startClient(port: number, timeoutMs?: number): Promise<QzaClient> {
  const client = await createQzaClient(timeoutMs === undefined ? { port } : { port, timeoutMs });
  cleanups.push(() => client.close());
  return client;
}

/** A server that does with each request what the test says. */
async function startScripted(onRequest: (request: QzaPacket, socket: Socket) => void) {
  const server = createServer((socket) => {
    const framer = new Framer(QZA_FRAMING);
    cleanups.push(() => socket.destroy());
    socket.on("data", (chunk) => {
      for (const request of framer.push(chunk)) onRequest(request, socket);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  cleanups.push(() => server.close());
  return port;
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1" });
  socket.setNoDelay(true);
  cleanups.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

function requestBytes(packFlow: number, seq = 1): Buffer {
  const body = encodeGetReq({ seq });
  return encodeQzaPacket({ packFlow, cmd: 153, subCmd: 2, rspCode: 0, uid: 9, body });
}

test("a request is answered with the label of the server and its running number", async () => {
  const server = await startServer("v2");
  const client = await startClient(server.port);
  const first = await client.request({ cmd: 153, subCmd: 1, seq: 66 });
  const second = await client.request({ cmd: 153, subCmd: 2, seq: 67, uid: 10_001 });
  expect(first.response).toEqual({ ask: 1, label: "v2" });
  expect(formatReply(second)).toBe("Request cmd: 0x99/2, seq: 67; Response ask: 2, label: v2");
  expect([...server.requests]).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test("an answer repeats pack_flow, cmd, sub_cmd and uid of its request", async () => {
  const server = await startServer();
  const socket = await openSocket(server.port);
  socket.write(requestBytes(0xfffffffe));
  const [chunk] = (await once(socket, "data")) as [Buffer];
  const [answer] = new Framer(QZA_FRAMING).push(chunk);
  expect(answer).toMatchObject({ packFlow: 0xfffffffe, cmd: 153, subCmd: 2, uid: 9, rspCode: 0 });
});

test("packets that arrive byte by byte, or several at once, are answered", async () => {
  const server = await startServer();
  const socket = await openSocket(server.port);
  const flows: number[] = [];
  const framer = new Framer(QZA_FRAMING);
  const answered = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      for (const answer of framer.push(chunk)) {
        decodeGetRsp(answer.body);
        if (flows.push(answer.packFlow) === 4) resolve();
      }
    });
  });
  for (const byte of requestBytes(1)) {
    await new Promise((written) => socket.write(Buffer.of(byte), written));
  }
  socket.write(Buffer.concat([requestBytes(2), requestBytes(3), requestBytes(4)]));
  await answered;
  expect(flows).toEqual([1, 2, 3, 4]);
});

test("the header's extension is passed over, up to the high byte of its length", () => {
  const extension = 0x123;
  const packet = encodeQzaPacket({
    packFlow: 7,
    cmd: 153,
    subCmd: 2,
    rspCode: 0,
    uid: 0,
    body: Buffer.concat([Buffer.alloc(extension), encodeGetRsp({ ask: 5, label: "v1" })]),
  });
  packet[54] = 0x01;
  packet[105] = 0x23;
  const [read] = new Framer(QZA_FRAMING).push(packet);
  expect(decodeGetRsp(read?.body ?? Buffer.alloc(0))).toEqual({ ask: 5, label: "v1" });
});

test("answers in another order than the requests find them", async () => {
  const held: QzaPacket[] = [];
  const port = await startScripted((request, socket) => {
    held.push(request);
    if (held.length < 2) return;
    for (const [index, packet] of held.reverse().entries()) {
      const body = encodeGetRsp({ ask: index, label: String(packet.subCmd) });
      socket.write(encodeQzaPacket({ ...packet, body }));
    }
  });
  const client = await startClient(port);
  const [one, two] = await Promise.all([
    client.request({ cmd: 153, subCmd: 1, seq: 1 }),
    client.request({ cmd: 153, subCmd: 2, seq: 2 }),
  ]);
  expect([one.response, two.response]).toEqual([
    { ask: 1, label: "1" },
    { ask: 0, label: "2" },
  ]);
});

test("an error code is a reply, and the connection goes on", async () => {
  const port = await startScripted((request, socket) => {
    const refused = request.subCmd === 2;
    const body = refused ? Buffer.alloc(0) : encodeGetRsp({ ask: 1, label: "v1" });
    socket.write(encodeQzaPacket({ ...request, rspCode: refused ? 51 : 0, body }));
  });
  const client = await startClient(port);
  const refused = await client.request({ cmd: 153, subCmd: 2, seq: 1 });
  expect(formatReply(refused)).toBe("Request cmd: 0x99/2, Response err: (code:51, msg:)");
  const answered = await client.request({ cmd: 153, subCmd: 1, seq: 50 });
  expect(formatReply(answered)).toBe("Request cmd: 0x99/1, seq: 50; Response ask: 1, label: v1");
});

test("a request without an answer rejects after the timeout", async () => {
  const client = await startClient(await startScripted(() => undefined), 20);
  await expect(client.request({ cmd: 153, subCmd: 2, seq: 1 })).rejects.toThrow(/within 20 ms/);
});

test("requests in flight and later ones reject when the server ends the connection", async () => {
  const client = await startClient(await startScripted((_request, socket) => socket.destroy()));
  await expect(client.request({ cmd: 153, subCmd: 2, seq: 1 })).rejects.toThrow(/has ended/);
  await expect(client.request({ cmd: 153, subCmd: 2, seq: 2 })).rejects.toThrow(/has ended/);
});

test("requests in flight reject when the client is closed", async () => {
  const client = await startClient(await startScripted(() => undefined));
  const pending = client.request({ cmd: 153, subCmd: 2, seq: 1 });
  const rejected = expect(pending).rejects.toThrow(/closed/);
  await client.close();
  await rejected;
});

test("a client does not connect where nobody listens", async () => {
  const server = await createQzaServer({ port: 0, label: "v1" });
  await server.close();
  const refused: unknown = await createQzaClient({ port: server.port }).catch((error) => error);
  expect(explainError(refused)).toMatch(/ECONNREFUSED .*; start the proxy or server there first/);
});

test("a malformed length or body ends the server's connection, not the server", async () => {
  const server = await startServer();
  const malformed = [
    withLength(HEADER_BYTES - 1),
    withLength(MAX_PACKET_BYTES + 1),
    withLength(0xffffffff),
    withExtension(0xffff),
    encodeQzaPacket({
      packFlow: 1,
      cmd: 153,
      subCmd: 2,
      rspCode: 0,
      uid: 0,
      body: Buffer.of(6, 99),
    }),
  ];
  for (const bytes of malformed) {
    const socket = await openSocket(server.port);
    socket.on("error", () => undefined);
    socket.write(bytes);
    await once(socket, "close");
  }
  const client = await startClient(server.port);
  const reply = await client.request({ cmd: 153, subCmd: 2, seq: 1 });
  expect(reply.response).toEqual({ ask: 1, label: "v1" });
});

test("a malformed length in an answer fails the client's requests", async () => {
  const port = await startScripted((_request, socket) => socket.write(withLength(3)));
  const client = await startClient(port);
  await expect(client.request({ cmd: 153, subCmd: 2, seq: 1 })).rejects.toThrow(
    /packet of 3 bytes/,
  );
});

function withLength(length: number): Buffer {
  const bytes = requestBytes(1);
  bytes.writeUInt16BE(length & 0xffff, 5);
  bytes.writeUInt16BE(length >>> 16, 103);
  return bytes;
}

function withExtension(length: number): Buffer {
  const bytes = requestBytes(1);
  bytes[54] = length >>> 8;
  bytes[105] = length & 0xff;
  return bytes;
}
