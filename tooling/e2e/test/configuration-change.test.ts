import { setImmediate as nextTurn } from "node:timers/promises";
import { FilterStatus } from "@meltemi/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { frame } from "../src/frame/codec.js";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { Peer } from "../src/peer.js";
import { endpoint, type Stage } from "../src/stage.js";
import { testFilter } from "../src/test-filter.js";
import { refusingPort } from "../src/unreachable.js";
import { openStage } from "./open-stage.js";

async function blueAndGreen(stage: Stage) {
  const [blue, green] = [await stage.server(), await stage.server()];
  blue.onRequest = ({ reply }) => reply("blue");
  green.onRequest = ({ reply }) => reply("green");
  const clusters = [
    { name: "blue", endpoints: [endpoint(blue)] },
    { name: "green", endpoints: [endpoint(green)] },
  ];
  const to = (cluster: string) => ({ clusters, route: { route: [{ cluster }] } });
  return { blue, green, to, proxy: await stage.proxy(to("blue")) };
}

/** Sends requests one after the other until told to stop; returns the answers. */
function load(client: Peer): { stop(): Promise<readonly string[]> } {
  let stopped = false;
  const answers: string[] = [];
  const done = (async () => {
    for (let id = 0; !stopped; id++) {
      const { kind, payload, id: answered } = await client.exchange(id, "");
      answers.push(kind === "response" && answered === BigInt(id) ? `${payload}` : `${kind}!`);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await done;
      return answers;
    },
  };
}

describe.each(["id", "order"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("changing routes under load fails no request and closes no connection", async () => {
    const stage = openStage(protocol);
    const { proxy, to } = await blueAndGreen(stage);
    const clients = await stage.clients(proxy, 8);
    const loads = clients.map(load);
    for (let change = 0; change < 50; change++) {
      await proxy.apply(to(change % 2 === 0 ? "green" : "blue"));
      await nextTurn();
    }
    const answers = (await Promise.all(loads.map(({ stop }) => stop()))).flat();
    expect(new Set(answers)).toEqual(new Set(["blue", "green"]));
    expect(clients.some(({ ended }) => ended)).toBe(false);
  });

  test("adding and removing endpoints under load fails no request", async () => {
    const stage = openStage(protocol);
    const servers = [await stage.server(), await stage.server(), await stage.server()] as const;
    for (const server of servers) server.echo();
    const proxy = await stage.proxy({ servers });
    const clients = await stage.clients(proxy, 8);
    const loads = clients.map(load);
    for (let change = 0; change < 60; change++) {
      await proxy.apply({ servers: servers.filter((_, i) => i !== change % 4) });
      await nextTurn();
    }
    const answers = (await Promise.all(loads.map(({ stop }) => stop()))).flat();
    expect(answers.every((answer) => answer === "")).toBe(true);
    expect(clients.some(({ ended }) => ended)).toBe(false);
  });
});

test("a request in flight finishes with the configuration it began with", async () => {
  const stage = openStage();
  const server = await stage.server();
  const mutated = (value: string) => ({
    servers: [server],
    route: { responseMutation: [{ key: "name", value }] },
  });
  const proxy = await stage.proxy(mutated("old"));
  const client = await stage.client(proxy);
  client.request(1, "");
  const first = await server.next();
  await proxy.apply(mutated("new"));
  client.request(2, "");
  const second = await server.next();
  second.reply();
  first.reply();
  const names = (await client.take(2)).map(({ id, name }) => `${id} ${name}`);
  expect(names.sort()).toEqual(["1 old", "2 new"]);
});

test("a request in flight to a server that is removed still gets its answer", async () => {
  const stage = openStage();
  const [removed, staying] = [await stage.server(), await stage.server()];
  const proxy = await stage.proxy({ servers: [removed] });
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await removed.next();
  await proxy.apply({ servers: [staying] });
  staying.echo();
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
  await arrival.peer.untilClosed("the connection to the removed server to close");
});

test("a cluster that is removed fails only requests that come later", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await server.next();
  await proxy.apply({
    cluster: { name: "others" },
    listener: { validateClusters: false },
  });
  expect(await client.exchange(2, "")).toMatchObject({ error: "cluster-not-found" });
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
});

