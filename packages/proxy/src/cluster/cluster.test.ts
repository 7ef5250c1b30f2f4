import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { CONTRACT_VERSION, type Codec, type CodecPlugin, ErrorKind } from "@meltemi/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { balancing } from "../../test/load-balancing.js";
import type { ClusterConfig, EndpointConfig } from "../config/config.js";
import { Word64 } from "../hash/word64.js";
import { silentLogger } from "../logger.js";
import { createProxy, type Proxy as RunningProxy } from "../proxy.js";
import { StatsStore } from "../stats/store.js";
import { Worker } from "../worker/worker.js";
import { Cluster } from "./cluster.js";
import type { LookupAll } from "./dns-watch.js";

const NOW = 1000;

let stats: StatsStore;
let worker: Worker;
let closing: (() => unknown)[];

beforeEach(() => {
  stats = new StatsStore();
  worker = new Worker(performance, stats, silentLogger);
  closing = [() => worker.close()];
});

afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

function endpoint(address: string, port = 80, labels: Record<string, string> = {}): EndpointConfig {
  return { address, port, weight: 1, labels };
}

function config(
  endpoints: readonly EndpointConfig[],
  more: Partial<ClusterConfig> = {},
): ClusterConfig {
  return {
    name: "backend",
    type: "static",
    dnsRefreshMs: 60_000,
    ...balancing(),
    endpoints,
    subsets: [],
    ...more,
  } as ClusterConfig;
}

function makeCluster(lookup: LookupAll = async () => []): Cluster {
  const cluster = new Cluster(worker, config([]), lookup);
  closing.push(() => cluster.destroy());
  return cluster;
}

function keys(cluster: Cluster, subset?: string): string[] {
  return cluster.endpointSet(subset).endpoints.map(({ key }) => key);
}

test("an update keeps the endpoints that stay, with their new labels", async () => {
  const cluster = makeCluster();
  await cluster.update(config([endpoint("10.0.0.1"), endpoint("10.0.0.2"), endpoint("::1")]));
  const [, second, third] = cluster.endpoints;
  await cluster.update(config([endpoint("::1"), endpoint("10.0.0.2", 80, { version: "v2" })]));
  expect(cluster.endpoints).toEqual([third, second]);
  expect(cluster.endpoints[0]).toBe(third);
  expect(cluster.endpoints[1]).toBe(second);
  expect(second?.labels).toEqual({ version: "v2" });
  expect(keys(cluster)).toEqual(["[::1]:80", "10.0.0.2:80"]);
  expect(stats.values()["cluster.backend.membership_total"]).toBe(2);
});

test("an endpoint that comes back is a new one: the old one's connections are on their way out", async () => {
  const cluster = makeCluster();
  await cluster.update(config([endpoint("10.0.0.1")]));
  const [old] = cluster.endpoints;
  await cluster.update(config([]));
  expect(cluster.endpoints).toEqual([]);
  await cluster.update(config([endpoint("10.0.0.1")]));
  expect(cluster.endpoints[0]).not.toBe(old);
});

test("an endpoint given twice is one", async () => {
  const cluster = makeCluster();
  await cluster.update(
    config([endpoint("10.0.0.1"), endpoint("10.0.0.1"), endpoint("10.0.0.1", 81)]),
  );
  expect(keys(cluster)).toEqual(["10.0.0.1:80", "10.0.0.1:81"]);
});

test("the sets that routes hold follow every update", async () => {
  const cluster = makeCluster();
  const subsets = [
    { name: "stable", labels: { version: "v1" } },
    { name: "canary", labels: { version: "v2" } },
  ];
  const endpoints = [
    endpoint("10.0.0.1", 80, { version: "v1" }),
    endpoint("10.0.0.2", 80, { version: "v2" }),
  ];
  await cluster.update(config(endpoints, { subsets }));
  const [all, canary] = [cluster.endpointSet(undefined), cluster.endpointSet("canary")];
  expect(keys(cluster, "canary")).toEqual(["10.0.0.2:80"]);
  expect(keys(cluster, "stable")).toEqual(["10.0.0.1:80"]);
  const swapped = [
    endpoint("10.0.0.1", 80, { version: "v2" }),
    endpoint("10.0.0.3", 80, { version: "v1" }),
  ];
  await cluster.update(config(swapped, { subsets }));
  expect(cluster.endpointSet(undefined)).toBe(all);
  expect(cluster.endpointSet("canary")).toBe(canary);
  expect(keys(cluster)).toEqual(["10.0.0.1:80", "10.0.0.3:80"]);
  expect(keys(cluster, "canary")).toEqual(["10.0.0.1:80"]);
  await cluster.update(config(swapped));
  expect(keys(cluster, "canary")).toEqual([]);
  expect(canary.pick(NOW)).toBeUndefined();
});

