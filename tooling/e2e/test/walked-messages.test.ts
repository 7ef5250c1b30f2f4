import { describe, expect, test } from "vitest";
import { pattern } from "../src/faults/scenario.js";
import { type DecodeCall, notingDecode } from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import {
  buildChunkedFrame,
  buildFrame,
  CHUNK_PREFIX_SIZE,
  FRAME_HEADER_SIZE,
  FrameType,
} from "../src/frame/wire.js";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
import { growthOf } from "../src/memory.js";
import { openStage } from "./open-stage.js";

const LIMITS = { maxMessageBytes: 65_536 };
const CORRELATIONS = ["id", "order", "connection"] as const;

const request = (id: number, payload: Uint8Array | string, chunkSize?: number) =>
  buildChunkedFrame({ type: FrameType.Request, id, name: "walk", payload }, chunkSize);

/** A chunked request of which only the announcement of its first chunk is there. */
function announcement(id: number, chunkLength: number): Buffer {
  const bytes = request(id, "").subarray(0, -CHUNK_PREFIX_SIZE);
  const prefix = Buffer.alloc(CHUNK_PREFIX_SIZE);
  prefix.writeUInt32BE(chunkLength);
  return Buffer.concat([bytes, prefix]);
}

/** Decode was never called for a message before the bytes were there without which it had no use. */
function expectPatience(calls: readonly DecodeCall[]): void {
  let bound = 0;
  for (const { available, result } of calls) {
    expect(available).toBeGreaterThanOrEqual(bound);
    bound = result < 0 ? -result : 0;
  }
}

describe("a message whose end is only found by walking", () => {
  test.each([
    { title: "single bytes", pieceSize: 1, payload: pattern(300), chunkSize: 40 },
    { title: "pieces of 7 bytes", pieceSize: 7, payload: pattern(3000), chunkSize: 100 },
    { title: "pieces of 64 KiB", pieceSize: 65_536, payload: pattern(1_000_000), chunkSize: 999 },
    { title: "one piece", pieceSize: 1 << 30, payload: pattern(100), chunkSize: 9 },
  ])("arrives unchanged in $title, both ways", async ({ pieceSize, payload, chunkSize }) => {
    const requestCalls: DecodeCall[] = [];
    const responseCalls: DecodeCall[] = [];
    const plugin = notingDecode(
      notingDecode(frame(), "request", requestCalls),
      "response",
      responseCalls,
    );
    const stage = openStage({ ...frameProtocol(), plugin });
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    const asked = request(5, payload, chunkSize);
    await client.sendInPieces(asked, pieceSize);
    const { peer, message } = await server.next();
    const answer = (id: number | bigint) =>
      buildChunkedFrame({ type: FrameType.Response, id, payload }, chunkSize);
    await peer.sendInPieces(answer(message.id), pieceSize);
    const answered = await client.next();
    expect(answered.bytes.equals(answer(5))).toBe(true);
    // But for the id, which is the proxy's.
    expect(message.name).toBe("walk");
    expect(message.payload.equals(asked.subarray(FRAME_HEADER_SIZE + "walk".length))).toBe(true);
    expectPatience(requestCalls);
    expectPatience(responseCalls);
    // At most one call for each chunk, one for the header and one for each piece.
    const most = payload.length / chunkSize + asked.length / pieceSize + 3;
    expect(requestCalls.length).toBeLessThanOrEqual(most);
    expect(responseCalls.length).toBeLessThanOrEqual(most);
  });

  test("is decoded again only when its bytes are there, not with every one that comes", async () => {
    const calls: DecodeCall[] = [];
    const plugin = notingDecode(frame(), "request", calls);
    const stage = openStage({ ...frameProtocol(), plugin });
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    await client.sendInPieces(request(1, pattern(500), 250), 1);
    await client.next();
    // Until the header tells of a bound, with every byte.
    const walking = calls.filter(({ available }) => available > FRAME_HEADER_SIZE);
    expect(walking.length).toBeLessThanOrEqual(4);
  });
});

