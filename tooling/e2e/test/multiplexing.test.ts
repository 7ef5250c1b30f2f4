import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import type { Peer } from "../src/peer.js";
import { openStage } from "./open-stage.js";

const orderWithIds = frameProtocol({ correlation: "order", requestIdBits: 32 });
const shared = { cluster: { multiplexing: true } };

describe("an in-order codec with ids, multiplexed:", () => {
  test("clients with equal ids share a connection and get their own answers", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh(shared);
    const clients = await stage.clients(proxy, 10);
    for (const [i, client] of clients.entries()) client.request(5, `client ${i}`);
    const arrivals = await server.take(clients.length);
    expect(new Set(arrivals.map(({ message }) => message.id)).size).toBe(clients.length);
    for (const arrival of arrivals.toReversed()) arrival.reply();
    for (const [i, client] of clients.entries()) {
      const answer = await client.next();
      expect(`${answer.id} ${answer.payload}`).toBe(`5 client ${i}`);
    }
    expect(server.connections).toHaveLength(1);
  });

  test("answers come in the order of a client's requests, though the server reverses them", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh(shared);
    const clients = await stage.clients(proxy, 3);
    const ids = [0n, 0xffff_ffffn, 7n, 7n, 1n << 63n, (9n << 32n) + 7n];
    for (const [i, client] of clients.entries()) {
      client.send(...ids.map((id, at) => stage.protocol.request(id, `${i} ${at}`)));
    }
    const arrivals = await server.take(clients.length * ids.length);
    for (const arrival of arrivals.toReversed()) arrival.reply();
    for (const [i, client] of clients.entries()) {
      const answers = (await client.take(ids.length)).map(({ id, payload }) => `${id} ${payload}`);
      expect(answers).toEqual(ids.map((id, at) => `${id} ${i} ${at}`));
    }
    expect(server.connections).toHaveLength(1);
  });

  test("an answer is held back until those before it have come, and no longer", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh(shared);
    const client = await stage.client(proxy);
    for (const id of [1, 2, 3]) client.request(id, `${id}`);
    const [first, second, third] = await server.take(3);
    second?.reply();
    first?.reply();
    expect((await client.take(2)).map(({ id }) => id)).toEqual([1n, 2n]);
    third?.reply();
    expect((await client.next()).id).toBe(3n);
  });

  test("an answer that comes late is dropped, and the shared connection stays", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh({ ...shared, route: { timeout: "80ms" } });
    const client = await stage.client(proxy);
    client.request(1, "slow");
    const late = await server.next();
    expect(await client.next()).toMatchObject({ id: 1n, error: "timeout" });
    client.request(1, "quick");
    const quick = await server.next();
    late.reply("too late");
    quick.reply();
    expect((await client.next()).payload.toString()).toBe("quick");
    expect(client.received).toHaveLength(2);
    expect(server.connections).toHaveLength(1);
    expect(proxy.clusterStat("upstream_rq_unknown_response")).toBe(1);
  });

  test("a timeout is answered in its place", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh({ ...shared, route: { timeout: "80ms" } });
    const client = await stage.client(proxy);
    for (const id of [1, 2]) client.request(id, "");
    (await server.take(2))[1]?.reply();
    const answers = await client.take(2);
    expect(answers.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["1 error", "2 response"]);
  });

  test("answers with unknown ids and second answers reach nobody", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh(shared);
    const [first, second] = [await stage.client(proxy), await stage.client(proxy)];
    first.request(1, "one");
    second.request(1, "two");
    const [one, two] = await server.take(2);
    if (one === undefined || two === undefined) throw new Error("no requests");
    const strangers = [0n, 0x7777n, 0xffff_ffffn, one.message.id + (1n << 32n)];
    one.peer.send(...strangers.map((id) => stage.protocol.response(id, "a stranger's")));
    for (let times = 0; times < 3; times++) two.reply();
    one.reply();
    expect((await first.next()).payload.toString()).toBe("one");
    expect((await second.next()).payload.toString()).toBe("two");
    server.echo();
    for (const client of [first, second]) {
      expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
      expect(client.received).toHaveLength(2);
    }
    expect(proxy.clusterStat("upstream_rq_unknown_response")).toBe(strangers.length + 2);
    expect(server.connections).toHaveLength(1);
  });

  test("a client that goes leaves its answer to nobody and the connection to the others", async () => {
    const stage = openStage(orderWithIds);
    const { server, proxy } = await stage.mesh(shared);
    const [gone, client] = [await stage.client(proxy), await stage.client(proxy)];
    gone.request(1, "theirs");
    const orphan = await server.next();
    client.request(1, "mine");
    const arrival = await server.next();
    gone.reset();
    await expect.poll(() => proxy.stat("request_active")).toBe(1);
    orphan.reply();
    arrival.reply();
    expect((await client.next()).payload.toString()).toBe("mine");
    expect(server.connections).toHaveLength(1);
  });
});

