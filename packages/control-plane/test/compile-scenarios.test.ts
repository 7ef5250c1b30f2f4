import { expect, test } from "vitest";
import { compiled, documents, V1_AND_V2, yaml } from "./compile-mesh.js";

// Resources as users of Aeraki write them.

const DUBBO = "org.apache.dubbo.samples.basic.api.demoservice";
const QZA = "qza-sample-server.meta-qza.svc.cluster.local";
const THRIFT = "thrift-sample-server.meta-thrift.svc.cluster.local";

const service = (host: string, port: number, protocol: string) =>
  documents(
    yaml(
      "ServiceEntry",
      `meta/${host.replaceAll(".", "-")}`,
      `{hosts: [${host}], location: MESH_INTERNAL, resolution: STATIC, ports: [{number: ${port}, name: tcp-metaprotocol-${protocol}, protocol: TCP}],
        endpoints: [{address: 10.0.0.1, labels: {version: v1}}, {address: 10.0.0.2, labels: {version: v2}}]}`,
    ),
    yaml("DestinationRule", `meta/${host.replaceAll(".", "-")}`, `{host: ${host}, ${V1_AND_V2}}`),
  );

/** The route configuration of the router, or the filters in front of the first endpoint. */
const router = (text: string) =>
  `apiVersion: metaprotocol.aeraki.io/v1alpha1\nkind: MetaRouter\n${text}`;

test("Dubbo calls that match three attributes are split 20 to 80", () => {
  const { routes, problems } = compiled(
    documents(
      service(DUBBO, 20_880, "dubbo"),
      router(`metadata: {name: test-metaprotocol-dubbo-route, namespace: meta-dubbo}
spec:
  hosts: [${DUBBO}]
  routes:
    - name: traffic-split
      match:
        attributes:
          interface: {exact: org.apache.dubbo.samples.basic.api.DemoService}
          method: {exact: sayHello}
          foo: {exact: bar}
      route:
        - destination: {host: ${DUBBO}, subset: v1}
          weight: 20
        - destination: {host: ${DUBBO}, subset: v2}
          weight: 80`),
    ),
  );
  expect(problems).toEqual([]);
  expect(routes).toEqual({
    [`${DUBBO}_20880`]: {
      name: `${DUBBO}_20880`,
      routes: [
        {
          name: "traffic-split",
          match: {
            metadata: [
              { name: "foo", stringMatch: { exact: "bar" } },
              {
                name: "interface",
                stringMatch: { exact: "org.apache.dubbo.samples.basic.api.DemoService" },
              },
              { name: "method", stringMatch: { exact: "sayHello" } },
            ],
          },
          route: {
            weightedClusters: {
              clusters: [
                { name: `outbound|20880|v1|${DUBBO}`, weight: { value: 20 } },
                { name: `outbound|20880|v2|${DUBBO}`, weight: { value: 80 } },
              ],
            },
          },
        },
      ],
    },
  });
});

test("Qza calls are told apart by command and sub-command, across two versions of a router", () => {
  const versioned = (routes: string) =>
    compiled(
      documents(
        service(QZA, 9090, "qza"),
        router(
          `metadata: {name: test-metaprotocol-qza-route}\nspec: {hosts: [${QZA}], routes: [${routes}]}`,
        ),
      ),
    ).routes[`${QZA}_9090`];
  const route = (name: string, regex: string) =>
    `{name: ${name}, match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "${regex}"}}},
      route: [{destination: {host: ${QZA}, subset: ${name}}}]}`;
  const expected = (name: string, regex: string) => ({
    name,
    match: {
      metadata: [
        { name: "cmd", stringMatch: { exact: "153" } },
        { name: "sub_cmd", stringMatch: { safeRegex: { regex } } },
      ],
    },
    route: { cluster: `outbound|9090|${name}|${QZA}` },
  });
  expect(versioned(route("v1", "1|2"))).toMatchObject({ routes: [expected("v1", "1|2")] });
  expect(versioned(`${route("v1", "1")}, ${route("v2", "2")}`)).toMatchObject({
    routes: [expected("v1", "1"), expected("v2", "2")],
  });
});

/** The local limit at the proxy of the first endpoint. */
function localLimit(host: string, port: number, protocol: string, limit: string): unknown {
  const { listeners, routes, problems } = compiled(
    documents(
      service(host, port, protocol),
      router(
        `metadata: {name: limit, namespace: meta}\nspec: {hosts: [${host}], localRateLimit: ${limit}}`,
      ),
    ),
    { addresses: ["10.0.0.1"], outbound: "none" },
  );
  expect(problems).toEqual([]);
  expect(routes[`${host}_${port}`]).toMatchObject({ routes: [{ name: "default" }] });
  const [filter] = [
    ...JSON.stringify(listeners).matchAll(
      /"config":(\{"@type".*?\})\},\{"name":"aeraki.meta_protocol.filters.router"/g,
    ),
  ];
  return JSON.parse(filter?.[1] ?? "null");
}

const bucket = (maxTokens: number, seconds: number) => ({
  maxTokens,
  tokensPerFill: { value: maxTokens },
  fillInterval: { seconds },
});

test("a default bucket for Thrift, and a smaller one for a method", () => {
  const limit = `{tokenBucket: {fillInterval: 60s, maxTokens: 5, tokensPerFill: 5}, conditions: [
    {tokenBucket: {fillInterval: 10s, maxTokens: 2, tokensPerFill: 2}, match: {attributes: {method: {exact: sayHello}}}}]}`;
  expect(localLimit(THRIFT, 9090, "thrift", limit)).toMatchObject({
    tokenBucket: bucket(5, 60),
    conditions: [
      {
        match: { metadata: [{ name: "method", stringMatch: { exact: "sayHello" } }] },
        tokenBucket: bucket(2, 10),
      },
    ],
  });
});

test("a bucket for everything that a Qza server gets", () => {
  const limit = "{tokenBucket: {fillInterval: 60s, maxTokens: 2, tokensPerFill: 2}}";
  expect(localLimit(QZA, 9090, "qza", limit)).toMatchObject({ tokenBucket: bucket(2, 60) });
});

test("a bucket for one sub-command of Qza only", () => {
  const limit = `{conditions: [{match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "2"}}},
    tokenBucket: {fillInterval: 60s, maxTokens: 2, tokensPerFill: 2}}]}`;
  const filter = localLimit(QZA, 9090, "qza", limit);
  expect(filter).not.toHaveProperty("tokenBucket");
  expect(filter).toMatchObject({
    conditions: [
      {
        match: {
          metadata: [
            { name: "cmd", stringMatch: { exact: "153" } },
            { name: "sub_cmd", stringMatch: { safeRegex: { regex: "2" } } },
          ],
        },
        tokenBucket: bucket(2, 60),
      },
    ],
  });
});
