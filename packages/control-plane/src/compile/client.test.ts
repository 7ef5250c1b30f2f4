import type { Node } from "@meltemi/xds";
import { expect, test } from "vitest";
import { readClient } from "./client.js";

function node(metadata: Record<string, unknown>, id = "proxy-1"): Node {
  return {
    id,
    cluster: "",
    metadata,
    locality: undefined,
    userAgentName: "",
    userAgentVersion: "",
  };
}

test("a proxy of Meltemi says everything in its metadata", () => {
  const client = readClient(
    node({
      NAMESPACE: "shop",
      LABELS: { app: "orders", version: "v1" },
      INSTANCE_IPS: "10.0.0.1, ::1",
      MELTEMI: { OUTBOUND: "127.0.0.1", INBOUND: { "9090": "127.0.0.1:19090", "9091": "[::1]:1" } },
    }),
  );
  expect(client).toMatchObject({
    namespace: "shop",
    labels: { app: "orders", version: "v1" },
    addresses: ["10.0.0.1", "::1"],
    outbound: "127.0.0.1",
  });
  expect([...client.inbound]).toEqual([
    [9090, { address: "127.0.0.1", port: 19_090 }],
    [9091, { address: "::1", port: 1 }],
  ]);
});

test("what is not there has a default", () => {
  expect(readClient(node({}))).toMatchObject({
    namespace: "default",
    labels: {},
    addresses: [],
    outbound: "vip",
    inbound: new Map(),
  });
});

test("Istio's identifier tells address and namespace", () => {
  const id = "sidecar~10.0.0.9~orders-7f9.shop~shop.svc.cluster.local";
  expect(readClient(node({}, id))).toMatchObject({ namespace: "shop", addresses: ["10.0.0.9"] });
  expect(readClient(node({ NAMESPACE: "own" }, id))).toMatchObject({ namespace: "own" });
});

test("nonsense is passed over", () => {
  expect(
    readClient(
      node({
        NAMESPACE: 7,
        LABELS: { a: 1, b: "2" },
        INSTANCE_IPS: ["10.0.0.1"],
        MELTEMI: { OUTBOUND: "everywhere", INBOUND: { a: "x", "9090": "nowhere" } },
      }),
    ),
  ).toMatchObject({
    namespace: "default",
    labels: { b: "2" },
    addresses: [],
    outbound: "vip",
    inbound: new Map(),
  });
});

test("nodes that are to have the same have the same id, however they write it", () => {
  const one = readClient(node({ LABELS: { a: "1", b: "2" }, NAMESPACE: "x" }, "one"));
  const two = readClient(node({ NAMESPACE: "x", LABELS: { b: "2", a: "1" }, OTHER: true }, "two"));
  expect(one.id).toBe(two.id);
  expect(readClient(node({ NAMESPACE: "y" })).id).not.toBe(one.id);
});
