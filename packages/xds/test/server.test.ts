import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  createXdsServer,
  type StreamInfo,
  type StreamObserver,
  TypeUrl,
  type XdsServer,
  type XdsServerOptions,
} from "../src/index.js";
import { resource, TestSource } from "./mesh.js";
import { type Plain, type Protocol, RawClient } from "./original.js";

const { Cluster, ClusterLoadAssignment, HttpRouteConfiguration, Listener, RouteConfiguration } =
  TypeUrl;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

async function serve(
  source: TestSource,
  options: Partial<XdsServerOptions> = {},
): Promise<XdsServer> {
  const server = await createXdsServer({ source, ...options });
  cleanUp.push(() => server.close());
  return server;
}

function open(
  server: XdsServer,
  protocol: Protocol,
  options?: ConstructorParameters<typeof RawClient>[2],
): RawClient {
  const client = new RawClient(server.port, protocol, options);
  cleanUp.push(() => client.close());
  return client;
}

const node = { id: "n1" };

describe.each<[string, string, string, string]>([
  ["cluster", "Clusters", "Cluster", Cluster],
  ["endpoint", "Endpoints", "Endpoint", ClusterLoadAssignment],
  ["listener", "Listeners", "Listener", Listener],
  ["route", "Routes", "Route", HttpRouteConfiguration],
])("the service for one type: %s", (folder, methods, service, typeUrl) => {
  const name = `/envoy.service.${folder}.v3.${service}DiscoveryService`;

  test("serves its type in both variants, also to requests that do not name it", async () => {
    const source = new TestSource();
    source.set([resource(typeUrl, "a")]);
    const server = await serve(source);
    const sotw = open(server, "sotw", { path: `${name}/Stream${methods}` });
    sotw.send({ node, resourceNames: ["a"] });
    expect(await sotw.next()).toMatchObject({ typeUrl, resources: [{ type_url: typeUrl }] });
    const delta = open(server, "delta", { path: `${name}/Delta${methods}` });
    delta.send({ node, resourceNamesSubscribe: ["a"] });
    expect(await delta.next()).toMatchObject({ typeUrl, resources: [{ name: "a" }] });
  });

  test("refuses other types", async () => {
    const server = await serve(new TestSource());
    const client = open(server, "sotw", { path: `${name}/Stream${methods}` });
    client.send({ node, typeUrl: "type.googleapis.com/other" });
    expect(await client.ended).toMatch(/^3: .* does not serve type.googleapis.com\/other$/);
  });
});

test("the route service serves the mesh's own routes as well", async () => {
  const source = new TestSource();
  source.set([resource(RouteConfiguration, "r")]);
  const path = "/envoy.service.route.v3.RouteDiscoveryService/StreamRoutes";
  const client = open(await serve(source), "sotw", { path });
  client.send({ node, typeUrl: RouteConfiguration, resourceNames: ["r"] });
  expect(await client.next()).toMatchObject({ typeUrl: RouteConfiguration, resources: [{}] });
});

test("an observer sees a stream from its node to its end", async () => {
  const source = new TestSource();
  const seen: string[] = [];
  const see =
    (what: string) =>
    ({ id, node: { id: name }, protocol, service, peer }: StreamInfo, ...rest: unknown[]): void => {
      expect(peer).toMatch(/^127\.0\.0\.1:\d+$/);
      expect(service).toBe("envoy.service.discovery.v3.AggregatedDiscoveryService");
      seen.push([what, id, name, protocol, ...rest].join(" "));
    };
  let acked: () => void = () => undefined;
  const ack = new Promise<void>((resolve) => {
    acked = resolve;
  });
  let closed: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const observer: StreamObserver = {
    onStream: see("stream"),
    onSent: see("sent"),
    onAck: (...args) => {
      see("ack")(...args);
      acked();
    },
    onNack: see("nack"),
    onClose: (stream) => {
      see("close")(stream);
      closed();
    },
  };
  const client = open(await serve(source, { observer }), "delta");
  client.send({ node, typeUrl: Listener });
  const { version } = source.set([resource(Listener, "a"), resource(Listener, "b")]);
  const first = await client.next();
  client.send({ typeUrl: Listener, responseNonce: first["nonce"] });
  await ack;
  const second = source.set([resource(Listener, "a", 1)]).version;
  const { nonce } = await client.next();
  client.send({ typeUrl: Listener, responseNonce: nonce, errorDetail: { message: "no" } });
  client.send({ typeUrl: RouteConfiguration, resourceNamesSubscribe: ["x"] });
  await client.next();
  client.close();
  await end;
  expect(seen).toEqual([
    "stream 1 n1 delta",
    `sent 1 n1 delta ${Listener} ${version} 2`,
    `ack 1 n1 delta ${Listener} ${version}`,
    `sent 1 n1 delta ${Listener} ${second} 2`,
    `nack 1 n1 delta ${Listener} ${second} no`,
    `sent 1 n1 delta ${RouteConfiguration} ${second} 1`,
    "close 1 n1 delta",
  ]);
  expect(source.watchers).toBe(0);
});

