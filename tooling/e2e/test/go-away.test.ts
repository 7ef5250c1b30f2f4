import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

const goAway = buildFrame({ type: FrameType.GoAway });

describe.each([
  { title: "multiplexed", protocol: frameProtocol() },
  { title: "in order", protocol: frameProtocol({ correlation: "order" }) },
])("a server that takes no further requests on a connection, $title,", ({ protocol }) => {
  test("gets none, answers what is in flight, and the next request opens another", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const [early, late] = [await stage.client(proxy), await stage.client(proxy)];
    early.request(1, "before");
    const inFlight = await server.next();
    inFlight.peer.send(goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
    late.request(1, "after");
    const next = await server.next();
    expect(next.peer).not.toBe(inFlight.peer);
    next.reply();
    expect((await late.next()).payload.toString()).toBe("after");
    inFlight.reply();
    expect((await early.next()).payload.toString()).toBe("before");
    await inFlight.peer.untilClosed("the connection to close with its last answer");
    server.echo();
    await early.exchange(2, "");
    expect(server.connections).toHaveLength(2);
  });

  test("sees an idle connection close at once", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    const idle = await server.connection();
    idle.send(goAway);
    await idle.untilClosed();
    expect(idle.wasReset).toBe(false);
    expect(await client.exchange(2, "again")).toMatchObject({ kind: "response", id: 2n });
    expect(proxy.clusterStat("upstream_cx_destroy_with_active_rq")).toBe(0);
  });

  test.each(["before", "behind"])(
    "may say so in the segment of an answer, %s it",
    async (place) => {
      const stage = openStage(protocol);
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "");
      const { peer, message } = await server.next();
      const answer = stage.protocol.response(message.id, "answered");
      peer.send(...(place === "before" ? [goAway, answer] : [answer, goAway]));
      expect((await client.next()).payload.toString()).toBe("answered");
      await peer.untilClosed();
      server.echo();
      expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
    },
  );

  test("may say so twice", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const arrival = await server.next();
    arrival.peer.send(goAway, goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(2);
    arrival.reply("once");
    expect((await client.next()).payload.toString()).toBe("once");
    await arrival.peer.untilClosed();
  });

  test("may break its word: a connection that ends fails what is in flight, and only that", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const [early, late] = [await stage.client(proxy), await stage.client(proxy)];
    early.request(1, "");
    const { peer } = await server.next();
    peer.send(goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
    late.request(1, "");
    const safe = await server.next();
    peer.reset();
    expect(await early.next()).toMatchObject({ error: "upstream-reset" });
    safe.reply("safe");
    expect((await late.next()).payload.toString()).toBe("safe");
  });

  test("is replaced where the cluster may have one connection only", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({
      cluster: { circuitBreaker: { maxConnections: 1 } },
    });
    const client = await stage.client(proxy);
    const other = await stage.client(proxy);
    client.request(1, "one");
    const arrival = await server.next();
    arrival.peer.send(goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
    server.echo();
    other.request(2, "two");
    await expect.poll(() => proxy.stat("request")).toBe(2);
    arrival.reply();
    expect(await client.next()).toMatchObject({ kind: "response" });
    expect(await other.next()).toMatchObject({ kind: "response" });
  });

  test("is passed over while another server can serve, though it refuses new connections", async () => {
    const stage = openStage(protocol);
    const [leaving, staying] = [await stage.server(), await stage.server()];
    for (const server of [leaving, staying]) server.echo();
    const proxy = await stage.proxy({ servers: [leaving, staying] });
    const client = await stage.client(proxy);
    for (const id of [1, 2]) await client.exchange(id, "");
    leaving.onConnection = (peer) => peer.reset();
    (await leaving.connection()).send(goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
    for (let id = 0; id < 20; id++) {
      expect(await client.exchange(id, "")).toMatchObject({ kind: "response" });
    }
    expect(leaving.connections).toHaveLength(1);
  });

  test("is asked all the same when every server has said so", async () => {
    const stage = openStage(protocol);
    const servers = [await stage.server(), await stage.server()];
    for (const server of servers) server.echo();
    const proxy = await stage.proxy({ servers });
    const client = await stage.client(proxy);
    for (const id of [1, 2]) await client.exchange(id, "");
    for (const server of servers) (await server.connection()).send(goAway);
    await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(2);
    for (const id of [3, 4, 5]) {
      expect(await client.exchange(id, "")).toMatchObject({ kind: "response" });
    }
  });

  test("loses no request under load, however often it says so", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    let count = 0;
    server.onRequest = ({ peer, reply }) => {
      if (++count % 10 === 0) peer.send(goAway);
      reply();
    };
    const clients = await stage.clients(proxy, 8);
    await Promise.all(
      clients.map(async (client) => {
        for (let id = 0; id < 100; id++) {
          expect(await client.exchange(id, `${id}`)).toMatchObject({ kind: "response" });
        }
      }),
    );
    expect(proxy.clusterStat("upstream_cx_close_notify")).toBe(80);
    await expect
      .poll(() => server.connections.filter(({ closed }) => !closed).length)
      .toBe(proxy.clusterStat("upstream_cx_active"));
    expect(proxy.clusterStat("upstream_cx_active")).toBeLessThanOrEqual(8);
    expect(proxy.clusterStat("upstream_cx_destroy_with_active_rq")).toBe(0);
  });
});

test("of several shared connections only the one that was given notice is replaced", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ cluster: { connectionsPerEndpoint: 2 } });
  server.echo();
  const client = await stage.client(proxy);
  for (const id of [1, 2]) await client.exchange(id, "");
  const [leaving, staying] = [await server.connection(0), await server.connection(1)];
  leaving.send(goAway);
  await leaving.untilClosed();
  for (const id of [3, 4, 5, 6]) await client.exchange(id, "");
  expect(server.connections).toHaveLength(3);
  expect(staying.ended).toBe(false);
});

test("a connection that is tied to a client stays until the server closes it", async () => {
  const stage = openStage(frameProtocol({ correlation: "connection" }));
  const { server, proxy } = await stage.mesh();
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  const tied = await server.connection();
  tied.send(goAway);
  await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(1);
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
  expect(server.connections).toHaveLength(1);
  tied.end();
  await client.untilClosed();
});

test("a client that says what only servers say is closed, and nobody else", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  server.echo();
  const [odd, other] = [await stage.client(proxy), await stage.client(proxy)];
  odd.send(goAway);
  await odd.untilClosed();
  expect(proxy.stat("request_decoding_error")).toBe(1);
  expect(await other.exchange(1, "")).toMatchObject({ kind: "response" });
});
