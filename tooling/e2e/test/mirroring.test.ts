import { FilterStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { dubboProtocol } from "../src/dubbo-protocol.js";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol, numberOf } from "../src/frame-protocol.js";
import { qzaProtocol } from "../src/qza-protocol.js";
import { endpoint, type ProxyOptions, type Stage, type TestProxy } from "../src/stage.js";
import { testFilter } from "../src/test-filter.js";
import type { TestServer } from "../src/test-server.js";
import { thriftProtocol } from "../src/thrift-protocol.js";
import { refusingPort } from "../src/unreachable.js";
import { openStage } from "./open-stage.js";

interface Mirrored {
  readonly server: TestServer;
  readonly mirror: TestServer;
  readonly proxy: TestProxy;
}

/** Options of a cluster "mirror" with these servers, and a route that copies every request there. */
function mirroredTo(
  { protocol: { multiplexing } }: Stage,
  servers: readonly { readonly port: number }[],
  { route, cluster, percentage }: { route?: object; cluster?: object; percentage?: number } = {},
): ProxyOptions {
  return {
    route: {
      mirrors: [{ cluster: "mirror", ...(percentage === undefined ? {} : { percentage }) }],
      ...route,
    },
    clusters: [
      {
        name: "mirror",
        endpoints: servers.map(endpoint),
        ...(multiplexing === undefined ? {} : { multiplexing }),
        ...cluster,
      },
    ],
  };
}

/** An echoing server, a mirror that answers nothing, and a proxy before them. */
async function mirroredMesh(
  stage: Stage,
  { filters, ...more }: Parameters<typeof mirroredTo>[2] & Pick<ProxyOptions, "filters"> = {},
): Promise<Mirrored> {
  const server = (await stage.server()).echo();
  const mirror = await stage.server();
  const options = mirroredTo(stage, [mirror], more);
  const proxy = await stage.proxy({
    servers: [server],
    ...options,
    ...(filters === undefined ? {} : { filters }),
  });
  return { server, mirror, proxy };
}

const mirrorStat = (proxy: TestProxy, name: string): number =>
  proxy.rawStat(`cluster.mirror.${name}`);

const protocols = [
  frameProtocol({ correlation: "id" }),
  frameProtocol({ correlation: "order" }),
  frameProtocol({ correlation: "order", requestIdBits: 32, multiplexing: true }),
];

