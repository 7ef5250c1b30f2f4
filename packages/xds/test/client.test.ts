import { describe, expect, test } from "vitest";
import { type Resource, TypeUrl } from "../src/index.js";
import { NODE, resource } from "./mesh.js";
import type { Plain } from "./original.js";
import { connectTo, startRaw } from "./raw-setup.js";
import { Recorder } from "./recorder.js";

const { Cluster, ClusterLoadAssignment, Listener, RouteConfiguration } = TypeUrl;

const any = ({ typeUrl, bytes }: Resource): Plain => ({ type_url: typeUrl, value: bytes });
const wrapped = (one: Resource): Plain => ({
  name: one.name,
  version: one.version,
  resource: any(one),
});

describe("delta", () => {
  test("requests are as the protocol has them: node once, names added and removed, answers", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "delta", handler);
    client.subscribe(RouteConfiguration, new Set(["a", "b"]));
    client.subscribe(Cluster, "*");
    const stream = await server.stream();
    expect(await stream.next()).toMatchObject({
      typeUrl: Cluster,
      node: {
        id: NODE.id,
        cluster: "orders",
        userAgentName: "test",
        metadata: { fields: { NAMESPACE: { stringValue: "shop" } } },
      },
    });
    const routes = await stream.next();
    expect(routes).toEqual({ typeUrl: RouteConfiguration, resourceNamesSubscribe: ["a", "b"] });

    stream.send({
      systemVersionInfo: "1",
      typeUrl: RouteConfiguration,
      nonce: "n1",
      resources: [wrapped(resource(RouteConfiguration, "a"))],
      removedResources: ["b"],
    });
    expect(await stream.next()).toEqual({ typeUrl: RouteConfiguration, responseNonce: "n1" });
    expect(handler.updates).toMatchObject([{ version: "1", removed: ["b"] }]);

    client.subscribe(RouteConfiguration, new Set(["b", "c"]));
    expect(await stream.next()).toEqual({
      typeUrl: RouteConfiguration,
      resourceNamesSubscribe: ["c"],
      resourceNamesUnsubscribe: ["a"],
    });
  });

  test("after a reset it asks again for what differs from what it has", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "delta", handler);
    client.subscribe(Cluster, "*");
    const first = await server.stream();
    await first.next();
    const [a, b] = [resource(Cluster, "a"), resource(Cluster, "b")];
    handler.reject = ({ name }) => (name === "b" ? "no" : undefined);
    first.send({ typeUrl: Cluster, nonce: "1", resources: [wrapped(a), wrapped(b)] });
    expect(await first.next()).toEqual({
      typeUrl: Cluster,
      responseNonce: "1",
      errorDetail: { code: 3, message: "b: no" },
    });
    first.reset();
    const second = await server.stream();
    const again = await second.next();
    expect(again["initialResourceVersions"]).toEqual({ a: a.version });
    expect(again["node"]).toBeDefined();
    expect(handler.states.filter((state) => state.startsWith("disconnected"))).toEqual([
      expect.stringMatching(
        /^disconnected: UNAVAILABLE: reset by the test; trying again in 0[.]0 s$/,
      ),
    ]);

    // The same again is no work, a removal is.
    handler.updates.length = 0;
    second.send({ typeUrl: Cluster, nonce: "2", resources: [wrapped(a)] });
    second.send({ typeUrl: Cluster, nonce: "3", removedResources: ["a"] });
    await second.next();
    expect(await second.next()).toEqual({ typeUrl: Cluster, responseNonce: "3" });
    expect(handler.updates).toEqual([
      { typeUrl: Cluster, version: "", resources: [], removed: ["a"] },
    ]);
  });

  test("resources that are not what they seem are refused by name, those not asked for passed over", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "delta", handler);
    client.subscribe(RouteConfiguration, new Set(["good", "liar", "other type", "garbage"]));
    const stream = await server.stream();
    await stream.next();
    stream.send({
      typeUrl: RouteConfiguration,
      nonce: "1",
      resources: [
        wrapped(resource(RouteConfiguration, "good")),
        { ...wrapped(resource(RouteConfiguration, "x")), name: "liar" },
        { ...wrapped(resource(Cluster, "other type")), name: "other type" },
        { name: "garbage", resource: { type_url: RouteConfiguration, value: Buffer.of(0xff) } },
        wrapped(resource(RouteConfiguration, "unknown")),
      ],
    });
    const { errorDetail } = await stream.next();
    expect(errorDetail.message.split("; ")).toEqual([
      'liar: calls itself "x"',
      `other type: is of type ${Cluster} in a response of ${RouteConfiguration}`,
      "garbage: cannot be read: truncated: 1 bytes wanted, 0 left",
    ]);
    expect(handler.names(RouteConfiguration)).toEqual(["good"]);
  });

  test("leases run out, also while the server is silent", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "delta", handler);
    client.subscribe(RouteConfiguration, new Set(["a"]));
    const stream = await server.stream();
    await stream.next();
    const leased = { ...wrapped(resource(RouteConfiguration, "a")), ttl: { nanos: 60_000_000 } };
    stream.send({ typeUrl: RouteConfiguration, nonce: "1", resources: [leased] });
    await handler.until(() => handler.held.size === 1);
    await handler.until(() => handler.held.size === 0);
    expect(handler.updates.at(-1)?.removed).toEqual(["a"]);
    // It does not have it any more: the same version is news again.
    stream.send({ typeUrl: RouteConfiguration, nonce: "2", resources: [leased] });
    await handler.until(() => handler.held.size === 1);
  });
});

