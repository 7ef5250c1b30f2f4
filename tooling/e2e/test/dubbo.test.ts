import { describe, expect, test } from "vitest";
import {
  DUBBO_HEADER_SIZE,
  DubboOffset,
  DubboStatus,
  dubboHeartbeat,
  dubboHeartbeatAnswer,
  dubboRequest,
} from "../src/dubbo/wire.js";
import { dubboErrorText, dubboProtocol } from "../src/dubbo-protocol.js";
import { pattern } from "../src/faults/scenario.js";
import { Random } from "../src/random.js";
import type { TestProxy } from "../src/stage.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const dubbo = dubboProtocol();

/** The message with the id that its sender gave it. */
function withId(message: Buffer, id: number | bigint): Buffer {
  const bytes = Buffer.from(message);
  bytes.writeBigUInt64BE(BigInt(id), DubboOffset.Id);
  return bytes;
}

/** The counters that tell how calls and connections ended. */
function outcomes(proxy: TestProxy): Record<string, number> {
  const names = [
    "request",
    "request_active",
    "request_decoding_error",
    "response",
    "cx_destroy_local_with_active_rq",
    "cx_destroy_remote_with_active_rq",
  ];
  return Object.fromEntries(
    names.map((name) => [name, proxy.stat(name)]).filter(([, value]) => value !== 0),
  ) as Record<string, number>;
}

describe("a heartbeat", () => {
  test("of a consumer is answered with its own id, and no provider sees it", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    const id = (0x1234_5678n << 32n) + 0x9abc_def0n;
    client.send(dubboHeartbeat(id));
    expect((await client.next()).bytes).toEqual(dubboHeartbeatAnswer(id));
    expect(server.connections).toHaveLength(0);
    expect(await client.exchange(1, "and then a call")).toMatchObject({ kind: "response", id: 1n });
    expect((await server.connection()).received.map(({ kind }) => kind)).toEqual(["request"]);
    expect(proxy.stat("request_event")).toBe(1);
    expect(proxy.stat("request")).toBe(1);
  });

  test("between two calls in one segment disturbs neither", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    client.send(dubbo.request(1, "one"), dubboHeartbeat(2), dubbo.request(3, "three"));
    const kinds = (await client.take(3)).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds.sort()).toEqual(["heartbeat-reply 2", "response 1", "response 3"]);
  });

  test("of a provider is answered to the provider, and no consumer sees it", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, reply } = await server.next();
    peer.send(dubboHeartbeat(77));
    expect((await peer.take(2))[1]?.bytes).toEqual(dubboHeartbeatAnswer(77));
    reply("mine");
    expect((await client.next()).payload.toString()).toBe("mine");
    expect(client.received).toHaveLength(1);
  });

  test("of the proxy keeps a quiet provider connected", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({
      cluster: { heartbeat: { interval: "50ms", maxMissed: 2 } },
    });
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    const upstream = await server.connection();
    upstream.onMessage = ({ kind, id }) => {
      if (kind === "heartbeat") upstream.send(dubboHeartbeatAnswer(id));
    };
    await upstream.untilReceived(5, "four heartbeats");
    expect(upstream.received[1]?.bytes).toEqual(dubboHeartbeat(upstream.received[1]?.id ?? 0n));
    expect(upstream.ended).toBe(false);
  });
});

