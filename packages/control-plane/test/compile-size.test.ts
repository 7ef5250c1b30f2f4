import type { Resource, ServiceEntrySpec } from "@meltemi/api";
import { type ResourceMap, TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { createCompiler } from "../src/compile/compiler.js";
import { hostOf, largeMesh, router } from "./compile-large-mesh.js";
import { keyOf, node } from "./compile-mesh.js";

const COUNT = 500;
const NODE = node({ namespace: "large", addresses: ["10.0.7.1"] });

/** A compiler that has a large mesh, and what it makes of it. */
function compiledLargeMesh() {
  const compiler = createCompiler();
  const resources = largeMesh(COUNT, 10);
  const { addresses } = compiler.compile({ resources, addresses: new Map() });
  const compile = (changed: Resource) =>
    compiler.compile({ resources: new Map(resources).set(keyOf(changed), changed), addresses });
  return { mesh: compiler.compile({ resources, addresses }), compile, resources };
}

function changed(before: ResourceMap, after: ResourceMap): readonly string[] {
  return [...after].flatMap(([name, resource]) => (before.get(name) === resource ? [] : [name]));
}

test("a change of one route makes one new resource, and everything else stays the same object", () => {
  const { mesh, compile } = compiledLargeMesh();
  const before = mesh.snapshot(NODE);
  expect(before.resources(TypeUrl.Cluster).size).toBe(COUNT * 3 + 1);
  expect(before.resources(TypeUrl.Listener).size).toBe(COUNT + 1);
  const next = compile(router(77, "v1"));
  const after = next.snapshot(NODE);
  for (const typeUrl of [TypeUrl.Cluster, TypeUrl.ClusterLoadAssignment, TypeUrl.Listener]) {
    expect(after.resources(typeUrl)).toBe(before.resources(typeUrl));
  }
  const routes = [before, after].map((one) => one.resources(TypeUrl.RouteConfiguration));
  expect(changed(routes[0] ?? new Map(), routes[1] ?? new Map())).toEqual([`${hostOf(77)}_9090`]);
  expect(after.version).not.toBe(before.version);
  expect(next.services).toBe(mesh.services);
  expect(next.addresses).toBe(mesh.addresses);
});

test("endpoints that come and go change the assignments of their service only", () => {
  const { mesh, compile, resources } = compiledLargeMesh();
  const before = mesh.snapshot(NODE);
  const entry = resources.get("ServiceEntry/large/service-9") as Resource<ServiceEntrySpec>;
  const spec = { ...entry.spec, endpoints: entry.spec.endpoints.slice(0, 9) };
  const after = compile({ ...entry, spec }).snapshot(NODE);
  for (const typeUrl of [TypeUrl.Cluster, TypeUrl.Listener, TypeUrl.RouteConfiguration]) {
    expect(after.resources(typeUrl)).toBe(before.resources(typeUrl));
  }
  const assignments = [before, after].map((one) => one.resources(TypeUrl.ClusterLoadAssignment));
  // The tenth endpoint is of version v2.
  expect(changed(assignments[0] ?? new Map(), assignments[1] ?? new Map())).toEqual([
    `outbound|9090|v2|${hostOf(9)}`,
    `outbound|9090||${hostOf(9)}`,
  ]);
});

test("proxies that see the same share the same maps", () => {
  const { mesh } = compiledLargeMesh();
  const [one, two] = ["10.0.1.1", "10.0.2.1"].map((address) =>
    mesh.snapshot(node({ namespace: "other", addresses: [address] })),
  );
  for (const typeUrl of [TypeUrl.ClusterLoadAssignment, TypeUrl.RouteConfiguration]) {
    expect(one?.resources(typeUrl)).toBe(two?.resources(typeUrl));
  }
  expect(one?.resources(TypeUrl.Listener)).not.toBe(two?.resources(TypeUrl.Listener));
  expect(mesh.snapshot(node({ namespace: "other", addresses: ["10.0.1.1"] }))).toBe(one);
});

test("each route says which resources made it", () => {
  const { mesh } = compiledLargeMesh();
  const keys = ["DestinationRule", "MetaRouter", "ServiceEntry"].map(
    (kind) => `${kind}/large/service-3`,
  );
  expect(mesh.routes({ host: hostOf(3), port: 9090, namespace: "large" })).toMatchObject([
    { name: `${hostOf(3)}_9090`, host: hostOf(3), port: 9090, protocol: "thrift", sources: keys },
  ]);
  expect(mesh.routes()).toHaveLength(COUNT);
  expect(mesh.routes({ port: 1 })).toEqual([]);
  expect(mesh.sources(TypeUrl.RouteConfiguration, `${hostOf(3)}_9090`)).toEqual(keys);
  expect(mesh.sources(TypeUrl.Cluster, `outbound|9090|v1|${hostOf(3)}`)).toEqual([
    keys[0],
    keys[2],
  ]);
  const address = mesh.addresses.get(hostOf(3)) ?? "";
  expect(mesh.sources(TypeUrl.Listener, `${address}_9090`)).toEqual([keys[2]]);
  expect(mesh.sources(TypeUrl.Listener, "10.0.3.1_9090")).toEqual([keys[2]]);
  expect(mesh.sources(TypeUrl.Cluster, "nothing")).toEqual([]);
});