describe.each(protocols)("$title:", (protocol) => {
  test("a copy goes to the mirror, with the route's mutation, and what it answers reaches nobody", async () => {
    const stage = openStage(protocol);
    const { server, mirror, proxy } = await mirroredMesh(stage, {
      route: { requestMutation: [{ key: "number", value: "77" }] },
    });
    mirror.onRequest = ({ reply }) => reply("of the mirror");
    const client = await stage.client(proxy);
    for (let id = 1; id <= 20; id++) {
      expect((await client.exchange(id, `${id}`)).payload.toString()).toBe(`${id}`);
    }
    const copies = await mirror.take(20);
    expect(copies.map(({ message }) => message.payload.toString()).sort()).toEqual(
      server.arrivals.map(({ message }) => message.payload.toString()).sort(),
    );
    for (const { message } of [...copies, ...server.arrivals]) expect(numberOf(message)).toBe(77);
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
    expect(client.received).toHaveLength(20);
    expect(mirrorStat(proxy, "upstream_rq_mirrored")).toBe(20);
    expect(mirrorStat(proxy, "upstream_rq_total")).toBe(20);
    expect(mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(0);
    expect(proxy.clusterStat("upstream_rq_total")).toBe(20);
    expect(proxy.clusterStat("upstream_rq_mirrored")).toBe(0);
    for (const name of [
      "request",
      "request_twoway",
      "response",
      "response_success",
      "request_time_ms",
    ]) {
      expect(proxy.stat(name)).toBe(20);
    }
  });

  test("requests pipelined in one read are each copied, whole and once", async () => {
    const stage = openStage(protocol);
    const { server, mirror, proxy } = await mirroredMesh(stage);
    const client = await stage.client(proxy);
    const count = 100;
    const payloads = Array.from({ length: count }, (_, i) => `${i}`.padEnd(1 + (i % 50), "x"));
    client.send(...payloads.map((payload, id) => stage.protocol.request(id, payload)));
    // In order, the copies wait for a connection each.
    mirror.echo();
    await client.take(count);
    const copies = await mirror.take(count);
    const payloadsOf = (arrivals: readonly { message: { payload: Buffer } }[]): string[] =>
      arrivals.map(({ message }) => message.payload.toString()).sort();
    expect(payloadsOf(copies)).toEqual(payloads.toSorted());
    expect(payloadsOf(server.arrivals)).toEqual(payloads.toSorted());
  });

  test("a mirror that does not answer is given up after the route's timeout, and nobody notices", async () => {
    const stage = openStage(protocol);
    const { mirror, proxy } = await mirroredMesh(stage, { route: { timeout: "100ms" } });
    const client = await stage.client(proxy);
    expect((await client.exchange(1, "one")).payload.toString()).toBe("one");
    const late = await mirror.next();
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(1);
    expect(mirrorStat(proxy, "upstream_rq_timeout")).toBe(1);
    late.reply("too late");
    expect((await client.exchange(2, "two")).payload.toString()).toBe("two");
    expect(proxy.clusterStat("upstream_rq_timeout")).toBe(0);
    expect(proxy.stat("local_reply.timeout")).toBe(0);
    expect(proxy.stat("local_response_business_exception")).toBe(0);
    expect(client.received).toHaveLength(2);
  });

  test("mirrors that are not there are counted as failures, and nobody notices", async () => {
    const stage = openStage(protocol);
    const server = (await stage.server()).echo();
    const options = mirroredTo(stage, [{ port: await refusingPort() }], {
      route: { mirrors: [{ cluster: "mirror" }, { cluster: "empty" }] },
    });
    const clusters = [...(options.clusters ?? []), { name: "empty" }];
    const proxy = await stage.proxy({ servers: [server], ...options, clusters });
    const client = await stage.client(proxy);
    for (let id = 1; id <= 10; id++) {
      expect((await client.exchange(id, `${id}`)).payload.toString()).toBe(`${id}`);
    }
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(10);
    expect(proxy.rawStat("cluster.empty.upstream_rq_mirrored_failure")).toBe(10);
    expect(proxy.rawStat("cluster.empty.upstream_cx_none_healthy")).toBe(10);
    expect(proxy.stat("local_response_business_exception")).toBe(0);
    expect(client.received).toHaveLength(10);
  });

  test("what is refused before it is sent is not copied", async () => {
    const stage = openStage(protocol);
    const mirror = await stage.server();
    const proxy = await stage.proxy({ servers: [], ...mirroredTo(stage, [mirror]) });
    const client = await stage.client(proxy);
    expect(await client.exchange(1, "")).toMatchObject({ error: "no-healthy-upstream" });
    expect(mirrorStat(proxy, "upstream_rq_mirrored")).toBe(0);
    expect(mirror.connections).toEqual([]);
  });

  test("the breakers of the mirror hold for copies, and nobody notices", async () => {
    const stage = openStage(protocol);
    const { mirror, proxy } = await mirroredMesh(stage, {
      cluster: { circuitBreaker: { maxRequests: 2 } },
    });
    const client = await stage.client(proxy);
    for (let id = 1; id <= 5; id++) {
      expect((await client.exchange(id, `${id}`)).payload.toString()).toBe(`${id}`);
    }
    const copies = await mirror.take(2);
    expect(mirrorStat(proxy, "upstream_rq_pending_overflow")).toBe(3);
    expect(mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(3);
    expect(proxy.clusterStat("upstream_rq_pending_overflow")).toBe(0);
    expect(proxy.stat("local_reply.overflow")).toBe(0);
    for (const { reply } of copies) reply();
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
    mirror.echo();
    await client.exchange(6, "six");
    expect((await mirror.next()).message.payload.toString()).toBe("six");
  });

  test("oneway requests are copied too", async () => {
    const stage = openStage(protocol);
    const { server, mirror, proxy } = await mirroredMesh(stage);
    const client = await stage.client(proxy);
    const oneway = buildFrame({ type: FrameType.Oneway, id: 1, payload: "told" });
    client.send(oneway);
    expect((await server.next()).message).toMatchObject({ kind: "oneway" });
    expect((await mirror.next()).message).toMatchObject({ kind: "oneway" });
    expect(proxy.stat("request_oneway")).toBe(1);
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
    expect(mirrorStat(proxy, "upstream_rq_mirrored")).toBe(1);
  });

  test("a client that goes does not take the copies of its requests with it", async () => {
    const stage = openStage(protocol);
    const { server, mirror, proxy } = await mirroredMesh(stage);
    server.onRequest = () => {};
    const client = await stage.client(proxy);
    client.request(1, "one");
    await server.next();
    const copy = await mirror.next();
    client.reset();
    await expect.poll(() => proxy.clusterStat("upstream_rq_active")).toBe(0);
    expect(mirrorStat(proxy, "upstream_rq_active")).toBe(1);
    copy.reply();
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
    expect(mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(0);
  });

  test("a mirror may be the route's own cluster", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ route: { mirrors: [{ cluster: "servers" }] } });
    server.echo();
    const client = await stage.client(proxy);
    for (let id = 1; id <= 10; id++) {
      expect((await client.exchange(id, `${id}`)).payload.toString()).toBe(`${id}`);
    }
    await expect.poll(() => server.arrivals.length).toBe(20);
    expect(client.received).toHaveLength(10);
  });

  test("a mirror that takes nothing stops nobody, and its bytes are bounded", async () => {
    const stage = openStage(protocol);
    const limit = 4 << 20;
    const { mirror, proxy } = await mirroredMesh(stage, {
      cluster: { limits: { bufferHighWatermarkBytes: 1 << 20, bufferLimitBytes: limit } },
      route: { timeout: "0s" },
    });
    mirror.onConnection = (peer) => peer.socket.pause();
    const client = await stage.client(proxy);
    const payload = Buffer.alloc(1 << 19, "x");
    for (let id = 1; id <= 40; id++) {
      expect((await client.exchange(id, payload)).payload.length).toBe(payload.length);
      client.forget();
    }
    // In order, each copy has a connection of its own, which takes that much.
    const sharing = protocol.plugin.correlation === "id" || protocol.multiplexing === true;
    expect(mirrorStat(proxy, "upstream_rq_mirrored_failure") > 0).toBe(sharing);
    expect(proxy.listenerStat("downstream_flow_control_paused_reading_total")).toBe(0);
    for (const peer of mirror.connections) peer.reset();
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
  });
});