describe("calls that share a connection", () => {
  test("in one segment get their own answers under their own ids, though they come in reverse", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    const ids = [7n, (1n << 63n) + 7n];
    client.send(...ids.map((id, at) => dubbo.request(id, `call ${at}`)));
    const arrivals = await server.take(2);
    arrivals[0]?.peer.send(
      ...arrivals.toReversed().map(({ message }) => dubbo.response(message.id, message.payload)),
    );
    const answers = (await client.take(2)).map(({ id, payload }) => `${id} ${payload}`);
    expect(answers.sort()).toEqual([`${ids[0]} call 0`, `${ids[1]} call 1`].sort());
    expect(server.connections).toHaveLength(1);
  });

  test("do not notice a response with an unknown id, which is dropped and counted", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const clients = await stage.clients(proxy, 3);
    for (const [i, client] of clients.entries()) client.request(1, `client ${i}`);
    const arrivals = await server.take(3);
    const unknown = [0n, 0x7fffn, (1n << 32n) + (arrivals[0]?.message.id ?? 0n), dubbo.maxId];
    arrivals[0]?.peer.send(...unknown.map((id) => dubbo.response(id, "whose is it?")));
    for (const arrival of arrivals) arrival.reply();
    for (const [i, client] of clients.entries()) {
      expect((await client.next()).payload.toString()).toBe(`client ${i}`);
      expect(client.received).toHaveLength(1);
    }
    expect(proxy.clusterStat("upstream_rq_unknown_response")).toBe(unknown.length);
    expect(server.connections).toHaveLength(1);
    expect((await server.connection()).ended).toBe(false);
  });

  test("have connections of their own where multiplexing is off, and their own ids on them", async () => {
    const stage = openStage({ ...dubbo, multiplexing: false });
    const { server, proxy } = await stage.mesh();
    const clients = await stage.clients(proxy, 3);
    for (const client of clients) client.request(5, "");
    const arrivals = await server.take(3);
    expect(arrivals.map(({ message }) => message.id)).toEqual([5n, 5n, 5n]);
    for (const arrival of arrivals) arrival.reply();
    for (const client of clients) expect(await client.next()).toMatchObject({ id: 5n });
    expect(server.connections).toHaveLength(3);
  });
});

describe("a connection that ends", () => {
  test("by the consumer with no call counts nothing", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    client.end();
    await client.untilClosed();
    await expect.poll(() => proxy.listenerStat("downstream_cx_destroy")).toBe(1);
    expect(outcomes(proxy)).toEqual({ request: 1, response: 1 });
  });

  test.each<["FIN" | "RST"]>([["FIN"], ["RST"]])(
    "by the consumer within a request, by %s, counts one",
    async (how) => {
      const stage = openStage(dubbo);
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.send(dubbo.request(1, "never whole").subarray(0, -1));
      await turn();
      if (how === "FIN") client.end();
      else client.reset();
      await expect.poll(() => proxy.listenerStat("downstream_cx_destroy")).toBe(1);
      expect(outcomes(proxy)).toEqual({ cx_destroy_remote_with_active_rq: 1 });
      expect(server.connections).toHaveLength(0);
    },
  );

  test("by the consumer before the response counts one, and the provider stays", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const arrival = await server.next();
    client.reset();
    await expect.poll(() => proxy.stat("request_active")).toBe(0);
    expect(outcomes(proxy)).toEqual({ request: 1, cx_destroy_remote_with_active_rq: 1 });
    arrival.reply();
    await expect.poll(() => proxy.clusterStat("upstream_rq_unknown_response")).toBe(1);
    expect(arrival.peer.ended).toBe(false);
  });

  test("by the consumer's sending side before the response is answered first", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "still wanted");
    client.end();
    (await server.next()).reply();
    expect((await client.next()).payload.toString()).toBe("still wanted");
    await client.untilClosed();
    expect(outcomes(proxy)).toEqual({ request: 1, response: 1 });
  });

  test("by the proxy before the response counts one", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    await server.next();
    await proxy.proxy.close();
    await client.untilClosed();
    expect(outcomes(proxy)).toEqual({ request: 1, cx_destroy_local_with_active_rq: 1 });
  });

  test("by the provider before the response makes an error reply and leaves the consumer", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    (await server.next()).peer.end();
    expect(await client.next()).toMatchObject({ id: 1n, error: `${DubboStatus.ServerError}` });
    expect(outcomes(proxy)).toEqual({ request: 1 });
    expect(proxy.stat("local_reply.upstream_reset")).toBe(1);
    expect(proxy.clusterStat("upstream_cx_destroy_with_active_rq")).toBe(1);
    server.echo();
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  });
});

