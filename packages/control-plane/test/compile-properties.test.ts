import type { Resource } from "@meltemi/api";
import { type ResourceMap, TypeUrl } from "@meltemi/xds";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createCompiler } from "../src/compile/compiler.js";
import type { Mesh } from "../src/compile/mesh.js";
import { documents, keyOf, node, resourcesOf, viewOf, yaml } from "./compile-mesh.js";

// Few names, so that resources meet: the same hosts, ports, gateways, subsets and addresses come again and again.
const name = fc.constantFrom("a", "b", "c");
const namespace = fc.constantFrom("one", "two");
const host = fc.constantFrom("a.one.svc.cluster.local", "b.one", "c", "nowhere.test", "*.wild");
const address = fc.constantFrom("10.0.0.1", "10.0.0.2", "240.240.1.1", "db.test");
const portNumber = fc.constantFrom(80, 9090, 9091);
const portName = fc.constantFrom(
  "tcp-metaprotocol-thrift",
  "tcp-metaprotocol-acme-main",
  "tcp-metaprotocol",
  "http",
);
const labels = fc.constantFrom({ version: "v1" }, { version: "v2" }, { app: "x" }, {});
const exportTo = fc.constantFrom([], ["."], ["*"], ["two"], ["one", "two"], ["~"]);
const created = fc.constantFrom(undefined, "2024-01-01T00:00:00Z", "2024-06-01T00:00:00+02:00");
const match = fc.constantFrom(
  undefined,
  { attributes: { method: { exact: "x" }, other: {} } },
  { attributes: { z: { regex: "a|b" }, a: { prefix: "p", invert: true } } },
);

const workload = fc.record({
  address,
  ports: fc.constant({}),
  labels,
  weight: fc.constantFrom(undefined, 3),
});
const loadBalancer = fc.constantFrom(
  undefined,
  { simple: "RANDOM" },
  { consistentHash: { attribute: "user" } },
  { consistentHash: { useSourceIp: true, maglev: {} } },
);
const trafficPolicy = fc.option(
  fc.record({
    loadBalancer,
    connectionPool: fc.constantFrom(undefined, { tcp: { connectTimeout: "2s" } }),
    portLevelSettings: fc.constantFrom(
      [],
      [{ port: { number: 9090 }, loadBalancer: { simple: "LEAST_REQUEST" } }],
    ),
  }),
  { nil: undefined },
);
const destination = fc.record({
  host,
  subset: fc.constantFrom(undefined, "v1", "v9"),
  port: fc.constantFrom(undefined, { number: 9090 }),
});
const tokenBucket = { maxTokens: 2, tokensPerFill: 1, fillInterval: "1s" };
const route = fc.record({
  name: fc.constantFrom("", "same", "route-1"),
  match,
  route: fc.array(fc.record({ destination, weight: fc.constantFrom(undefined, 50) }), {
    maxLength: 2,
  }),
  mirror: fc.option(destination, { nil: undefined }),
  requestMutation: fc.constant([]),
  responseMutation: fc.constantFrom([], [{ key: "k", value: "v" }]),
  timeout: fc.constantFrom(undefined, "0s", "2s", "nonsense"),
  hashPolicy: fc.constantFrom([], [{ sourceIp: true }, { attribute: "user" }]),
  oneway: fc.boolean(),
});

