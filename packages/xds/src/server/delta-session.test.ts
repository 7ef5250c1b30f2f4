import { expect, test } from "vitest";
import { resource, snapshotOf } from "../../test/mesh.js";
import type { Messages } from "../generated/messages.js";
import type { Snapshot } from "../snapshot.js";
import { TypeUrl } from "../type-urls.js";
import { DeltaTypeStream } from "./delta-type-stream.js";
import { Session } from "./session.js";
import type { SessionResponse } from "./session-messages.js";

const { Cluster, ClusterLoadAssignment, Listener, RouteConfiguration } = TypeUrl;
type Request = Messages["envoy.service.discovery.v3.DeltaDiscoveryRequest"];

const LIMITS = { maxNames: 10, maxResponseBytes: 1_000_000 };

function open(snapshot?: Snapshot, limits = LIMITS): Session<Request> {
  const session = new Session<Request>(limits, "s.", (typeUrl) => new DeltaTypeStream(typeUrl));
  if (snapshot !== undefined) session.setSnapshot(snapshot);
  return session;
}

/** Everything there is to send, as "CDS +added -removed". */
function drain(session: Session<Request>, now = 0): string[] {
  const sent: string[] = [];
  for (let one = session.next(now); one !== undefined; one = session.next(now))
    sent.push(text(one));
  return sent;
}

function text({ typeUrl, resources, removed, heartbeats }: SessionResponse): string {
  const short = Object.entries(TypeUrl).find(([, url]) => url === typeUrl)?.[0];
  const parts = [
    ...resources.map(({ name }) => `+${name}`),
    ...heartbeats.map(({ name }) => `~${name}`),
    ...removed.map((name) => `-${name}`),
  ];
  return [short, ...parts].join(" ");
}

const mesh = (content = 0): Snapshot =>
  snapshotOf([
    resource(Cluster, "a", content),
    resource(Cluster, "b"),
    resource(ClusterLoadAssignment, "a", content + 1),
    resource(Listener, "l"),
    resource(RouteConfiguration, "r", content),
  ]);

test("a first request without names is for all clusters or listeners, of other types for none", () => {
  const session = open(mesh());
  for (const typeUrl of [Cluster, ClusterLoadAssignment, Listener, RouteConfiguration]) {
    session.request(typeUrl, {});
  }
  expect(drain(session)).toEqual(["Cluster +a +b", "Listener +l"]);
});

test("a star is for all resources of any type", () => {
  const session = open(mesh());
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["*"] });
  expect(drain(session)).toEqual(["RouteConfiguration +r"]);
});

test("a subscription to everything is answered when there is nothing, one to a name says so", () => {
  const session = open(snapshotOf([]));
  session.request(Cluster, {});
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["r"] });
  expect(drain(session)).toEqual(["Cluster", "RouteConfiguration -r"]);
});

test("requests before the first snapshot are answered when it comes", () => {
  const session = open();
  session.request(Listener, {});
  expect(drain(session)).toEqual([]);
  session.setSnapshot(mesh());
  expect(drain(session)).toEqual(["Listener +l"]);
});

test("only what changed is sent, clusters first, removals of what others refer to last", () => {
  const session = open(mesh());
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["r"] });
  session.request(Listener, {});
  session.request(ClusterLoadAssignment, { resourceNamesSubscribe: ["a", "b"] });
  session.request(Cluster, {});
  expect(drain(session)).toEqual([
    "Cluster +a +b",
    "ClusterLoadAssignment +a",
    "Listener +l",
    "RouteConfiguration +r",
    "ClusterLoadAssignment -b",
  ]);
  session.setSnapshot(
    snapshotOf([
      resource(Cluster, "b"),
      resource(Cluster, "c"),
      resource(ClusterLoadAssignment, "b"),
      resource(RouteConfiguration, "r", 7),
    ]),
  );
  expect(drain(session)).toEqual([
    "Cluster +c",
    "ClusterLoadAssignment +b",
    "Listener -l",
    "RouteConfiguration +r",
    "Cluster -a",
    "ClusterLoadAssignment -a",
  ]);
});