test("a configuration that cannot be used is refused, and the old one stays", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  server.echo();
  const client = await stage.client(proxy);
  await expect(proxy.apply({ route: { route: [{ cluster: "nowhere" }] } })).rejects.toThrow(
    /nowhere/,
  );
  await expect(proxy.proxy.apply({ listeners: "none" })).rejects.toThrow(/listeners/);
  expect(await client.exchange(1, "")).toMatchObject({ kind: "response" });
  const newcomer = await stage.client(proxy);
  expect(await newcomer.exchange(1, "")).toMatchObject({ kind: "response" });
});

test("a listener that is removed takes no new connection and finishes what is in flight", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await server.next();
  await proxy.apply({ listener: { name: "another" } });
  expect(proxy.proxy.listeners.map(({ name }) => name)).toEqual(["another"]);
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
  await client.untilClosed("the connection of the removed listener to close");
});

test("a proxy that is closed while a new configuration waits for DNS listens nowhere", async () => {
  const stage = openStage();
  const port = await refusingPort();
  let answer: (addresses: readonly string[]) => void = () => {};
  let proceed: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    proceed = resolve;
  });
  const lookup = () =>
    new Promise<readonly string[]>((resolve) => {
      answer = resolve;
      proceed();
    });
  const proxy = await stage.proxy({ lookup });
  const refusal = expect(
    proxy.apply({
      listener: { name: "another", port },
      cluster: { type: "dns", endpoints: [{ address: "server.test", port: 1 }] },
    }),
  ).rejects.toThrow(/closed/);
  await asked;
  await proxy.proxy.close();
  answer(["127.0.0.1"]);
  await refusal;
  await expect(Peer.connect(port, stage.protocol)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a filter that fails to close stops no configuration that does without it", async () => {
  const stage = openStage();
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  // The instances on which a configuration is tried out never see a request, and close well.
  const broken = testFilter("broken", () => {
    let used = false;
    return {
      onDone() {
        used = true;
      },
      close() {
        if (used) throw new Error("a defect of the filter");
      },
    };
  });
  const { server, proxy } = await stage.mesh({ filters: [broken] });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  await proxy.apply({ filters: [], route: { responseMutation: [{ key: "name", value: "new" }] } });
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response", name: "new" });
  expect(warn).toHaveBeenCalledTimes(1);
});

test("a oneway request that waits to be sent survives the removal of its server", async () => {
  const stage = openStage();
  const [slow, other] = [await stage.server(), await stage.server()];
  slow.onConnection = ({ socket }) => socket.pause();
  const limits = { bufferHighWatermarkBytes: 16 << 20 };
  const proxy = await stage.proxy({ servers: [slow], cluster: { limits } });
  const client = await stage.client(proxy);
  const megabyte = buildFrame({ type: FrameType.Oneway, payload: Buffer.alloc(1 << 20) });
  for (let i = 0; i < 12; i++) client.send(megabyte);
  await expect.poll(() => proxy.stat("request_oneway")).toBe(12);
  await proxy.apply({ servers: [other] });
  const peer = await slow.connection();
  peer.socket.resume();
  await slow.take(12);
  await peer.untilClosed("the connection to the removed server to close");
});

test("the end of a drain touches no request of the listener that now has the name", async () => {
  const stage = openStage();
  const server = await stage.server();
  const proxy = await stage.proxy({ servers: [server], rest: { drainTimeout: "100ms" } });
  const before = await stage.client(proxy);
  before.request(1, "");
  await server.next();
  await proxy.apply({ listener: { address: "localhost" } }); // the same, and yet another address
  const after = await stage.client(proxy);
  after.request(1, "");
  const arrival = await server.next();
  expect(await before.next()).toMatchObject({ error: "draining" });
  arrival.reply();
  expect(await after.next()).toMatchObject({ kind: "response" });
});

test("a listener changes its protocol or name where it stands, and drains what it had", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    listener: { port: await refusingPort() },
    codecs: [{ ...frame(), protocol: "other" }],
  });
  const { port } = proxy;
  const first = await stage.client(proxy);
  first.request(1, "");
  const arrival = await server.next();
  server.echo();
  await proxy.apply({ listener: { port, protocol: "other" } });
  const second = await stage.client(proxy);
  await second.exchange(1, "");
  expect(proxy.rawStat("meta_protocol.other.test.request")).toBe(1);
  await proxy.apply({ listener: { port, protocol: "other", name: "renamed" } });
  await (await stage.client(proxy)).exchange(1, "");
  expect(proxy.rawStat("meta_protocol.other.renamed.request")).toBe(1);
  await second.untilClosed("the idle connection of the former protocol to close");
  arrival.reply();
  expect(await first.next()).toMatchObject({ kind: "response" });
  await first.untilClosed();
});