describe("streams that break the rules end with a reason, and alone", () => {
  const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
  const big = "x".repeat(400_000);

  test.each<[string, Plain | Uint8Array, RegExp]>([
    ["garbage instead of a request", Buffer.from("ffffffff", "hex"), /^3: .*truncated/],
    ["no node", { typeUrl: Cluster }, /^3: the first request of a stream has no node$/],
    ["no type", { node }, /^3: the request has no type_url$/],
    ["a large node", { node: { id: big }, typeUrl: Cluster }, /^8: the node has 40000\d bytes/],
    [
      "too many names",
      { node, typeUrl: Cluster, resourceNames: names },
      /^8: more than 10 names on one stream/,
    ],
    ["a request too large", Buffer.alloc(5_000_000), /^8: /],
  ])("%s", async (_, request, reason) => {
    const source = new TestSource();
    source.set([resource(Cluster, "a")]);
    const server = await serve(source, { maxNames: 10 });
    const good = open(server, "sotw");
    good.send({ node, typeUrl: Cluster });
    await good.next();
    const bad = open(server, "sotw");
    bad.send(request);
    expect(await bad.ended).toMatch(reason);
    source.set([resource(Cluster, "b")]);
    expect(await good.next()).toMatchObject({ resources: [{}, {}] });
  });

  test("an error of the source or the observer ends the stream it came for", async () => {
    const source = new TestSource();
    source.set([resource(Cluster, "a")]);
    const server = await serve(source, {
      observer: {
        onStream: ({ node: { id } }) => {
          if (id === "bad") throw new Error("not welcome");
        },
      },
    });
    const bad = open(server, "delta");
    bad.send({ node: { id: "bad" }, typeUrl: Cluster });
    expect(await bad.ended).toBe("13: not welcome");
    const good = open(server, "delta");
    good.send({ node, typeUrl: Cluster });
    await good.next();
  });
});

test("bytes on the port that are no HTTP/2 hurt nobody", async () => {
  const source = new TestSource();
  source.set([resource(Cluster, "a")]);
  const server = await serve(source);
  const good = open(server, "delta");
  good.send({ node, typeUrl: Cluster });
  await good.next();
  await Promise.all(
    ["GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""].map(
      (start) =>
        new Promise<void>((resolve) => {
          const socket = connect(server.port, "127.0.0.1", () => {
            socket.end(Buffer.concat([Buffer.from(start), randomBytes(2000)]));
          });
          socket.on("error", () => undefined);
          socket.on("close", () => resolve());
          socket.resume();
        }),
    ),
  );
  source.set([resource(Cluster, "b")]);
  expect(await good.next()).toMatchObject({ resources: [{ name: "b" }] });
});

test("a client that does not read is owed its latest state only", async () => {
  const source = new TestSource();
  const PADDING = "x".repeat(5000);
  let sent = 0;
  const server = await serve(source, { observer: { onSent: () => sent++ } });
  const endpoints = (content: number): ReturnType<typeof resource>[] =>
    Array.from({ length: 20 }, (_, i) => resource(Cluster, `cluster ${i} ${PADDING}`, content));
  source.set(endpoints(0));
  const lazy = open(server, "delta");
  lazy.send({ node, typeUrl: Cluster });
  await lazy.next();
  lazy.call.pause();
  const eager = open(server, "delta");
  eager.send({ node, typeUrl: Cluster });
  await eager.next();
  sent = 0;
  for (let i = 1; i <= 100; i++) {
    source.set(endpoints(i));
    await eager.next();
  }
  const sentToLazy = sent - 100;
  expect(sentToLazy).toBeLessThan(30); // what fits the windows of the transport, not 100
  lazy.call.resume();
  const last = resource(Cluster, `cluster 0 ${PADDING}`, 100).version;
  let message = await lazy.next();
  let count = 1;
  while (message["resources"][0].version !== last) {
    message = await lazy.next();
    count++;
  }
  expect(count).toBeLessThanOrEqual(sentToLazy + 1);
});

test("a port that is taken is refused with what to do", async () => {
  const { port } = await serve(new TestSource());
  await expect(serve(new TestSource(), { port })).rejects.toThrow(
    new RegExp(`cannot listen on 127.0.0.1:${port}: .*; choose another port`),
  );
});

test("more streams than allowed wait for others to end", async () => {
  const source = new TestSource();
  source.set([resource(Cluster, "a")]);
  const server = await serve(source, { maxStreamsPerConnection: 1 });
  const first = open(server, "sotw");
  first.send({ node, typeUrl: Cluster });
  await first.next();
  const second = first.client.makeBidiStreamRequest(
    "/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources",
    (bytes: Buffer) => bytes,
    (bytes: Buffer) => bytes,
  );
  second.on("error", () => undefined);
  let opened = false;
  second.on("metadata", () => {
    opened = true;
  });
  second.write(Buffer.from("0a00", "hex"));
  source.set([resource(Cluster, "b")]);
  await first.next();
  expect(opened).toBe(false);
  expect(source.nodes).toHaveLength(1);
  second.cancel();
});

test("closing twice is closing once, and a client that never reads does not hold it up", async () => {
  const source = new TestSource();
  const server = await serve(source);
  source.set(Array.from({ length: 3000 }, (_, i) => resource(Cluster, `${"x".repeat(500)}${i}`)));
  const client = open(server, "delta");
  client.call.pause();
  client.send({ node, typeUrl: Cluster });
  while (source.watchers === 0) await new Promise(setImmediate);
  const start = performance.now();
  await Promise.all([server.close(), server.close()]);
  expect(performance.now() - start).toBeLessThan(2000);
});