describe("a message in pieces is forwarded unchanged", () => {
  const call = { id: 9, payload: pattern(200), attachments: { colour: "blue" } };
  const request = dubboRequest(call);
  const random = new Random(5);
  const cuts = [
    ...Array.from({ length: DUBBO_HEADER_SIZE }, (_, at) => at + 1),
    ...Array.from(
      { length: 20 },
      () => DUBBO_HEADER_SIZE + 1 + random.below(request.length - DUBBO_HEADER_SIZE - 1),
    ),
  ];

  test("cut at every byte of its header and anywhere in its body, both ways", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    for (const cut of cuts) {
      client.send(request.subarray(0, cut));
      await turn();
      client.send(request.subarray(cut));
      const { peer, message } = await server.next();
      expect(withId(message.bytes, call.id)).toEqual(request);
      const response = dubbo.response(message.id, call.payload);
      const place = cut % response.length || 1;
      peer.send(response.subarray(0, place));
      await turn();
      peer.send(response.subarray(place));
      expect((await client.next()).bytes).toEqual(withId(response, call.id));
    }
  });

  test("cut everywhere", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    await client.sendInPieces(request);
    const { peer, message } = await server.next();
    expect(withId(message.bytes, call.id)).toEqual(request);
    const response = dubbo.response(message.id, call.payload);
    await peer.sendInPieces(response);
    expect((await client.next()).bytes).toEqual(withId(response, call.id));
  });
});

describe("a request that is not Dubbo", () => {
  const limits = { maxMessageBytes: 10_000 };

  test.each([
    { title: "a wrong magic", bytes: Buffer.from("dabc8200000000000000000100000000", "hex") },
    { title: "HTTP", bytes: Buffer.from("POST /demo.Echo HTTP/1.1\r\nHost: a\r\n\r\n") },
  ])("because of $title is closed without a reply", async ({ bytes }) => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(bytes);
    await client.untilClosed();
    expect(client.byteCount).toBe(0);
    expect(outcomes(proxy)).toEqual({ request_decoding_error: 1 });
    expect(server.connections).toHaveLength(0);
  });

  test.each([
    { title: "a length over the limit", length: 10_001, words: /over the limit of 10000/ },
    { title: "the largest length", length: 2 ** 31 - 1, words: /over the limit of 10000/ },
    { title: "a negative length", length: -1 + DUBBO_HEADER_SIZE, words: /length -1/ },
    {
      title: "the least length",
      length: -(2 ** 31) + DUBBO_HEADER_SIZE,
      words: /length -2147483648/,
    },
  ])("because of $title is told so under its id, then closed", async ({ length, words }) => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ listener: { limits } });
    const [bad, good] = [await stage.client(proxy), await stage.client(proxy)];
    good.request(1, "meanwhile");
    const arrival = await server.next();
    bad.send(dubbo.claim(dubbo.request(0xabcn << 40n, ""), length));
    const answer = await bad.next();
    expect(answer).toMatchObject({ id: 0xabcn << 40n, error: `${DubboStatus.BadRequest}` });
    expect(dubboErrorText(answer)).toMatch(words);
    await bad.untilClosed();
    expect(bad.received).toHaveLength(1);
    expect(proxy.stat("request_decoding_error")).toBe(1);
    arrival.reply();
    expect((await good.next()).payload.toString()).toBe("meanwhile");
  });

  test.each([
    { title: "a wrong magic", bytes: () => Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n") },
    { title: "a negative length", bytes: (message: Buffer) => dubbo.claim(message, -20) },
    { title: "too large a length", bytes: (message: Buffer) => dubbo.claim(message, 10_001) },
  ])(
    "nor is a response with $title: its consumer is told, the provider closed",
    async ({ bytes }) => {
      const stage = openStage(dubbo);
      const { server, proxy } = await stage.mesh({ cluster: { limits } });
      const client = await stage.client(proxy);
      client.request(1, "");
      const { peer, message } = await server.next();
      peer.send(bytes(dubbo.response(message.id, "")));
      expect(await client.next()).toMatchObject({ id: 1n, error: `${DubboStatus.BadResponse}` });
      await peer.untilClosed();
      expect(proxy.clusterStat("upstream_cx_protocol_error")).toBe(1);
      expect(proxy.stat("response_decoding_error")).toBe(1);
      server.echo();
      expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
    },
  );
});
