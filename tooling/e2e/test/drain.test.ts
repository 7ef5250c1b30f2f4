import { once } from "node:events";
import { connect } from "node:net";
import { FilterStatus } from "@meltemi/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { blackHole } from "../src/unreachable.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("a draining proxy finishes what is in flight and then closes", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const [busy, idle] = await stage.clients(proxy, 2);
    if (busy === undefined || idle === undefined) throw new Error("no clients");
    busy.request(1, "in flight");
    const arrival = await server.next();
    const drained = proxy.proxy.drain();
    await idle.untilClosed("the idle connection to close");
    expect(busy.ended).toBe(false);
    arrival.reply();
    expect((await busy.next()).payload.toString()).toBe("in flight");
    await busy.untilClosed("the connection to close behind its last answer");
    expect(busy.wasReset).toBe(false);
    await drained;
  });

  test("a draining proxy takes no new connection", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const { port } = proxy;
    const client = await stage.client(proxy);
    client.request(1, "");
    const arrival = await server.next();
    const drained = proxy.proxy.drain();
    const late = connect({ port, host: "127.0.0.1" });
    const [error] = (await once(late, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
    arrival.reply();
    await drained;
  });

  test("requests that outlast the drain timeout are told so", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ rest: { drainTimeout: "100ms" } });
    const client = await stage.client(proxy);
    client.request(1, "");
    await server.next();
    await proxy.proxy.drain();
    expect(await client.next()).toMatchObject({ kind: "error", id: 1n, error: "draining" });
    await client.untilClosed();
  });
});

test("draining an idle proxy is done at once", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ rest: { drainTimeout: "60s" } });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  await proxy.proxy.drain();
  await client.untilClosed();
});

test("close ends everything at once", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const { peer } = await server.next();
  await proxy.proxy.close();
  await client.untilClosed();
  await peer.untilClosed();
});

test("close ends the connections of a listener and a cluster that are on their way out too", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const { peer } = await server.next();
  await proxy.apply({
    listener: { name: "another" },
    cluster: { name: "others" },
    route: { route: [{ cluster: "others" }] },
  });
  await proxy.proxy.close();
  await client.untilClosed();
  await peer.untilClosed();
});

test("draining twice at once is as quick as once", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ rest: { drainTimeout: "60s" } });
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await server.next();
  const drains = [proxy.proxy.drain(), proxy.proxy.drain()];
  arrival.reply();
  await Promise.all(drains);
  expect(client.received).toHaveLength(1);
});

test("a draining proxy waits for no filter longer than a second after drainTimeout", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] }); // the proxy's ticks and clock
  vi.advanceTimersByTime(1000); // no clock of a running process says 0
  onTestFinished(() => void vi.useRealTimers());
  const stage = openStage();
  let waiting = 0;
  const onResponse = () => {
    waiting++;
    return new Promise<FilterStatus>(() => {});
  };
  const { server, proxy } = await stage.mesh({
    filters: [testFilter("hangs", { onResponse })],
    rest: { drainTimeout: "50ms" },
  });
  const client = await stage.client(proxy);
  client.request(1, "");
  await server.next();
  const drained = proxy.proxy.drain();
  await expect.poll(() => waiting).toBe(1);
  vi.advanceTimersByTime(1200);
  await drained;
  await client.untilClosed();
});

test("a proxy that drains while it connects to a server tells so when the time is up", async () => {
  const stage = openStage();
  const silent = await blackHole();
  stage.defer(() => silent.close());
  const proxy = await stage.proxy({ servers: [silent], rest: { drainTimeout: "100ms" } });
  const client = await stage.client(proxy);
  client.request(1, "");
  await expect.poll(() => proxy.clusterStat("upstream_cx_active")).toBe(1);
  await proxy.proxy.drain();
  expect(await client.next()).toMatchObject({ error: "draining" });
  expect(proxy.clusterStat("upstream_cx_active")).toBe(0);
});

test.each(["id", "order", "connection"] as const)(
  "correlation %s: a oneway request that a filter lets go after the close connects to nobody",
  async (correlation) => {
    const stage = openStage(frameProtocol({ correlation }));
    let proceed: (status: FilterStatus) => void = () => {};
    const gate = new Promise<FilterStatus>((resolve) => {
      proceed = resolve;
    });
    const { proxy } = await stage.mesh({
      filters: [testFilter("gate", { onRequest: () => gate })],
    });
    const client = await stage.client(proxy);
    client.send(buildFrame({ type: FrameType.Oneway }));
    await expect.poll(() => proxy.stat("request_oneway")).toBe(1);
    await proxy.proxy.close();
    proceed(FilterStatus.Continue);
    await turn();
    expect(proxy.clusterStat("upstream_cx_total")).toBe(0);
  },
);