describe.each(CORRELATIONS)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("walked messages and others follow one another, cut at any place", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    const bytes = Buffer.concat([
      request(1, "one", 2),
      buildFrame({ type: FrameType.Request, id: 2, payload: "two" }),
      request(3, ""),
      request(4, "four", 100),
    ]);
    for (let pieceSize = 1; pieceSize <= bytes.length; pieceSize += 3) {
      await client.sendInPieces(bytes, pieceSize);
      const ids = (await client.take(4)).map(({ id, kind }) => `${kind} ${id}`);
      expect(ids.sort()).toEqual(["response 1", "response 2", "response 3", "response 4"]);
    }
  });

  test.each([
    { title: "announces a chunk beyond the limit", chunkLength: LIMITS.maxMessageBytes },
    { title: "announces the largest chunk there is", chunkLength: 2 ** 32 - 1 },
  ])("a client whose message $title is told at once", async ({ chunkLength }) => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
    const client = await stage.client(proxy);
    client.send(announcement(7, chunkLength), request(8, ""));
    const answer = await client.next();
    expect(answer).toMatchObject({ id: 7n, error: "bad-request" });
    expect(errorOf(answer.payload).text).toMatch(/over the limit of 65536/);
    await client.untilClosed();
    expect(client.wasReset).toBe(false);
    expect(client.received).toHaveLength(1);
    expect(proxy.stat("request_decoding_error")).toBe(1);
    expect(proxy.stat("local_reply.bad_request")).toBe(1);
    expect(server.connections).toHaveLength(0);
  });

  test("a client whose message grows over the limit chunk by chunk is told", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
    const client = await stage.client(proxy);
    const bytes = request(7, pattern(70_000), 1000);
    await client.sendInPieces(bytes, 5000);
    expect(await client.next()).toMatchObject({ id: 7n, error: "bad-request" });
    await client.untilClosed();
    expect(proxy.stat("request_decoding_error")).toBe(1);
    expect(server.connections).toHaveLength(0);
  });

  test("a server whose message grows over the limit makes an error reply", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ cluster: { limits: LIMITS } });
    const client = await stage.client(proxy);
    client.request(7, "");
    const { peer, message } = await server.next();
    const payload = pattern(70_000);
    peer.send(buildChunkedFrame({ type: FrameType.Response, id: message.id, payload }, 1000));
    expect(await client.next()).toMatchObject({ id: 7n, error: "bad-response" });
    await peer.untilClosed();
    expect(proxy.clusterStat("upstream_cx_protocol_error")).toBe(1);
  });

  test("a message of exactly the limit passes", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
    server.echo();
    const client = await stage.client(proxy);
    const overhead = request(1, "x", LIMITS.maxMessageBytes).length - 1;
    const payload = pattern(LIMITS.maxMessageBytes - overhead);
    client.send(request(1, payload, LIMITS.maxMessageBytes));
    expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
  });
});

test("chunks that are announced and never come cost no memory", async () => {
  const stage = openStage();
  const { proxy } = await stage.mesh();
  const growth = await growthOf(async () => {
    for (const client of await stage.clients(proxy, 100)) client.send(announcement(1, 4_000_000));
    await expect.poll(() => proxy.listenerStat("downstream_cx_total")).toBe(100);
  });
  expect(growth).toBeLessThan(16 << 20);
});

test("a message that never ends costs no more than the limit, and its client is told", async () => {
  const stage = openStage();
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  const growth = await growthOf(async () => {
    client.send(request(3, "").subarray(0, -CHUNK_PREFIX_SIZE));
    const chunks = Buffer.concat(
      new Array<Buffer>(1000).fill(Buffer.from("00000003616263", "hex")),
    );
    for (let round = 0; round < 2000 && !client.ended; round++) {
      await new Promise((written) => client.socket.write(chunks, written));
    }
  });
  expect(await client.next()).toMatchObject({ id: 3n, error: "bad-request" });
  expect(growth).toBeLessThan(24 << 20);
});