describe("state of the world", () => {
  test("requests repeat names, version and nonce, and the node only once", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "sotw", handler);
    client.subscribe(ClusterLoadAssignment, new Set(["a"]));
    const stream = await server.stream();
    const first = await stream.next();
    expect(first).toMatchObject({ typeUrl: ClusterLoadAssignment, resourceNames: ["a"] });
    expect(first["node"]).toBeDefined();
    stream.send({
      typeUrl: ClusterLoadAssignment,
      versionInfo: "7",
      nonce: "n1",
      resources: [any(resource(ClusterLoadAssignment, "a"))],
    });
    expect(await stream.next()).toEqual({
      typeUrl: ClusterLoadAssignment,
      versionInfo: "7",
      responseNonce: "n1",
      resourceNames: ["a"],
    });
    client.subscribe(ClusterLoadAssignment, new Set(["a", "b"]));
    expect(await stream.next()).toMatchObject({ responseNonce: "n1", resourceNames: ["a", "b"] });
  });

  test("a refusal keeps the accepted version, and the good part of the response", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "sotw", handler);
    client.subscribe(Listener, "*");
    const stream = await server.stream();
    expect((await stream.next())["resourceNames"]).toBeUndefined();
    const one = resource(Listener, "one");
    stream.send({ typeUrl: Listener, versionInfo: "1", nonce: "a", resources: [any(one)] });
    await stream.next();
    handler.reject = ({ name }) => (name === "bad" ? "port 0" : undefined);
    const rest = [resource(Listener, "bad"), resource(Listener, "two")].map(any);
    stream.send({ typeUrl: Listener, versionInfo: "2", nonce: "b", resources: rest });
    expect(await stream.next()).toEqual({
      typeUrl: Listener,
      versionInfo: "1",
      responseNonce: "b",
      errorDetail: { code: 3, message: "bad: port 0" },
    });
    expect(handler.names(Listener)).toEqual(["two"]);
    expect(handler.updates.at(-1)?.removed).toEqual(["one"]);
  });

  test("a response that cannot be read in full removes nothing", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "sotw", handler);
    client.subscribe(Cluster, "*");
    const stream = await server.stream();
    await stream.next();
    stream.send({
      typeUrl: Cluster,
      versionInfo: "1",
      nonce: "a",
      resources: [any(resource(Cluster, "a"))],
    });
    await stream.next();
    stream.send({
      typeUrl: Cluster,
      versionInfo: "2",
      nonce: "b",
      resources: [{ type_url: Cluster, value: Buffer.from("0aff", "hex") }],
    });
    expect((await stream.next())["errorDetail"].message).toContain("(unnamed): cannot be read");
    expect(handler.names(Cluster)).toEqual(["a"]);
  });

  test("what a partial response does not list stays, where the type allows it", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, "sotw", handler);
    client.subscribe(RouteConfiguration, new Set(["a", "b"]));
    const stream = await server.stream();
    await stream.next();
    for (const name of ["a", "b"]) {
      const resources = [any(resource(RouteConfiguration, name))];
      stream.send({ typeUrl: RouteConfiguration, versionInfo: name, nonce: name, resources });
      await stream.next();
    }
    expect(handler.names(RouteConfiguration)).toEqual(["a", "b"]);
  });
});

