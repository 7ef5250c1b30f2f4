import { beforeEach, describe, expect, test } from "vitest";
import type {
  ClusterConfig,
  EndpointConfig,
  ListenerConfig,
  RouteConfig,
} from "../config/config.js";
import type { ResourceSet } from "./resource-set.js";
import { type Effective, Warming } from "./warming.js";

const PATIENCE_MS = 15_000;

/** Resources as a control plane would have sent them; only what warming looks at. */
class FakeSet {
  readonly clusters = new Map();
  readonly endpoints = new Map();
  readonly listeners = new Map();
  readonly routes = new Map();
  clusterRevision = 0;

  cluster(name: string, type: "eds" | "static" | "dns" = "eds"): this {
    const config = { name, type: type === "dns" ? "dns" : "static" } as ClusterConfig;
    const edsName = type === "eds" ? name : undefined;
    this.clusterRevision++;
    this.clusters.set(name, { value: { config, edsName, notes: [] } });
    return this;
  }

  members(name: string, ...ports: number[]): this {
    const value = ports.map((port) => ({ address: "127.0.0.1", port }) as EndpointConfig);
    this.clusterRevision++;
    this.endpoints.set(name, { value });
    return this;
  }

  listener(name: string, rds: string): this {
    const config = { name } as ListenerConfig;
    this.listeners.set(name, { value: { config, routes: { rds } } });
    return this;
  }

  gone(name: string): this {
    this.clusterRevision++;
    this.clusters.delete(name);
    this.endpoints.delete(name);
    return this;
  }

  routesTo(name: string, ...clusterNames: string[]): this {
    const routes = [{ name: clusterNames.join() }] as unknown as readonly RouteConfig[];
    this.routes.set(name, { value: { routes, clusterNames } });
    return this;
  }
}

let set: FakeSet;
let warming: Warming;
const at = (now: number): Effective => warming.compute(set as unknown as ResourceSet, now);
/** Which routes each listener serves. */
const served = ({ listeners }: Effective): Record<string, string> =>
  Object.fromEntries(
    listeners.map(({ name, routes }) => [name, routes.map((route) => route.name).join() || "none"]),
  );
const clustersIn = ({ clusters }: Effective): string[] => clusters.map(({ name }) => name);

beforeEach(() => {
  set = new FakeSet();
  warming = new Warming(PATIENCE_MS);
});

describe("a new listener", () => {
  test("waits for its routes, and for the endpoints of their clusters", () => {
    set.cluster("a").listener("l", "r");
    expect(at(0)).toMatchObject({ listeners: [], clusters: [], waiting: 1, deadline: PATIENCE_MS });
    set.routesTo("r", "a");
    expect(at(1)).toMatchObject({ listeners: [], waiting: 1 });
    set.members("a", 1);
    const effective = at(2);
    expect(served(effective)).toEqual({ l: "a" });
    expect(clustersIn(effective)).toEqual(["a"]);
    expect(effective).toMatchObject({ waiting: 0, deadline: Number.POSITIVE_INFINITY });
  });

  test("is served without what does not come in time", () => {
    set.cluster("a").listener("l", "r");
    at(0);
    expect(served(at(PATIENCE_MS - 1))).toEqual({});
    expect(served(at(PATIENCE_MS))).toEqual({ l: "none" });
  });

  test("waits a short while only for a cluster that nobody has told of", () => {
    set.listener("l", "r").routesTo("r", "unheard-of");
    expect(at(0)).toMatchObject({ listeners: [], deadline: 2000 });
    expect(served(at(2000))).toEqual({ l: "unheard-of" });
  });
});

describe("new routes of a listener in use", () => {
  beforeEach(() => {
    set.cluster("a").members("a", 1).listener("l", "r").routesTo("r", "a");
    at(0);
  });

  test("wait for a cluster that is told of later, while the old ones serve", () => {
    set.routesTo("r", "b");
    expect(served(at(1))).toEqual({ l: "a" });
    set.cluster("b");
    expect(served(at(2))).toEqual({ l: "a" });
    set.members("b", 2);
    expect(served(at(3))).toEqual({ l: "b" });
  });

  test("that are gone leave the old ones in use", () => {
    set.routes.delete("r");
    expect(served(at(1))).toEqual({ l: "a" });
  });

  test("keep a cluster that is gone for as long as the old ones are in use", () => {
    set.routesTo("r", "b").cluster("b");
    set.gone("a");
    expect(clustersIn(at(1))).toEqual(["a"]);
    set.members("b", 2);
    expect(clustersIn(at(2))).toEqual(["b"]);
  });
});

test("a cluster that routes in use lead to stays when it is removed, until they lead elsewhere", () => {
  set.cluster("a").members("a", 1).cluster("b").members("b", 1);
  set.listener("l", "r").routesTo("r", "a");
  at(0);
  set.gone("a");
  expect(clustersIn(at(1))).toEqual(["b", "a"]);
  set.routesTo("r", "b");
  expect(clustersIn(at(2))).toEqual(["b"]);
});

test("a cluster of names waits for the first look-up", () => {
  set.cluster("d", "dns").listener("l", "r").routesTo("r", "d");
  expect(warming.unresolved(set as unknown as ResourceSet).map(({ name }) => name)).toEqual(["d"]);
  expect(served(at(0))).toEqual({});
  warming.onResolved("d");
  expect(served(at(1))).toEqual({ l: "d" });
  expect(warming.unresolved(set as unknown as ResourceSet)).toEqual([]);
});

test("what has not changed stays the same object", () => {
  set.cluster("a").members("a", 1).cluster("b").members("b", 1);
  set.listener("l", "r").routesTo("r", "a").listener("m", "s").routesTo("s", "b");
  const before = at(0);
  set.members("b", 2);
  const after = at(1);
  expect(after.listeners[0]).toBe(before.listeners[0]);
  expect(after.listeners[1]).toBe(before.listeners[1]);
  expect(after.clusters[0]).toBe(before.clusters[0]);
  expect(after.clusters[1]).not.toBe(before.clusters[1]);
  expect(after.clusters[1]?.endpoints).toMatchObject([{ port: 2 }]);
});

test("an emptied cluster is in use without endpoints", () => {
  set.cluster("a").members("a", 1).listener("l", "r").routesTo("r", "a");
  at(0);
  set.members("a");
  expect(at(1).clusters).toMatchObject([{ name: "a", endpoints: [] }]);
});

test("a cluster that is gone serves routes that lead to it for half a minute and no longer", () => {
  set.cluster("a").members("a", 1).listener("l", "r").routesTo("r", "a");
  at(0);
  set.gone("a");
  expect(at(1)).toMatchObject({ clusters: [{ name: "a" }], deadline: 30_001 });
  expect(clustersIn(at(30_000))).toEqual(["a"]);
  expect(clustersIn(at(30_001))).toEqual([]);
});

test("a cluster that nobody tells of is waited for once, not with each change of the routes", () => {
  set.cluster("a").members("a", 1).listener("l", "r").routesTo("r", "a", "unheard-of");
  at(0);
  expect(served(at(2000))).toEqual({ l: "a,unheard-of" });
  set.cluster("b").members("b", 1).routesTo("r", "b", "unheard-of");
  expect(served(at(2001))).toEqual({ l: "b,unheard-of" });
  set.cluster("unheard-of").routesTo("r", "a", "unheard-of");
  expect(served(at(2002))).toEqual({ l: "b,unheard-of" }); // told of now, so its endpoints are waited for
  set.members("unheard-of", 1);
  expect(served(at(2003))).toEqual({ l: "a,unheard-of" });
});
