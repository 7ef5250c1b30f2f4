import { encodeMessage, type Messages, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { describe, expect, test } from "vitest";
import { readEndpoints } from "./endpoints.js";

type Assignment = Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"];
type LbEndpoint = Messages["envoy.config.endpoint.v3.LbEndpoint"];

function resource(assignment: Assignment): Resource {
  const type = "envoy.config.endpoint.v3.ClusterLoadAssignment";
  const bytes = encodeMessage(type, { clusterName: "orders", ...assignment });
  return makeResource(TypeUrl.ClusterLoadAssignment, "orders", bytes);
}

const read = (...lbEndpoints: LbEndpoint[]) =>
  readEndpoints(resource({ endpoints: [{ lbEndpoints }] }));

const at = (address: string, portValue = 80) => ({
  endpoint: { address: { socketAddress: { address, portValue } } },
});

const healthy = (address: string) => ({ address, port: 80, weight: 1, labels: {} });

describe("endpoints", () => {
  test("those of all localities are one list, and priorities are noted once", () => {
    const { clusterName, endpoints, notes } = readEndpoints(
      resource({
        endpoints: [
          { locality: { zone: "a" }, lbEndpoints: [at("10.0.0.1")] },
          { locality: { zone: "b" }, lbEndpoints: [at("10.0.0.2")], priority: 1 },
          { locality: { zone: "c" }, lbEndpoints: [at("10.0.0.3")], priority: 2 },
        ],
      }),
    );

    expect(clusterName).toBe("orders");
    expect(endpoints).toEqual(["10.0.0.1", "10.0.0.2", "10.0.0.3"].map(healthy));
    expect(notes).toEqual([
      "endpoints.priority: not acted on by this proxy: all localities get requests (2 times)",
    ]);
  });

  test("those out of service are left out", () => {
    const statuses = [
      "UNKNOWN",
      "HEALTHY",
      "UNHEALTHY",
      "DRAINING",
      "TIMEOUT",
      "DEGRADED",
    ] as const;
    const { endpoints } = read(
      ...statuses.map((healthStatus, index) => ({ ...at(`10.0.0.${index}`), healthStatus })),
    );

    expect(endpoints).toEqual(["10.0.0.0", "10.0.0.1", "10.0.0.5"].map(healthy));
  });

  test("none at all is an answer too", () => {
    expect(readEndpoints(resource({})).endpoints).toEqual([]);
  });

  test("weights are taken over", () => {
    const { endpoints } = read(
      { ...at("10.0.0.1"), loadBalancingWeight: { value: 1_000_000 } },
      { ...at("10.0.0.2"), loadBalancingWeight: { value: 1 } },
    );

    expect(endpoints.map(({ weight }) => weight)).toEqual([1_000_000, 1]);
  });

  test("weights beyond what the proxy can weigh keep their shares", () => {
    const { endpoints } = read(
      { ...at("10.0.0.1"), loadBalancingWeight: { value: 4_000_000_000 } },
      { ...at("10.0.0.2"), loadBalancingWeight: { value: 1_000_000_000 } },
      { ...at("10.0.0.3"), loadBalancingWeight: { value: 1 } },
    );

    expect(endpoints.map(({ weight }) => weight)).toEqual([1_000_000, 250_000, 1]);
  });

  test("labels are the plain values of envoy.lb, then of istio; others are no labels", () => {
    const { endpoints } = read({
      ...at("10.0.0.1"),
      metadata: {
        filterMetadata: {
          "envoy.lb": {
            fields: {
              version: { stringValue: "v2" },
              shard: { numberValue: 7 },
              canary: { boolValue: false },
              ["__proto__"]: { stringValue: "a label like any other" },
              nested: { listValue: { values: [] } },
            },
          },
          istio: {
            fields: {
              version: { stringValue: "v1" },
              labels: { structValue: { fields: { app: { stringValue: "orders" } } } },
            },
          },
          other: { fields: { secret: { stringValue: "x" } } },
        },
      },
    });

    expect(Object.entries(endpoints[0]?.labels ?? {}).sort()).toEqual([
      ["__proto__", "a label like any other"],
      ["app", "orders"],
      ["canary", "false"],
      ["shard", "7"],
      ["version", "v2"],
    ]);
  });

  test("one address may have several ports", () => {
    expect(read(at("10.0.0.1", 1), at("10.0.0.1", 2)).endpoints).toHaveLength(2);
  });
});

/** An error with exactly this message. */
const refusal = (problem: string): unknown =>
  expect.objectContaining({
    name: "XdsResourceError",
    message: `endpoints of "orders": ${problem}`,
  });

describe("refusals", () => {
  const first = "endpoints[0].lb_endpoints[0]";

  test.each<[string, Assignment, string]>([
    [
      "endpoints of another cluster",
      { clusterName: "payments" },
      'cluster_name: "payments" is not the name under which the resource was sent; make them the same',
    ],
    [
      "one that is there twice",
      { endpoints: [{ lbEndpoints: [at("10.0.0.1")] }, { lbEndpoints: [at("10.0.0.1")] }] },
      "endpoints[1].lb_endpoints[0]: 10.0.0.1 port 80 is there twice; remove one, and give the other its weight",
    ],
    [
      "one without an address",
      { endpoints: [{ lbEndpoints: [{}] }] },
      `${first}.endpoint.address: is no socket_address; give an IP address and a port`,
    ],
    [
      "a Unix socket",
      { endpoints: [{ lbEndpoints: [{ endpoint: { address: { pipe: { path: "/x" } } } }] }] },
      `${first}.endpoint.address: is no socket_address; give an IP address and a port`,
    ],
    [
      "a host name",
      { endpoints: [{ lbEndpoints: [at("orders")] }] },
      `${first}.endpoint.address.socket_address.address: "orders" is not an IP address; host names need a cluster of type STRICT_DNS`,
    ],
    [
      "UDP",
      {
        endpoints: [
          {
            lbEndpoints: [
              {
                endpoint: {
                  address: {
                    socketAddress: { protocol: "UDP", address: "10.0.0.1", portValue: 80 },
                  },
                },
              },
            ],
          },
        ],
      },
      `${first}.endpoint.address.socket_address.protocol: UDP is not supported; use TCP`,
    ],
    [
      "a port with a name",
      {
        endpoints: [
          {
            lbEndpoints: [
              {
                endpoint: {
                  address: { socketAddress: { address: "10.0.0.1", namedPort: "http" } },
                },
              },
            ],
          },
        ],
      },
      `${first}.endpoint.address.socket_address.named_port: is not supported; use port_value`,
    ],
    [
      "a weight of 0",
      { endpoints: [{ lbEndpoints: [{ ...at("10.0.0.1"), loadBalancingWeight: {} }] }] },
      `${first}.load_balancing_weight: is 0; give 1 or more, or leave the endpoint out`,
    ],
    [
      "one that is described elsewhere",
      { endpoints: [{ lbEndpoints: [{ endpointName: "a" }] }] },
      `${first}.endpoint_name: is not supported by this proxy; remove it`,
    ],
    [
      "a locality that is described elsewhere",
      { endpoints: [{ ledsClusterLocalityConfig: {} }] },
      "endpoints[0].leds_cluster_locality_config: is not supported by this proxy; remove it",
    ],
  ])("%s", (_, assignment, problem) => {
    expect(() => readEndpoints(resource(assignment))).toThrow(refusal(problem));
  });
});