const SPECS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ServiceEntry: fc.record({
    hosts: fc.array(host, { maxLength: 2 }),
    addresses: fc.constantFrom([], ["240.240.1.1"], ["10.9.9.9", "10.0.0.0/8"]),
    ports: fc.array(
      fc.record({
        number: portNumber,
        name: portName,
        targetPort: fc.constantFrom(undefined, 19_090),
      }),
      { maxLength: 2 },
    ),
    location: fc.constant("MESH_INTERNAL"),
    resolution: fc.constantFrom("STATIC", "DNS", "NONE"),
    endpoints: fc.array(workload, { maxLength: 3 }),
    workloadSelector: fc.constantFrom(undefined, { labels: { app: "x" } }),
    exportTo,
  }),
  WorkloadEntry: workload,
  DestinationRule: fc.record({
    host,
    trafficPolicy,
    subsets: fc.array(fc.record({ name: fc.constantFrom("v1", "v2"), labels, trafficPolicy }), {
      maxLength: 2,
    }),
    exportTo: fc.constant([]),
  }),
  MetaRouter: fc.record({
    hosts: fc.array(host, { minLength: 1, maxLength: 2 }),
    gateways: fc.constantFrom([], ["one/a"], ["a", "b"]),
    exportTo,
    routes: fc.array(route, { maxLength: 3 }),
    localRateLimit: fc.constantFrom(undefined, { tokenBucket, conditions: [] }),
  }),
  ApplicationProtocol: fc.record({
    protocol: fc.constantFrom("acme", "thrift"),
    codec: fc.constantFrom("codec.one", "codec.two"),
  }),
  Gateway: fc.record({
    selector: labels,
    servers: fc.array(
      fc.record({
        port: fc.record({ number: portNumber, name: portName }),
        hosts: fc.constant(["*"]),
        tls: fc.constantFrom(undefined, { mode: "SIMPLE", subjectAltNames: [] }),
      }),
      { maxLength: 2 },
    ),
  }),
  Service: fc.record({
    ports: fc.array(
      fc.record({
        name: portName,
        port: portNumber,
        targetPort: fc.constantFrom(undefined, "main", 19_090),
        protocol: fc.constant("TCP"),
      }),
      { maxLength: 2 },
    ),
    selector: labels,
    clusterIP: fc.constantFrom(undefined, "None", "10.96.0.1"),
    clusterIPs: fc.constantFrom([], ["10.96.0.1"]),
    type: fc.constant("ClusterIP"),
  }),
  EndpointSlice: fc.record({
    addressType: fc.constantFrom("IPv4", "FQDN"),
    endpoints: fc.array(fc.record({ addresses: fc.tuple(address) }), { maxLength: 2 }),
    ports: fc.constantFrom(
      [],
      [{ name: "tcp-metaprotocol-thrift", port: 19_090, protocol: "TCP" }],
    ),
  }),
};

const resource: fc.Arbitrary<Resource> = fc
  .constantFrom(
    ...Object.keys(SPECS),
    // Most of what goes on is between these.
    ...Array.from({ length: 3 }, () => ["ServiceEntry", "DestinationRule", "MetaRouter"]).flat(),
  )
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      spec: SPECS[kind] ?? fc.constant({}),
      name,
      namespace,
      created,
    }),
  )
  .map(
    ({ kind, spec, name, namespace, created }) =>
      ({
        apiVersion: "test/v1",
        kind,
        metadata: {
          name,
          namespace: kind === "ApplicationProtocol" ? "" : namespace,
          labels: { "kubernetes.io/service-name": name },
          annotations: {},
          creationTimestamp: created,
        },
        spec,
      }) as Resource,
  );

const NODES = [
  node({ namespace: "one", addresses: ["10.0.0.1"] }),
  node({ namespace: "two", labels: { app: "x", version: "v1" }, outbound: "127.0.0.1" }),
  node({
    namespace: "other",
    addresses: ["10.0.0.2", "10.0.0.1"],
    inbound: { "9090": "127.0.0.1:1" },
  }),
];

const TYPES = [
  TypeUrl.Cluster,
  TypeUrl.ClusterLoadAssignment,
  TypeUrl.Listener,
  TypeUrl.RouteConfiguration,
];

/** Everything that can be seen of a mesh, as text. */
function describe(mesh: Mesh): string {
  const map = (resources: ResourceMap) =>
    [...resources].map(([name, { bytes }]) => [name, Buffer.from(bytes).toString("base64")]);
  return JSON.stringify({
    addresses: [...mesh.addresses],
    diagnostics: mesh.diagnostics,
    hosts: mesh.services.map(({ host, age, sources }) => [host, age, sources]),
    nodes: NODES.map((one) => {
      const snapshot = mesh.snapshot(one);
      return {
        version: snapshot.version,
        diagnostics: snapshot.diagnostics,
        types: TYPES.map((typeUrl) => map(snapshot.resources(typeUrl))),
        grpc: ["c:9090", "b.one:80"].map(
          (target) => snapshot.onDemand?.(TypeUrl.Listener, target)?.version,
        ),
        http: [...snapshot.resources(TypeUrl.RouteConfiguration).keys(), "c_80"].map(
          (name) => snapshot.onDemand?.(TypeUrl.HttpRouteConfiguration, name)?.version,
        ),
      };
    }),
  });
}

// What fails to compile keeps what it had, which a compiler that starts afresh cannot know.
const compiles = (resource: Resource) => !JSON.stringify(resource).includes("nonsense");