test("another load balancer, and other weights, take effect on the sets that routes hold", async () => {
  const cluster = makeCluster();
  const endpoints = [endpoint("10.0.0.1"), endpoint("10.0.0.2")];
  await cluster.update(config(endpoints));
  const all = cluster.endpointSet(undefined);
  const shares = (hash?: Word64): readonly number[] => {
    const picked = Array.from({ length: 30 }, () => all.pick(NOW, hash)?.address);
    return endpoints.map(({ address }) => picked.filter((other) => other === address).length);
  };
  expect(shares()).toEqual([15, 15]);
  const weighted = endpoints.map((one, index) => ({ ...one, weight: index + 1 }));
  await cluster.update(config(weighted));
  expect(shares()).toEqual([10, 20]);
  await cluster.update(config(weighted, balancing("maglev")));
  expect(shares(new Word64())).toContain(30);
});

test("what a new configuration leaves as it was keeps its turn", async () => {
  const cluster = makeCluster();
  const endpoints = ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map((address) => endpoint(address));
  await cluster.update(config(endpoints));
  const picked = [];
  for (let i = 0; i < 9; i++) {
    picked.push(cluster.endpointSet(undefined).pick(NOW));
    await cluster.update(config(endpoints.map((one) => ({ ...one, labels: { turn: `${i}` } }))));
  }
  expect(new Set(picked.slice(0, 3)).size).toBe(3);
  expect(picked.slice(3, 6)).toEqual(picked.slice(0, 3));
  expect(picked.slice(6)).toEqual(picked.slice(0, 3));
});

test("a name's addresses are the endpoints, and stay while it cannot be resolved", async () => {
  let answer: readonly string[] | undefined = ["10.0.0.1", "10.0.0.2"];
  const looked: (() => void)[] = [];
  const cluster = makeCluster(async () => {
    for (const resolve of looked.splice(0)) resolve();
    if (answer === undefined) throw new Error("SERVFAIL");
    return answer;
  });
  await cluster.update(config([endpoint("a.test")], { type: "dns", dnsRefreshMs: 1 }));
  expect(keys(cluster)).toEqual(["10.0.0.1:80", "10.0.0.2:80"]);
  const [, second] = cluster.endpoints;
  const refreshed = async (): Promise<void> => {
    // The third look-up begins when the answer to the second has been taken on.
    for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => looked.push(resolve));
  };
  answer = undefined;
  await refreshed();
  expect(keys(cluster)).toEqual(["10.0.0.1:80", "10.0.0.2:80"]);
  expect(stats.values()["cluster.backend.update_failure"]).toBeGreaterThan(0);
  answer = ["10.0.0.2", "10.0.0.3"];
  await refreshed();
  expect(keys(cluster)).toEqual(["10.0.0.2:80", "10.0.0.3:80"]);
  expect(cluster.endpoints[0]).toBe(second);
});

test("a new configuration keeps the addresses of names while they cannot be resolved", async () => {
  const up = new Map([["a.test", "10.0.0.1"]]);
  const cluster = makeCluster(async (name) => {
    const address = up.get(name);
    if (address === undefined) throw new Error("SERVFAIL");
    return [address];
  });
  const update = (...names: string[]): Promise<void> =>
    cluster.update(
      config(
        names.map((name) => endpoint(name)),
        { type: "dns" },
      ),
    );
  await update("a.test");
  expect(keys(cluster)).toEqual(["10.0.0.1:80"]);
  const [first] = cluster.endpoints;
  up.clear();
  await update("a.test"); // something else in the file has changed
  expect(keys(cluster)).toEqual(["10.0.0.1:80"]);
  await update("b.test", "a.test");
  expect(keys(cluster)).toEqual(["10.0.0.1:80"]);
  up.set("b.test", "10.0.0.2");
  await update("b.test", "a.test", "c.test");
  expect(keys(cluster)).toEqual(["10.0.0.2:80", "10.0.0.1:80"]);
  expect(cluster.endpoints[1]).toBe(first); // with the connections that it has
});

test("a new port takes effect though its name cannot be resolved just now; a new name waits for DNS", async () => {
  let up = true;
  const cluster = makeCluster(async () => {
    if (!up) throw new Error("SERVFAIL");
    return ["10.0.0.1"];
  });
  const update = (address: string, port: number): Promise<void> =>
    cluster.update(config([endpoint(address, port)], { type: "dns" }));
  await update("a.test", 80);
  up = false;
  await update("a.test", 81);
  expect(keys(cluster)).toEqual(["10.0.0.1:81"]);
  await update("b.test", 82);
  expect(keys(cluster)).toEqual(["10.0.0.1:81"]); // better the old endpoints than none
});

test("a look-up that finds no name is counted as a failure and not as a success", async () => {
  const cluster = makeCluster(async () => {
    throw new Error("SERVFAIL");
  });
  await cluster.update(config([endpoint("a.test")], { type: "dns" }));
  expect(stats.values()).toMatchObject({
    "cluster.backend.update_failure": 1,
    "cluster.backend.update_success": 0,
  });
});

test("an answer of DNS that comes after the cluster has become static is dropped", async () => {
  let resolve: (answer: readonly string[]) => void = () => {};
  const cluster = makeCluster(
    () =>
      new Promise((settle) => {
        resolve = settle;
      }),
  );
  const waiting = cluster.update(config([endpoint("a.test")], { type: "dns" }));
  await cluster.update(config([endpoint("10.0.0.9")]));
  resolve(["10.0.0.1"]);
  await waiting;
  expect(keys(cluster)).toEqual(["10.0.0.9:80"]);
});

