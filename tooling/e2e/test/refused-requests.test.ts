import { describe, expect, test } from "vitest";
import { BREAKING_NUMBER, brokenDecode, DECODE_FAULTS } from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

const number = BREAKING_NUMBER;
const refused = (id: number, type: FrameType = FrameType.Request) =>
  buildFrame({ type, id, number, payload: "refuse me" });
const REASON = "meta protocol frame request: refused on purpose";

function refuses(correlation: "id" | "order" | "connection") {
  const fault = DECODE_FAULTS["throws a CodecError"];
  if (fault === undefined) throw new Error("no such fault");
  const plugin = brokenDecode(frame({ correlation }), "request", fault);
  return { ...frameProtocol({ correlation }), plugin };
}

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  test("a client whose request cannot be decoded is told why, then closed", async () => {
    const stage = openStage(refuses(correlation));
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(refused(7), stage.protocol.request(8, "behind it"));
    const answer = await client.next();
    expect(answer).toMatchObject({ id: 7n, kind: "error", error: "bad-request" });
    expect(errorOf(answer.payload)).toMatchObject({
      source: "downstream",
      retriable: false,
      text: REASON,
    });
    await client.untilClosed();
    expect(client.wasReset).toBe(false);
    expect(client.received).toHaveLength(1);
    expect(server.connections).toHaveLength(0);
    expect(proxy.stat("request_decoding_error")).toBe(1);
    expect(proxy.stat("local_reply.bad_request")).toBe(1);
    expect(proxy.stat("request")).toBe(0);
  });

  test("the reply comes behind the answers to the requests before it", async () => {
    const stage = openStage(refuses(correlation));
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(stage.protocol.request(1, "good"), refused(2));
    const arrival = await server.next();
    await expect.poll(() => proxy.stat("request_decoding_error")).toBe(1);
    arrival.reply();
    const answers = (await client.take(2)).map(({ id, kind }) => `${id} ${kind}`);
    // Answers that carry ids need not wait for one another.
    if (correlation === "id") answers.sort();
    expect(answers).toEqual(["1 response", "2 error"]);
    await client.untilClosed();
    expect(proxy.stat("response_success")).toBe(1);
  });

  test("a request that cannot be decoded harms no other connection", async () => {
    const stage = openStage(refuses(correlation));
    const { server, proxy } = await stage.mesh();
    const [bad, good] = [await stage.client(proxy), await stage.client(proxy)];
    good.request(1, "held");
    const held = await server.next();
    bad.send(refused(1));
    await bad.untilClosed();
    held.reply();
    expect((await good.next()).payload.toString()).toBe("held");
    server.echo();
    expect(await good.exchange(2, "")).toMatchObject({ kind: "response" });
    expect(held.peer.ended).toBe(false);
  });

  test("of a message that is too large its client is told once", async () => {
    const stage = openStage(refuses(correlation));
    const { proxy } = await stage.mesh({ listener: { limits: { maxMessageBytes: 1000 } } });
    const client = await stage.client(proxy);
    client.send(stage.protocol.claim(stage.protocol.request(7, ""), 1001));
    expect(await client.next()).toMatchObject({ id: 7n, error: "bad-request" });
    await client.untilClosed();
    expect(client.received).toHaveLength(1);
    expect(proxy.stat("request_decoding_error")).toBe(1);
    expect(proxy.stat("local_reply.bad_request")).toBe(1);
  });
});

test("a request that comes byte by byte is refused with the reason too", async () => {
  const stage = openStage(refuses("id"));
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  await client.sendInPieces(refused(7));
  expect(await client.next()).toMatchObject({ id: 7n, error: "bad-request" });
  await client.untilClosed();
  expect(proxy.stat("request_decoding_error")).toBe(1);
});

test("a client that has sent FIN behind the request is still told", async () => {
  const stage = openStage(refuses("order"));
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(refused(7));
  client.end();
  expect(await client.next()).toMatchObject({ id: 7n, error: "bad-request" });
  await client.untilClosed();
});

test("a oneway request that cannot be decoded gets the close and no reply", async () => {
  const stage = openStage(refuses("id"));
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(refused(7, FrameType.Oneway));
  await client.untilClosed();
  expect(client.byteCount).toBe(0);
  expect(proxy.stat("request_decoding_error")).toBe(1);
});

test("bytes of which nothing is known get the close and no reply", async () => {
  const stage = openStage();
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(Buffer.from("nothing that a reply could be made of"));
  await client.untilClosed();
  expect(client.byteCount).toBe(0);
  expect(proxy.stat("request_decoding_error")).toBe(1);
  expect(proxy.stat("local_reply.bad_request")).toBe(0);
});

test("a reply is made only of bytes that the client has sent", async () => {
  // The codec names 17 bytes for the reply as soon as 6 have told the size.
  const stage = openStage();
  const { proxy } = await stage.mesh({ listener: { limits: { maxMessageBytes: 1000 } } });
  const client = await stage.client(proxy);
  client.send(stage.protocol.claim(stage.protocol.request(7, ""), 1001).subarray(0, 6));
  await client.untilClosed();
  expect(client.byteCount).toBe(0);
});

test("the reply has a head start of the close, for clients that hand both to their threads", async () => {
  const stage = openStage(refuses("id"));
  const { proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(refused(7));
  await client.next();
  const replied = performance.now();
  await client.untilClosed();
  expect(performance.now() - replied).toBeGreaterThan(150);
});