test("compiling change by change gives the same bytes as compiling afresh", () => {
  const edit = fc.oneof(
    { weight: 4, arbitrary: resource.filter(compiles).map((put) => ({ put, remove: undefined })) },
    { weight: 1, arbitrary: fc.nat(30).map((remove) => ({ put: undefined, remove })) },
  );
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 40 }), (edits) => {
      const compiler = createCompiler();
      const resources = new Map<string, Resource>();
      let addresses: ReadonlyMap<string, string> = new Map();
      for (const { put, remove } of edits) {
        if (put !== undefined) resources.set(keyOf(put), put);
        else {
          const keys = [...resources.keys()];
          resources.delete(keys[remove % Math.max(keys.length, 1)] ?? "");
        }
        const view = { resources: new Map(resources), addresses };
        const mesh = compiler.compile(view);
        expect(describe(mesh)).toBe(describe(createCompiler().compile(view)));
        addresses = mesh.addresses;
      }
    }),
    { numRuns: 100 },
  );
});

test("the order in which resources are stored makes no difference", () => {
  fc.assert(
    fc.property(
      fc.array(resource.filter(compiles), { maxLength: 20 }),
      fc.infiniteStream(fc.nat()),
      (list, dice) => {
        const once = [...viewOf(list).resources.values()];
        const shuffled = once
          .map((resource) => ({ resource, at: dice.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ resource }) => resource);
        const mesh = createCompiler().compile(viewOf(once));
        expect(describe(createCompiler().compile(viewOf(shuffled)))).toBe(describe(mesh));
      },
    ),
    { numRuns: 100 },
  );
});

test("nothing that a resource says makes the compiler throw", () => {
  const compiler = createCompiler();
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 20 }), (list) => {
      expect(() => describe(compiler.compile(viewOf(list)))).not.toThrow();
    }),
    { numRuns: 100 },
  );
});

test("the same resources make the same objects, although the view is another", () => {
  fc.assert(
    fc.property(fc.array(resource.filter(compiles), { maxLength: 20 }), (list) => {
      const compiler = createCompiler();
      const first = compiler.compile(viewOf(list));
      const second = compiler.compile(viewOf(list, first.addresses));
      expect([...second.addresses]).toEqual([...first.addresses]);
      for (const one of NODES) {
        const before = first.snapshot(one);
        const after = second.snapshot(one);
        for (const typeUrl of TYPES) {
          expect(after.resources(typeUrl)).toBe(before.resources(typeUrl));
        }
        expect(after.version).toBe(before.version);
      }
    }),
    { numRuns: 60 },
  );
});

test("a service that fails to compile keeps what it had, and all others go on", () => {
  const compiler = createCompiler();
  const entry = (name: string, port: number) =>
    yaml(
      "ServiceEntry",
      `one/${name}`,
      `{hosts: [${name}.test], ports: [{number: ${port}, name: tcp-metaprotocol-thrift}], resolution: STATIC}`,
    );
  const router = yaml(
    "MetaRouter",
    "one/a",
    "{hosts: [a.test], routes: [{name: good, timeout: 1s, route: [{destination: {host: a.test}}]}]}",
  );
  const [a, otherA, b, otherB, good] = documents(
    entry("a", 80),
    entry("a", 81),
    entry("b", 80),
    entry("b", 81),
    router,
  )
    .split("\n---\n")
    .flatMap(resourcesOf);
  if (!a || !otherA || !b || !otherB || !good) throw new Error("a resource is missing");
  // Validation would refuse it; a source that does not validate may still bring it.
  const broken = JSON.parse(JSON.stringify(good).replace('"1s"', '"nonsense"')) as Resource;

  const routes = (mesh: Mesh) => mesh.snapshot(node()).resources(TypeUrl.RouteConfiguration);
  const before = routes(compiler.compile(viewOf([a, b, good])));
  const during = compiler.compile(viewOf([otherA, otherB, broken]));
  expect([...routes(during).keys()]).toEqual(["a.test_80", "b.test_81"]);
  expect(routes(during).get("a.test_80")).toBe(before.get("a.test_80"));
  expect(during.diagnostics).toMatchObject([
    {
      resource: "MetaRouter/one/a",
      type: "Accepted",
      severity: "error",
      reason: "InternalError",
      message: expect.stringContaining('what it was before stays: "nonsense" is not a duration'),
    },
  ]);

  const repaired = viewOf([otherA, otherB, { ...good }]);
  expect(describe(compiler.compile(repaired))).toBe(describe(createCompiler().compile(repaired)));
});