// With real connections. Frames: size of the whole, request id, payload.

function frame(id: number, text: string): Buffer {
  const bytes = Buffer.alloc(8 + Buffer.byteLength(text));
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(id, 4);
  bytes.write(text, 8);
  return bytes;
}

const frames: CodecPlugin = {
  contract: CONTRACT_VERSION,
  kind: "codec",
  protocol: "frames",
  correlation: "id",
  requestIdBits: 32,
  attributes: [],
  errorReplies: Object.fromEntries(
    Object.values(ErrorKind).map((kind) => [kind, "its name"]),
  ) as Record<ErrorKind, string>,
  create: (): Codec => ({
    decode(bytes, start, end, message): number {
      if (end - start < 8) return 0;
      message.requestIdLow = (bytes as Buffer).readUInt32BE(start + 4);
      return (bytes as Buffer).readUInt32BE(start);
    },
    encode: () => 0,
    onError(request, error, out): void {
      const bytes = frame(request.requestIdLow, `error ${error.kind}`);
      out.append(bytes, 0, bytes.length);
    },
    setRequestId(_message, _high, low, out, start): void {
      (out.bytes as Buffer).writeUInt32BE(low, start + 4);
    },
  }),
};

/** A server that answers a frame when the test says so. */
class Backend {
  readonly server: Server = createServer((socket) => {
    this.sockets.push(socket);
    socket.on("data", (chunk: Buffer) => {
      this.#requests.push({ socket, chunk });
      this.#wake();
    });
    socket.on("error", () => {});
  });
  readonly sockets: Socket[] = [];
  readonly #requests: { socket: Socket; chunk: Buffer }[] = [];
  #wake: () => void = () => {};

  async listen(): Promise<EndpointConfig> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    closing.push(() => {
      for (const socket of this.sockets) socket.destroy();
      this.server.close();
    });
    return endpoint("127.0.0.1", (this.server.address() as AddressInfo).port);
  }

  /** Waits for a request and returns what answers it. */
  async request(): Promise<() => void> {
    while (this.#requests.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const { socket, chunk } = this.#requests.shift() as { socket: Socket; chunk: Buffer };
    return () => void socket.write(chunk);
  }
}

async function startProxy(endpoints: readonly EndpointConfig[]): Promise<RunningProxy> {
  const proxy = await createProxy({
    codecs: [frames],
    config: proxyConfig(endpoints),
    logger: silentLogger,
  });
  closing.push(() => proxy.close());
  return proxy;
}

function proxyConfig(endpoints: readonly EndpointConfig[]): object {
  return {
    listeners: [
      {
        name: "in",
        address: "127.0.0.1",
        port: 0,
        protocol: "frames",
        routes: [{ name: "all", route: [{ cluster: "backend" }] }],
      },
    ],
    clusters: [{ name: "backend", endpoints }],
  };
}

async function client(proxy: RunningProxy): Promise<Socket> {
  const socket = connect(proxy.listeners[0]?.port ?? 0, "127.0.0.1");
  closing.push(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

test("an endpoint that goes answers what is in flight, then its connection closes; others stay", async () => {
  const [leaving, staying] = [new Backend(), new Backend()];
  const endpoints = [await leaving.listen(), await staying.listen()];
  const proxy = await startProxy(endpoints);
  const socket = await client(proxy);
  socket.write(frame(1, "one"));
  socket.write(frame(2, "two"));
  const [answerLeaving, answerStaying] = await Promise.all([leaving.request(), staying.request()]);
  await proxy.apply(proxyConfig(endpoints.slice(1)));
  expect(proxy.stats()["cluster.backend.upstream_cx_active"]).toBe(2);
  const [upstream] = leaving.sockets as [Socket];
  const closed = once(upstream, "close");
  answerLeaving();
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.readUInt32BE(4)).toBeLessThanOrEqual(2);
  await closed;
  answerStaying();
  await once(socket, "data");
  // The next request goes to the one that stayed, on the connection that it has.
  socket.write(frame(3, "three"));
  (await staying.request())();
  const [third] = (await once(socket, "data")) as [Buffer];
  expect(third).toEqual(frame(3, "three"));
  expect(leaving.sockets).toHaveLength(1);
  expect(staying.sockets).toHaveLength(1);
  expect(proxy.stats()["cluster.backend.upstream_cx_active"]).toBe(1);
});

test("an idle connection to an endpoint that goes is closed at once", async () => {
  const backend = new Backend();
  const proxy = await startProxy([await backend.listen()]);
  const socket = await client(proxy);
  socket.write(frame(1, "one"));
  (await backend.request())();
  await once(socket, "data");
  const [upstream] = backend.sockets as [Socket];
  const closed = once(upstream, "close");
  await proxy.apply(proxyConfig([]));
  await closed;
  socket.write(frame(2, "two"));
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer).toEqual(frame(2, "error no-healthy-upstream"));
});