test.each([qzaProtocol(), dubboProtocol(), thriftProtocol()])(
  "the mirror gets what the server gets, $title",
  async (protocol) => {
    const stage = openStage(protocol);
    const { server, mirror, proxy } = await mirroredMesh(stage);
    mirror.echo();
    const client = await stage.client(proxy);
    const payloads = Array.from({ length: 20 }, (_, id) => `payload ${id}`);
    for (const [id, payload] of payloads.entries()) {
      expect(await client.exchange(id, payload)).toMatchObject({ kind: "response" });
    }
    const [sent, copied] = [server.arrivals, await mirror.take(20)].map((arrivals) =>
      arrivals.map(({ message: { kind, name, payload } }) => `${kind} ${name} ${payload}`).sort(),
    );
    expect(copied).toEqual(sent);
    await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
    expect(mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(0);
  },
);

test.each([
  [0, 0, 0],
  [25, 150, 350],
  [100, 1000, 1000],
])("of a thousand requests %d percent are copied", async (percentage, least, most) => {
  const stage = openStage();
  const { mirror, proxy } = await mirroredMesh(stage, { percentage });
  mirror.echo();
  const client = await stage.client(proxy);
  client.send(...Array.from({ length: 1000 }, (_, id) => stage.protocol.request(id, "")));
  await client.take(1000);
  const copies = mirrorStat(proxy, "upstream_rq_mirrored");
  expect(copies).toBeGreaterThanOrEqual(least);
  expect(copies).toBeLessThanOrEqual(most);
});

test("filters see a request once, however many copies are made of it", async () => {
  const stage = openStage();
  const seen: string[] = [];
  const { mirror, proxy } = await mirroredMesh(stage, {
    route: { mirrors: [{ cluster: "mirror" }, { cluster: "mirror" }] },
    filters: [
      testFilter("notes", {
        onRequest(exchange) {
          exchange.requestMutation.set("number", "9");
          seen.push("request");
          return FilterStatus.Continue;
        },
        onResponse() {
          seen.push("response");
          return FilterStatus.Continue;
        },
        onDone: () => void seen.push("done"),
      }),
    ],
  });
  mirror.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  for (const { message } of await mirror.take(2)) expect(numberOf(message)).toBe(9);
  await expect.poll(() => mirrorStat(proxy, "upstream_rq_active")).toBe(0);
  expect(seen).toEqual(["request", "response", "done"]);
});

test("copies go to the subset that the mirror names, and by the route's hash", async () => {
  const stage = openStage();
  const server = (await stage.server()).echo();
  const mirrors = [await stage.server(), await stage.server(), await stage.server()];
  for (const mirror of mirrors) mirror.echo();
  const proxy = await stage.proxy({
    servers: [server],
    ...mirroredTo(stage, [], {
      route: {
        hashPolicy: { attributes: ["name"] },
        mirrors: [{ cluster: "mirror", subset: "v2" }],
      },
      cluster: {
        loadBalancer: "ring-hash",
        endpoints: mirrors.map((mirror, i) => ({
          ...endpoint(mirror),
          labels: { version: i === 0 ? "v1" : "v2" },
        })),
        subsets: [{ name: "v2", labels: { version: "v2" } }],
      },
    }),
  });
  const client = await stage.client(proxy);
  const names = Array.from({ length: 40 }, (_, i) => `user-${i % 10}`);
  client.send(...names.map((name, id) => buildFrame({ type: FrameType.Request, id, name })));
  await client.take(40);
  await expect.poll(() => mirrors.flatMap(({ arrivals }) => arrivals).length).toBe(40);
  const namesAt = mirrors.map(
    ({ arrivals }) => new Set(arrivals.map(({ message }) => message.name)),
  );
  expect(namesAt.map(({ size }) => size > 0)).toEqual([false, true, true]);
  expect(namesAt.reduce((sum, { size }) => sum + size, 0)).toBe(10);
});

test("a request that waits for a connection is copied when it is sent, not before", async () => {
  const stage = openStage(protocols[1]);
  const server = await stage.server();
  const mirror = (await stage.server()).echo();
  const proxy = await stage.proxy({
    servers: [server],
    ...mirroredTo(stage, [mirror]),
    cluster: { circuitBreaker: { maxConnections: 1 } },
  });
  const client = await stage.client(proxy);
  client.send(stage.protocol.request(1, "first"), stage.protocol.request(2, "second"));
  const first = await server.next();
  expect((await mirror.next()).message.payload.toString()).toBe("first");
  expect(mirrorStat(proxy, "upstream_rq_mirrored")).toBe(1);
  first.reply();
  (await server.next()).reply();
  expect((await mirror.next()).message.payload.toString()).toBe("second");
  await client.take(2);
});

test("a mirror whose cluster is not there is passed over where clusters are not validated", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    listener: {
      validateClusters: false,
      routes: [
        { name: "all", route: [{ cluster: "servers" }], mirrors: [{ cluster: "not-there" }] },
      ],
    },
  });
  server.echo();
  const client = await stage.client(proxy);
  expect(await client.exchange(1, "one")).toMatchObject({ kind: "response" });
});

test("the end of the proxy does not wait for copies", async () => {
  const stage = openStage();
  const { mirror, proxy } = await mirroredMesh(stage, { route: { timeout: "0s" } });
  const client = await stage.client(proxy);
  await client.exchange(1, "one");
  await mirror.next();
  client.end();
  await client.untilClosed();
  await proxy.proxy.close();
  expect(mirrorStat(proxy, "upstream_rq_active")).toBe(0);
  expect(mirrorStat(proxy, "upstream_rq_mirrored_failure")).toBe(1);
});
