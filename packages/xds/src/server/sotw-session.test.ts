import { expect, test } from "vitest";
import { resource, snapshotOf } from "../../test/mesh.js";
import type { Messages } from "../generated/messages.js";
import type { Snapshot } from "../snapshot.js";
import { TypeUrl } from "../type-urls.js";
import { Session } from "./session.js";
import type { SessionResponse } from "./session-messages.js";
import { SotwTypeStream } from "./sotw-type-stream.js";

const { Cluster, ClusterLoadAssignment, Listener, RouteConfiguration } = TypeUrl;
type Request = Messages["envoy.service.discovery.v3.DiscoveryRequest"];

/** A session and the nonces of its last responses, as a well-behaved client has them. */
class Stream {
  readonly session = new Session<Request>(
    { maxNames: 10, maxResponseBytes: 1_000_000 },
    "s.",
    (typeUrl) => new SotwTypeStream(typeUrl),
  );
  readonly nonces = new Map<string, string>();

  constructor(snapshot?: Snapshot) {
    if (snapshot !== undefined) this.session.setSnapshot(snapshot);
  }

  ask(typeUrl: string, resourceNames: readonly string[] = [], rest: Request = {}): unknown {
    const responseNonce = this.nonces.get(typeUrl);
    return this.session.request(typeUrl, { responseNonce, resourceNames, ...rest });
  }

  /** Everything there is to send, as "Cluster a b". */
  drain(now = 0): string[] {
    const sent: string[] = [];
    for (let one = this.session.next(now); one !== undefined; one = this.session.next(now)) {
      this.nonces.set(one.typeUrl, one.nonce);
      sent.push(text(one));
    }
    return sent;
  }
}

function text({ typeUrl, resources, heartbeats }: SessionResponse): string {
  const short = Object.entries(TypeUrl).find(([, url]) => url === typeUrl)?.[0];
  const parts = [...resources.map(({ name }) => name), ...heartbeats.map(({ name }) => `~${name}`)];
  return [short, ...parts].join(" ");
}

const mesh = (content = 0): Snapshot =>
  snapshotOf([
    resource(Cluster, "a", content),
    resource(Cluster, "b"),
    resource(ClusterLoadAssignment, "a", content + 1),
    resource(ClusterLoadAssignment, "b", 1),
    resource(Listener, "l"),
    resource(RouteConfiguration, "r", content),
  ]);

test("a first request without names is for all clusters or listeners, of other types for none", () => {
  const stream = new Stream(mesh());
  for (const type of [RouteConfiguration, Listener, ClusterLoadAssignment, Cluster])
    stream.ask(type);
  expect(stream.drain()).toEqual(["Cluster a b", "Listener l"]);
});

test("a request without names after one with names is for none", () => {
  const stream = new Stream(mesh());
  stream.ask(Cluster, ["a"]);
  expect(stream.drain()).toEqual(["Cluster a"]);
  stream.ask(Cluster, []);
  stream.session.setSnapshot(mesh(3));
  expect(stream.drain()).toEqual([]);
  stream.ask(Cluster, ["*"]);
  expect(stream.drain()).toEqual(["Cluster a b"]);
});

test("names that do not exist are answered with what there is", () => {
  const stream = new Stream(mesh());
  stream.ask(RouteConfiguration, ["r", "none"]);
  expect(stream.drain()).toEqual(["RouteConfiguration r"]);
  stream.ask(ClusterLoadAssignment, ["none"]);
  expect(stream.drain()).toEqual(["ClusterLoadAssignment"]);
  stream.ask(Listener, ["none"]);
  expect(stream.drain()).toEqual(["Listener"]);
});

test("a change lists all clusters, and of other types what changed", () => {
  const stream = new Stream(mesh());
  stream.ask(Cluster);
  stream.ask(ClusterLoadAssignment, ["a", "b"]);
  expect(stream.drain()).toEqual(["Cluster a b", "ClusterLoadAssignment a b"]);
  stream.session.setSnapshot(mesh(4));
  expect(stream.drain()).toEqual(["Cluster a b", "ClusterLoadAssignment a"]);
});