test("an id codec that is not multiplexed carries one request at a time per connection", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ cluster: { multiplexing: false } });
  const clients = await stage.clients(proxy, 3);
  for (const [i, client] of clients.entries()) client.request(9, `client ${i}`);
  const arrivals = await server.take(3);
  expect(new Set(arrivals.map(({ peer }) => peer)).size).toBe(3);
  // Nobody else is on the connection, so the id need not change.
  expect(arrivals.map(({ message }) => message.id)).toEqual([9n, 9n, 9n]);
  for (const arrival of arrivals.toReversed()) arrival.reply();
  for (const [i, client] of clients.entries()) {
    expect((await client.next()).payload.toString()).toBe(`client ${i}`);
  }
});

test("an id codec that is not multiplexed lets a request wait for the only connection", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    cluster: { multiplexing: false, circuitBreaker: { maxConnections: 1 } },
  });
  const client = await stage.client(proxy);
  for (const id of [1, 2]) client.request(id, `${id}`);
  const first = await server.next();
  await expect.poll(() => proxy.clusterStat("upstream_rq_pending_active")).toBe(1);
  expect(server.arrivals).toHaveLength(1);
  first.reply();
  (await server.next()).reply();
  expect((await client.take(2)).map(({ id }) => id)).toEqual([1n, 2n]);
  expect(server.connections).toHaveLength(1);
});

test("a late answer on a connection that is not shared closes it", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    cluster: { multiplexing: false },
    route: { timeout: "80ms" },
  });
  const client = await stage.client(proxy);
  client.request(1, "");
  const { peer } = await server.next();
  expect(await client.next()).toMatchObject({ error: "timeout" });
  await peer.untilClosed();
  server.echo();
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
});

test.each([
  { what: "an id codec", protocol: frameProtocol(), connections: 1 },
  { what: "an in-order codec with ids", protocol: orderWithIds, connections: 3 },
  {
    what: "an in-order codec without ids",
    protocol: frameProtocol({ correlation: "order" }),
    connections: 3,
  },
])(
  "without the setting, three clients of $what have $connections connections",
  async ({ protocol, connections }) => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const clients = await stage.clients(proxy, 3);
    for (const client of clients) client.request(1, "");
    for (const arrival of await server.take(3)) arrival.reply();
    for (const client of clients) await client.next();
    expect(server.connections).toHaveLength(connections);
  },
);

test("multiplexing is refused for a protocol without ids, by name", async () => {
  const stage = openStage(frameProtocol({ correlation: "order" }));
  await expect(stage.mesh(shared)).rejects.toThrow(/multiplexing.*frame.*remove multiplexing/s);
});

describe.each([
  { title: "an id codec", protocol: frameProtocol() },
  { title: "an in-order codec with ids", protocol: orderWithIds },
])("$title:", ({ protocol }) => {
  test("changing the setting under load fails no request", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.onRequest = ({ reply }) => setImmediate(reply);
    const clients = await stage.clients(proxy, 6);
    let running = true;
    const loads = clients.map(async (client: Peer, number) => {
      let id = 0;
      for (; running; id++) {
        const answer = await client.exchange(id, `${number} ${id}`);
        expect(`${answer.kind} ${answer.id} ${answer.payload}`).toBe(
          `response ${id} ${number} ${id}`,
        );
      }
      return id;
    });
    for (let change = 0; change < 40; change++) {
      await proxy.apply({ cluster: { multiplexing: change % 2 === 0 } });
      for (let turns = 0; turns < 5; turns++) await nextTurn();
    }
    running = false;
    for (const count of await Promise.all(loads)) expect(count).toBeGreaterThan(10);
    expect(clients.some(({ ended }) => ended)).toBe(false);
  });

  test("what is in flight when the setting changes is answered, and its connection closes when idle", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh(shared);
    const [one, two] = [await stage.client(proxy), await stage.client(proxy)];
    one.request(1, "one");
    two.request(1, "two");
    const before = await server.take(2);
    await proxy.apply({ cluster: { multiplexing: false, idleTimeout: "150ms" } });
    const three = await stage.client(proxy);
    three.request(1, "three");
    const after = await server.next();
    expect(after.peer).not.toBe(before[0]?.peer);
    for (const arrival of [after, ...before]) arrival.reply();
    for (const [client, payload] of [
      [one, "one"],
      [two, "two"],
      [three, "three"],
    ] as const) {
      expect((await client.next()).payload.toString()).toBe(payload);
    }
    await before[0]?.peer.untilClosed("the connection of before to close");
  });

  test("the connection of before closes also where heartbeats keep connections alive", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh(shared);
    server.onConnection = (peer) => {
      peer.socket.on("data", () => {
        for (const { kind, id } of peer.received.splice(0)) {
          if (kind === "heartbeat") peer.send(buildFrame({ type: FrameType.HeartbeatReply, id }));
        }
      });
    };
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    const cluster = { heartbeat: { interval: "50ms" }, idleTimeout: "150ms" };
    await proxy.apply({ cluster: { multiplexing: false, ...cluster } });
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
    expect(server.connections).toHaveLength(2);
    await (await server.connection(0)).untilClosed("the connection of before to close");
    expect(proxy.clusterStat("upstream_heartbeat_failed")).toBe(0);
  });
});
