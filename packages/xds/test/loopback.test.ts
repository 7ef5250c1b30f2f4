import { afterEach, describe, expect, test } from "vitest";
import {
  createXdsClient,
  createXdsServer,
  type StreamObserver,
  TypeUrl,
  type XdsClient,
  type XdsServer,
} from "../src/index.js";
import { NODE, resource, TestSource } from "./mesh.js";
import { Recorder } from "./recorder.js";

const { Cluster, ClusterLoadAssignment, Listener, RouteConfiguration } = TypeUrl;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

async function serve(source: TestSource, observer?: StreamObserver, port = 0): Promise<XdsServer> {
  const server = await createXdsServer({ source, port, ...(observer && { observer }) });
  cleanUp.push(() => server.close());
  return server;
}

function connect(server: XdsServer, protocol: "delta" | "sotw", handler: Recorder): XdsClient {
  const client = createXdsClient({
    address: `${server.address}:${server.port}`,
    node: NODE,
    protocol,
    handler,
    backOff: { initialMs: 10, maxMs: 50 },
  });
  cleanUp.push(() => client.close());
  return client;
}

describe.each(["delta", "sotw"] as const)("over %s", (protocol) => {
  test("a client gets what it subscribed to, and what changes", async () => {
    const source = new TestSource();
    const server = await serve(source);
    const handler = new Recorder();
    const client = connect(server, protocol, handler);
    client.subscribe(Cluster, "*");
    client.subscribe(RouteConfiguration, new Set(["r1"]));

    source.set([
      resource(Cluster, "a"),
      resource(Cluster, "b"),
      resource(RouteConfiguration, "r1"),
      resource(RouteConfiguration, "r2"),
    ]);
    await handler.until(() => handler.held.size === 3);
    expect(handler.names(Cluster)).toEqual(["a", "b"]);
    expect(handler.names(RouteConfiguration)).toEqual(["r1"]);
    expect(source.nodes).toEqual([NODE]);

    const changed = resource(RouteConfiguration, "r1", 1);
    source.set([resource(Cluster, "a"), resource(Cluster, "c"), changed]);
    await handler.until(
      () => handler.held.get(`${RouteConfiguration} r1`)?.version === changed.version,
    );
    await handler.until(() => handler.names(Cluster).join() === "a,c");
  });

  test("a handler that subscribes while it takes an update gets what it asked for", async () => {
    const source = new TestSource();
    const server = await serve(source);
    const handler = new Recorder();
    const client = connect(server, protocol, handler);
    handler.during = ({ typeUrl }) => {
      if (typeUrl === Cluster) {
        client.subscribe(ClusterLoadAssignment, new Set(handler.names(Cluster)));
      }
    };
    client.subscribe(Cluster, "*");
    source.set(
      ["a", "b"].flatMap((n) => [resource(Cluster, n), resource(ClusterLoadAssignment, n)]),
    );
    await handler.until(() => handler.names(ClusterLoadAssignment).join() === "a,b");
  });

  test("what is refused is told to the server, the rest of the response is kept", async () => {
    const source = new TestSource();
    const nacks: string[] = [];
    let acked = 0;
    const handler = new Recorder();
    const server = await serve(source, {
      onNack: (_, type, version, message) => {
        nacks.push(`${type} ${version} ${message}`);
        handler.onState("nacked");
      },
      onAck: () => {
        acked++;
        handler.onState("acked");
      },
    });
    const client = connect(server, protocol, handler);
    handler.reject = ({ name }) => (name === "bad" ? "no port" : undefined);
    client.subscribe(Listener, "*");
    const { version } = source.set([resource(Listener, "bad"), resource(Listener, "good")]);
    await handler.until(() => nacks.length === 1);
    expect(nacks).toEqual([`${Listener} ${version} bad: no port`]);
    expect(handler.names(Listener)).toEqual(["good"]);

    source.set([resource(Listener, "good"), resource(Listener, "other")]);
    await handler.until(() => acked === 1);
    expect(handler.names(Listener)).toEqual(["good", "other"]);
    expect(nacks).toHaveLength(1);
  });

  test("after a restart of the server a client gets only what differs", async () => {
    const source = new TestSource();
    const server = await serve(source);
    const handler = new Recorder();
    const client = connect(server, protocol, handler);
    client.subscribe(Cluster, "*");
    source.set([resource(Cluster, "a"), resource(Cluster, "b"), resource(Cluster, "c")]);
    await handler.until(() => handler.held.size === 3);
    await server.close();
    await handler.until(() => handler.states.some((state) => state.startsWith("disconnected")));

    source.set([resource(Cluster, "a"), resource(Cluster, "b", 1), resource(Cluster, "d")]);
    handler.updates.length = 0;
    await serve(source, undefined, server.port);
    await handler.until(() => handler.names(Cluster).join() === "a,b,d");
    const told = handler.updates.flatMap((update) => update.resources.map(({ name }) => name));
    expect(told.sort()).toEqual(["b", "d"]);
    expect(handler.updates.flatMap(({ removed }) => removed)).toEqual(["c"]);
  });

  test("a resource that only exists on demand is served to those who ask for it", async () => {
    const source = new TestSource();
    const server = await serve(source);
    const handler = new Recorder();
    const client = connect(server, protocol, handler);
    client.subscribe(Listener, new Set(["orders:80", "nobody:80"]));
    source.set([resource(Listener, "0.0.0.0_80")], (typeUrl, name) =>
      name.startsWith("orders") ? resource(typeUrl, name) : undefined,
    );
    await handler.until(() => handler.held.size > 0);
    expect(handler.names(Listener)).toEqual(["orders:80"]);
  });

  test("a resource with a lease lives on by heartbeats, and dies without them", async () => {
    const source = new TestSource();
    const handler = new Recorder();
    let sent = 0;
    const server = await serve(source, {
      onSent: () => {
        sent++;
        handler.onState("sent");
      },
    });
    connect(server, protocol, handler).subscribe(RouteConfiguration, new Set(["leased"]));
    source.set([resource(RouteConfiguration, "leased", 0, 400)]);
    await handler.until(() => sent === 4); // the resource, and heartbeats for longer than its lease
    expect(handler.updates).toMatchObject([{ resources: [{ name: "leased" }], removed: [] }]);
    await server.close();
    await handler.until(() => handler.held.size === 0);
    expect(handler.updates.at(-1)?.removed).toEqual(["leased"]);
  });
});

test("closing the server ends open streams at once and frees its source", async () => {
  const source = new TestSource();
  const closed: number[] = [];
  const server = await serve(source, { onClose: ({ id }) => closed.push(id) });
  const handler = new Recorder();
  connect(server, "delta", handler).subscribe(Cluster, "*");
  source.set([resource(Cluster, "a")]);
  await handler.until(() => handler.held.size === 1);
  const start = performance.now();
  await server.close();
  expect(performance.now() - start).toBeLessThan(1000);
  expect(closed).toEqual([1]);
  expect(source.watchers).toBe(0);
});