test("a cluster that is gone stays listed until its routes were sent", () => {
  const stream = new Stream(mesh());
  stream.ask(Cluster);
  stream.ask(RouteConfiguration, ["r"]);
  stream.drain();
  stream.session.setSnapshot(
    snapshotOf([
      resource(Cluster, "b"),
      resource(Cluster, "c"),
      resource(RouteConfiguration, "r", 9),
    ]),
  );
  expect(stream.drain()).toEqual(["Cluster b c a", "RouteConfiguration r", "Cluster b c"]);
});

test("listeners that are gone are left out at once", () => {
  const stream = new Stream(mesh());
  stream.ask(Listener);
  stream.drain();
  stream.session.setSnapshot(snapshotOf([]));
  expect(stream.drain()).toEqual(["Listener"]);
});

test("a name more is answered at once, at the same version, with the new name only", () => {
  const stream = new Stream(mesh());
  stream.ask(ClusterLoadAssignment, ["a"]);
  stream.drain();
  stream.ask(ClusterLoadAssignment, ["a", "b"]);
  expect(stream.drain()).toEqual(["ClusterLoadAssignment b"]);
  stream.ask(ClusterLoadAssignment, ["b"]);
  expect(stream.drain()).toEqual([]);
});

test("a request that answers an older response is passed over, names and all", () => {
  const stream = new Stream(mesh());
  stream.ask(ClusterLoadAssignment, ["a"]);
  stream.drain();
  const old = stream.nonces.get(ClusterLoadAssignment);
  stream.session.setSnapshot(mesh(4));
  stream.drain();
  expect(stream.ask(ClusterLoadAssignment, ["a", "b"], { responseNonce: old })).toEqual({
    kind: "stale",
  });
  expect(stream.drain()).toEqual([]);
  expect(stream.ask(ClusterLoadAssignment, ["a", "b"])).toMatchObject({ kind: "ack" });
  expect(stream.drain()).toEqual(["ClusterLoadAssignment b"]);
});

test("a request without a nonce is a first one, whenever it comes", () => {
  const stream = new Stream(mesh());
  stream.ask(ClusterLoadAssignment, ["a"]);
  stream.drain();
  expect(stream.ask(ClusterLoadAssignment, ["a"], { responseNonce: "" })).toEqual({
    kind: "subscription",
  });
  expect(stream.drain()).toEqual(["ClusterLoadAssignment a"]);
});

test("the first request of a stream counts though it brings a nonce of the stream before", () => {
  const stream = new Stream(mesh());
  stream.ask(ClusterLoadAssignment, ["a"], { responseNonce: "old.7", versionInfo: "old" });
  expect(stream.drain()).toEqual(["ClusterLoadAssignment a"]);
});

test("a refused version is told once and not sent again until something changes", () => {
  const snapshot = mesh();
  const stream = new Stream(snapshot);
  stream.ask(Cluster);
  stream.drain();
  const errorDetail = { code: 3, message: "a: no" };
  expect(stream.ask(Cluster, [], { errorDetail })).toEqual({
    kind: "nack",
    version: snapshot.version,
    message: "a: no",
  });
  expect(stream.drain()).toEqual([]);
  expect(stream.ask(Cluster, [], { errorDetail })).toEqual({ kind: "stale" });
  expect(stream.drain()).toEqual([]);
  stream.session.setSnapshot(mesh(2));
  expect(stream.drain()).toEqual(["Cluster a b"]);
});

test("an error without a message still has one", () => {
  const stream = new Stream(mesh());
  stream.ask(Cluster);
  stream.drain();
  expect(stream.ask(Cluster, [], { errorDetail: { code: 13 } })).toMatchObject({
    message: "error 13 without a message",
  });
});

test("leases are renewed without content, and heartbeats list nothing else", () => {
  const stream = new Stream(snapshotOf([resource(Cluster, "a", 0, 600), resource(Cluster, "b")]));
  stream.ask(Cluster);
  expect(stream.drain(0)).toEqual(["Cluster a b"]);
  expect(stream.session.wakeAt).toBe(300);
  expect(stream.drain(300)).toEqual(["Cluster ~a"]);
});
