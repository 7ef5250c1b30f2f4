import { expect, test } from "vitest";
import { resourceOf, specOf, warningsOf } from "./resource-text.js";

// What users find in slides and articles, and copy.

test("version routing by weight, for a Dubbo service", () => {
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: test-metaprotocol-dubbo-route, namespace: meta-dubbo}
spec:
  hosts: [org.apache.dubbo.samples.basic.api.demoservice]
  routes:
    - name: traffic-split
      match:
        attributes:
          interface: {exact: org.apache.dubbo.samples.basic.api.DemoService}
          method: {exact: sayHello}
          foo: {exact: bar}
      route:
        - destination: {host: org.apache.dubbo.samples.basic.api.demoservice, subset: v1}
          weight: 20
        - destination: {host: org.apache.dubbo.samples.basic.api.demoservice, subset: v2}
          weight: 80
`;
  const { metadata, spec } = resourceOf("MetaRouter", text);
  const host = "org.apache.dubbo.samples.basic.api.demoservice";
  expect(metadata).toMatchObject({
    name: "test-metaprotocol-dubbo-route",
    namespace: "meta-dubbo",
  });
  expect(spec.routes[0]?.route).toEqual([
    { destination: { host, subset: "v1" }, weight: 20 },
    { destination: { host, subset: "v2" }, weight: 80 },
  ]);
  expect(warningsOf(text)).toEqual([]);
});

test("a local rate limit with a condition, for a Thrift service", () => {
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: test-metaprotocol-thrift-route, namespace: meta-thrift}
spec:
  hosts: [thrift-sample-server.meta-thrift.svc.cluster.local]
  localRateLimit:
    tokenBucket: {fillInterval: 60s, maxTokens: 5, tokensPerFill: 5}
    conditions:
      - tokenBucket: {fillInterval: 10s, maxTokens: 2, tokensPerFill: 2}
        match: {attributes: {method: {exact: sayHello}}}
`;
  expect(specOf("MetaRouter", text).localRateLimit).toMatchObject({
    tokenBucket: { fillInterval: "60s", maxTokens: 5, tokensPerFill: 5 },
    conditions: [
      {
        tokenBucket: { fillInterval: "10s", maxTokens: 2, tokensPerFill: 2 },
        match: { attributes: { method: { exact: "sayHello" } } },
      },
    ],
  });
  expect(warningsOf(text)).toEqual([]);
});

test("routing by command, for a Qza service, before and after a change", () => {
  const before = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: test-metaprotocol-qza-route}
spec:
  hosts: [qza-sample-server.meta-qza.svc.cluster.local]
  routes:
    - name: v1
      match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "1|2"}}}
      route: [{destination: {host: qza-sample-server.meta-qza.svc.cluster.local, subset: v1}}]
`;
  const after = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: test-metaprotocol-qza-route}
spec:
  hosts: [qza-sample-server.meta-qza.svc.cluster.local]
  routes:
    - name: v1
      match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "1"}}}
      route: [{destination: {host: qza-sample-server.meta-qza.svc.cluster.local, subset: v1}}]
    - name: v2
      match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "2"}}}
      route: [{destination: {host: qza-sample-server.meta-qza.svc.cluster.local, subset: v2}}]
`;
  expect(resourceOf("MetaRouter", before).metadata.namespace).toBe("default");
  expect(specOf("MetaRouter", before).routes.map(({ name }) => name)).toEqual(["v1"]);
  expect(
    specOf("MetaRouter", after).routes.map(({ match }) => match?.attributes["sub_cmd"]?.regex),
  ).toEqual(["1", "2"]);
});

test.each([
  ["for every request", "tokenBucket: {fillInterval: 60s, maxTokens: 2, tokensPerFill: 2}", 0],
  [
    "for a sub-command",
    `conditions:
      - tokenBucket: {fillInterval: 60s, maxTokens: 2, tokensPerFill: 2}
        match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "2"}}}`,
    1,
  ],
])("a local rate limit of a Qza service, %s", (_, limit, conditions) => {
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: test-metaprotocol-qza-route, namespace: meta-qza}
spec:
  hosts: [qza-sample-server.meta-qza.svc.cluster.local]
  localRateLimit:
    ${limit}
`;
  expect(specOf("MetaRouter", text).localRateLimit?.conditions).toHaveLength(conditions);
  expect(warningsOf(text)).toEqual([]);
});

test.each([
  ["metaprotocol.aeraki.io", 0],
  ["metaproto.col.aeraki.io", 1],
  ["metaproto.aeraki.io", 1],
])("a protocol of one's own, in the group %s", (group, warnings) => {
  const text = `apiVersion: ${group}/v1alpha1
kind: ApplicationProtocol
metadata:
  name: qza
spec:
  protocol: qza
  codec: aeraki.meta_protocol.codec.qza
`;
  expect(specOf("ApplicationProtocol", text)).toEqual({
    protocol: "qza",
    codec: "aeraki.meta_protocol.codec.qza",
  });
  expect(warningsOf(text)).toHaveLength(warnings);
});

test("attributes by exact text, prefix and regex, and a fallback", () => {
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: orders, namespace: shop}
spec:
  hosts: [orders.shop.svc.cluster.local]
  routes:
  - name: vip-create
    match:
      attributes:
        method: {exact: createOrder}
        tenant: {prefix: vip-}
        region: {regex: "^(eu|us)-.*$"}      # the whole value
    route:
    - destination: {host: orders.shop.svc.cluster.local, subset: v2}
  - name: fallback
    route:
    - destination: {host: orders.shop.svc.cluster.local, subset: v1}
`;
  expect(specOf("MetaRouter", text).routes.map(({ name }) => name)).toEqual([
    "vip-create",
    "fallback",
  ]);
  expect(warningsOf(text)).toEqual([]);
});