test("snapshots that differ in nothing that is subscribed to send nothing", () => {
  const session = open(mesh());
  session.request(Listener, {});
  drain(session);
  session.setSnapshot(mesh(5));
  expect(drain(session)).toEqual([]);
});

test("snapshots that come faster than they can be sent are sent as one", () => {
  const session = open(mesh());
  session.request(Cluster, {});
  drain(session);
  session.setSnapshot(snapshotOf([resource(Cluster, "a", 1), resource(Cluster, "c")]));
  session.setSnapshot(snapshotOf([resource(Cluster, "a", 2)]));
  session.setSnapshot(snapshotOf([resource(Cluster, "a", 3), resource(Cluster, "b")]));
  expect(drain(session)).toEqual(["Cluster +a"]);
});

test("asking again for a name is answered again, at the same version", () => {
  const session = open(mesh());
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["r"] });
  drain(session);
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["r"] });
  expect(drain(session)).toEqual(["RouteConfiguration +r"]);
});

test("a name that was given up is not sent any more", () => {
  const session = open(mesh());
  session.request(RouteConfiguration, { resourceNamesSubscribe: ["r"] });
  drain(session);
  session.request(RouteConfiguration, { resourceNamesUnsubscribe: ["r", "unknown"] });
  session.setSnapshot(mesh(1));
  expect(drain(session)).toEqual([]);
});

test("a name given up under a star is answered with what the star gives", () => {
  const session = open(mesh());
  session.request(Cluster, { resourceNamesSubscribe: ["*", "a", "none"] });
  expect(drain(session)).toEqual(["Cluster +a +b", "Cluster -none"]);
  session.request(Cluster, { resourceNamesUnsubscribe: ["a", "none"] });
  expect(drain(session)).toEqual(["Cluster +a", "Cluster -none"]);
});

test("giving up the star leaves the names", () => {
  const session = open(mesh());
  session.request(Cluster, { resourceNamesSubscribe: ["*", "b"] });
  drain(session);
  session.request(Cluster, { resourceNamesUnsubscribe: ["*"] });
  session.setSnapshot(snapshotOf([resource(Cluster, "a", 9), resource(Cluster, "b", 9)]));
  expect(drain(session)).toEqual(["Cluster +b"]);
});

test("a client that comes back is sent what differs from what it has", () => {
  const before = mesh();
  const version = (name: string): string => before.resources(Cluster).get(name)?.version ?? "";
  const session = open(mesh(1));
  session.request(Cluster, {
    initialResourceVersions: { a: version("a"), b: version("b"), gone: "1" },
  });
  session.request(ClusterLoadAssignment, {
    resourceNamesSubscribe: ["a", "gone"],
    initialResourceVersions: { a: resource(ClusterLoadAssignment, "a", 2).version, gone: "1" },
  });
  expect(drain(session)).toEqual([
    "Cluster +a",
    "ClusterLoadAssignment",
    "Cluster -gone",
    "ClusterLoadAssignment -gone",
  ]);
});

test("a client that comes back with everything is answered all the same, so that it knows", () => {
  const snapshot = mesh();
  const session = open(snapshot);
  session.request(ClusterLoadAssignment, {
    resourceNamesSubscribe: ["a"],
    initialResourceVersions: {
      a: snapshot.resources(ClusterLoadAssignment).get("a")?.version ?? "",
    },
  });
  expect(drain(session)).toEqual(["ClusterLoadAssignment"]);
});