describe.each(["delta", "sotw"] as const)("over %s", (protocol) => {
  const response = (typeUrl: string, nonce: string, resources: readonly Resource[]): Plain =>
    protocol === "delta"
      ? { typeUrl, nonce, resources: resources.map(wrapped) }
      : { typeUrl, nonce, versionInfo: nonce, resources: resources.map(any) };

  test("types come in any order, nonces may repeat, and other types are passed over", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, protocol, handler);
    client.subscribe(Listener, "*");
    client.subscribe(Cluster, "*");
    const stream = await server.stream();
    await stream.next();
    await stream.next();
    stream.send(response(ClusterLoadAssignment, "1", [resource(ClusterLoadAssignment, "x")]));
    stream.send(response(Listener, "1", [resource(Listener, "l")]));
    stream.send(response(Cluster, "1", [resource(Cluster, "c")]));
    stream.send(response(Cluster, "1", [resource(Cluster, "c")]));
    const answers = [await stream.next(), await stream.next(), await stream.next()];
    expect(answers.map(({ typeUrl }) => typeUrl)).toEqual([Listener, Cluster, Cluster]);
    expect(handler.updates).toHaveLength(2);
    expect(handler.held.size).toBe(2);
  });

  test("an empty first response reaches the handler, later ones do not", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    connectTo(server.port, protocol, handler).subscribe(Cluster, "*");
    const stream = await server.stream();
    await stream.next();
    stream.send(response(Cluster, "1", []));
    stream.send(response(Cluster, "2", []));
    await stream.next();
    await stream.next();
    expect(handler.updates).toMatchObject([{ typeUrl: Cluster, resources: [], removed: [] }]);
  });

  test("an error of the handler refuses all resources of the update", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    connectTo(server.port, protocol, handler).subscribe(Cluster, "*");
    const stream = await server.stream();
    await stream.next();
    handler.during = () => {
      throw new Error("no room");
    };
    stream.send(response(Cluster, "1", [resource(Cluster, "a"), resource(Cluster, "b")]));
    expect((await stream.next())["errorDetail"].message).toBe("a: no room; b: no room");
  });

  test("a name given up and wanted again at once is asked for again", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, protocol, handler);
    client.subscribe(RouteConfiguration, new Set(["a"]));
    const stream = await server.stream();
    await stream.next();
    handler.during = () => {
      client.subscribe(RouteConfiguration, new Set());
      client.subscribe(RouteConfiguration, new Set(["a"]));
      handler.during = () => undefined;
    };
    stream.send(response(RouteConfiguration, "1", [resource(RouteConfiguration, "a")]));
    const named = async (): Promise<string[] | undefined> => {
      const request = await stream.next();
      return request[protocol === "delta" ? "resourceNamesSubscribe" : "resourceNames"];
    };
    expect(await named()).toBeUndefined();
    expect(await named()).toEqual(["a"]);
    // It gave the resource up: the same version is news.
    handler.updates.length = 0;
    stream.send(response(RouteConfiguration, "2", [resource(RouteConfiguration, "a")]));
    await handler.until(() => handler.updates.length === 1);
  });

  test("bytes that are no response, and responses that are too large, end the stream only", async () => {
    const server = await startRaw();
    const handler = new Recorder();
    const client = connectTo(server.port, protocol, handler, { maxResponseBytes: 5000 });
    client.subscribe(Cluster, "*");
    const garbled = await server.stream();
    await garbled.next();
    garbled.send(Buffer.from("ffffffff", "hex"));
    const flooded = await server.stream();
    await flooded.next();
    flooded.send({ typeUrl: Cluster, nonce: "x".repeat(6000) });
    const good = await server.stream();
    await good.next();
    good.send(response(Cluster, "1", [resource(Cluster, "a")]));
    await handler.until(() => handler.held.size === 1);
    const ends = handler.states.filter((state) => state.startsWith("disconnected"));
    expect(ends[0]).toContain("the server's response cannot be read");
    expect(ends[1]).toContain("RESOURCE_EXHAUSTED");
  });
});