test("mirroring, mutation, a global limit and a gateway in one router", () => {
  const text = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: edge-orders, namespace: shop}
spec:
  hosts: [orders.shop.svc.cluster.local]
  gateways: [istio-system/edge]
  exportTo: ["*"]
  routes:
  - name: shadow
    route: [{destination: {host: orders.shop.svc.cluster.local, port: {number: 9090}}}]
    mirror: {host: orders.shop.svc.cluster.local, subset: v2}
    mirrorPercentage: {value: 25}
    requestMutation:  [{key: x-env, value: staging}]
    responseMutation: [{key: x-served-by, value: mesh}]
  globalRateLimit:
    domain: prod
    match: {attributes: {method: {prefix: create}}}
    rateLimitService: outbound|8081||rls.infra.svc.cluster.local
    requestTimeout: 50ms
    denyOnFail: true
    descriptors:
    - {property: method, descriptorKey: method}
    - {property: tenant, descriptorKey: tenant_id}
`;
  const { routes, globalRateLimit } = specOf("MetaRouter", text);
  expect(routes[0]).toMatchObject({
    mirrorPercentage: { value: 25 },
    requestMutation: [{ key: "x-env", value: "staging" }],
    responseMutation: [{ key: "x-served-by", value: "mesh" }],
  });
  expect(globalRateLimit).toMatchObject({ denyOnFail: true, requestTimeout: "50ms" });
  expect(warningsOf(text)).toEqual([]);
});

test("a destination rule that hashes a Dubbo attribute, for each subset too", () => {
  const text = `apiVersion: networking.istio.io/v1alpha3
kind: DestinationRule
metadata: {name: orders, namespace: shop}
spec:
  host: orders.shop.svc.cluster.local
  trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: userId}}}
  subsets:
  - name: v1
    labels: {version: v1}
    trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: userId}}}
`;
  const { trafficPolicy, subsets } = specOf("DestinationRule", text);
  expect(trafficPolicy?.loadBalancer?.consistentHash).toEqual({ httpHeaderName: "userId" });
  expect(subsets[0]?.trafficPolicy).toEqual({
    loadBalancer: { consistentHash: { httpHeaderName: "userId" } },
    portLevelSettings: [],
  });
  expect(warningsOf(text)).toEqual([]);
});

test("a service as registries of Dubbo write it", () => {
  const text = `apiVersion: networking.istio.io/v1alpha3
kind: ServiceEntry
metadata:
  name: aeraki-org-apache-dubbo-samples-basic-api-demoservice
  namespace: meta-dubbo
  labels: {manager: aeraki, registry: dubbo2istio}
  annotations: {interface: org.apache.dubbo.samples.basic.api.DemoService, workloadSelector: dubbo-sample-provider}
spec:
  hosts: [org.apache.dubbo.samples.basic.api.demoservice]
  addresses: [240.240.0.1]
  location: MESH_INTERNAL
  ports: [{name: tcp-metaprotocol-dubbo, number: 20880, protocol: tcp, targetPort: 20880}]
  resolution: STATIC
  endpoints:
  - address: 10.0.0.7
    labels: {version: v1, registryName: default}
    locality: bj/800002
    ports: {tcp-metaprotocol-dubbo: 20880}
    serviceAccount: default
`;
  const { metadata, spec } = resourceOf("ServiceEntry", text);
  expect(metadata.annotations["workloadSelector"]).toBe("dubbo-sample-provider");
  expect(spec.endpoints).toEqual([
    {
      address: "10.0.0.7",
      labels: { version: "v1", registryName: "default" },
      locality: "bj/800002",
      ports: { "tcp-metaprotocol-dubbo": 20880 },
      serviceAccount: "default",
    },
  ]);
  expect(warningsOf(text)).toEqual([]);
});