test("a resource on demand comes, changes, goes and becomes an ordinary one", () => {
  const onDemand = (content: number) => (typeUrl: string, name: string) =>
    name === "x" ? resource(typeUrl, name, content) : undefined;
  const session = open(snapshotOf([], { onDemand: onDemand(0) }));
  session.request(Listener, { resourceNamesSubscribe: ["x", "y"] });
  expect(drain(session)).toEqual(["Listener +x -y"]);
  session.setSnapshot(snapshotOf([], { onDemand: onDemand(0) }));
  expect(drain(session)).toEqual([]);
  session.setSnapshot(snapshotOf([], { onDemand: onDemand(1) }));
  expect(drain(session)).toEqual(["Listener +x"]);
  session.setSnapshot(snapshotOf([resource(Listener, "x", 2)]));
  expect(drain(session)).toEqual(["Listener +x"]);
  session.setSnapshot(snapshotOf([], { onDemand: onDemand(2) }));
  expect(drain(session)).toEqual(["Listener +x"]);
  session.setSnapshot(snapshotOf([]));
  expect(drain(session)).toEqual(["Listener -x"]);
});

test("answers are matched by nonce, each once; a refused version is not sent again", () => {
  const snapshot = mesh();
  const session = open(snapshot);
  session.request(Listener, {});
  const first = session.next(0);
  const nonce = first?.nonce ?? "";
  const errorDetail = { code: 3, message: "l: no port" };
  expect(session.request(Listener, { responseNonce: nonce, errorDetail })).toEqual({
    kind: "nack",
    version: snapshot.version,
    message: "l: no port",
  });
  expect(drain(session)).toEqual([]);
  expect(session.request(Listener, { responseNonce: nonce })).toEqual({ kind: "stale" });
  expect(session.request(Listener, { responseNonce: "of another stream" })).toEqual({
    kind: "stale",
  });
  session.setSnapshot(snapshotOf([resource(Listener, "l", 1)]));
  const second = session.next(0);
  expect(second?.nonce).not.toBe(nonce);
  expect(session.request(Listener, { responseNonce: second?.nonce })).toMatchObject({
    kind: "ack",
    version: second?.version,
  });
});

test("subscriptions in a request with an unknown nonce count", () => {
  const session = open(mesh());
  session.request(RouteConfiguration, { responseNonce: "0.9", resourceNamesSubscribe: ["r"] });
  expect(drain(session)).toEqual(["RouteConfiguration +r"]);
});

test("a large answer is split, and nothing of a later type comes before its end", () => {
  const clusters = ["a", "b", "c", "d", "e"].map((name) => resource(Cluster, name));
  const session = open(snapshotOf([...clusters, resource(Listener, "l")]), {
    maxNames: 10,
    maxResponseBytes: (clusters[0]?.bytes.length ?? 0) * 2,
  });
  session.request(Listener, {});
  session.request(Cluster, {});
  expect(drain(session)).toEqual(["Cluster +a +b", "Cluster +c +d", "Cluster +e", "Listener +l"]);
});

test("leases are renewed at half their time, without content", () => {
  const session = open(
    snapshotOf([
      resource(Cluster, "a", 0, 1000),
      resource(Cluster, "b", 0, 400),
      resource(Cluster, "c"),
    ]),
  );
  expect(session.wakeAt).toBeUndefined();
  session.request(Cluster, {});
  expect(drain(session, 100)).toEqual(["Cluster +a +b +c"]);
  expect(session.wakeAt).toBe(300);
  expect(drain(session, 299)).toEqual([]);
  expect(drain(session, 300)).toEqual(["Cluster ~a ~b"]);
  expect(session.wakeAt).toBe(500);
  session.setSnapshot(snapshotOf([resource(Cluster, "c")]));
  expect(drain(session, 350)).toEqual(["Cluster -a -b"]);
  expect(session.wakeAt).toBeUndefined();
});

test("too many names or types are refused", () => {
  const session = open(mesh());
  const names = Array.from({ length: 6 }, (_, i) => `n${i}`);
  session.request(Cluster, { resourceNamesSubscribe: names });
  expect(() => session.request(Listener, { resourceNamesSubscribe: names })).toThrow(
    "more than 10 names on one stream",
  );
  const other = open(mesh());
  for (let i = 0; i < 32; i++) other.request(`type ${i}`, {});
  expect(() => other.request("one more", {})).toThrow("more than 32 types");
});