test("two listeners change places", async () => {
  const stage = openStage();
  const server = (await stage.server()).echo();
  const ports = [await refusingPort(), await refusingPort()] as const;
  const routes = [{ name: "all", route: [{ cluster: "servers" }] }];
  const config = (one: number, two: number) => ({
    listeners: [
      { name: "one", address: "127.0.0.1", port: one, protocol: "frame", routes },
      { name: "two", address: "127.0.0.1", port: two, protocol: "frame", routes },
    ],
    clusters: [{ name: "servers", endpoints: [endpoint(server)] }],
  });
  const proxy = await stage.proxy({ servers: [server] });
  await proxy.proxy.apply(config(...ports));
  await proxy.proxy.apply(config(ports[1], ports[0]));
  expect(proxy.proxy.listeners.map(({ port }) => port)).toEqual([ports[1], ports[0]]);
  const client = await stage.client(proxy); // of the first listener
  await client.exchange(1, "");
  expect(proxy.rawStat("meta_protocol.frame.one.request")).toBe(1);
});

test("a filter that cannot be made leaves everything as it was, and nothing behind", async () => {
  const stage = openStage();
  const port = await refusingPort();
  const open = { good: 0 };
  const good = testFilter("good", () => {
    open.good++;
    return { close: () => void open.good-- };
  });
  let made = 0;
  const bad = testFilter("bad", () => {
    if (++made === 2) throw new Error("out of what it needs"); // the first is the trial
    return {};
  });
  const filters = [good, bad];
  const { server, proxy } = await stage.mesh({ filters, listener: { filters: [] } });
  server.echo();
  const listener = { port, filters: filters.map(({ name }) => ({ name })) };
  await expect(proxy.apply({ listener, servers: [] })).rejects.toThrow(/out of what it needs/);
  expect(open.good).toBe(0);
  await expect(Peer.connect(port, stage.protocol)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(await (await stage.client(proxy)).exchange(1, "")).toMatchObject({ kind: "response" });
});

test("a filter that a listener has twice stays two filters", async () => {
  const stage = openStage();
  const instances = new Set<number>();
  let made = 0;
  const filter = testFilter("counted", () => {
    const instance = ++made;
    return {
      onRequest() {
        instances.add(instance);
        return FilterStatus.Continue;
      },
    };
  });
  const listener = { filters: [{ name: "counted" }, { name: "counted" }] };
  const { server, proxy } = await stage.mesh({ filters: [filter], listener });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  const before = [...instances];
  expect(before).toHaveLength(2);
  instances.clear();
  await proxy.apply({ route: { timeout: "3s" } });
  await client.exchange(2, "");
  expect([...instances]).toEqual(before);
});

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("a cluster that goes and comes back under a request in flight is counted as one", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const [before, after] = await stage.clients(proxy, 2);
    before?.request(1, "");
    const first = await server.next();
    await proxy.apply({ cluster: { name: "others" }, listener: { validateClusters: false } });
    await proxy.apply({});
    after?.request(2, "");
    (await server.next()).reply();
    first.reply();
    expect(await before?.next()).toMatchObject({ kind: "response", id: 1n });
    expect(await after?.next()).toMatchObject({ kind: "response", id: 2n });
    expect(proxy.clusterStat("membership_total")).toBe(1);
    expect(proxy.clusterStat("upstream_rq_active")).toBe(0);
    await proxy.proxy.close();
    expect(proxy.clusterStat("upstream_cx_active")).toBe(0);
  });

  test("configurations that come all at once, some of them wrong, fail no request", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.onRequest = ({ reply }) => reply("answer");
    const loads = (await stage.clients(proxy, 4)).map(load);
    const wrong = { route: { route: [{ cluster: "nowhere" }] } };
    const applied = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        proxy.apply(i % 3 === 0 ? wrong : { route: { timeout: `${i}s` } }),
      ),
    );
    expect(applied.filter(({ status }) => status === "rejected")).toHaveLength(10);
    const answers = (await Promise.all(loads.map(({ stop }) => stop()))).flat();
    expect(answers.every((answer) => answer === "answer")).toBe(true);
  });
});
