import { AttributeSet } from "@meltemi/core";
import { expect, test } from "vitest";
import { Cluster } from "../cluster/cluster.js";
import { EndpointSet } from "../cluster/endpoint-set.js";
import type { ClusterConfig, RouteConfig } from "../config/config.js";
import type { ExchangeTable } from "../exchange/exchange.js";
import { silentLogger } from "../logger.js";
import { StatsStore } from "../stats/store.js";
import { Worker } from "../worker/worker.js";
import { compileRoute, type RouteContext } from "./destination.js";

const worker = new Worker(performance, new StatsStore(), silentLogger);
worker.close();
const cluster = new Cluster(
  worker,
  { name: "known", subsets: [] } as unknown as ClusterConfig,
  async () => [],
);
const table = {} as ExchangeTable;

const context: RouteContext = {
  clusters: new Map([["known", cluster]]),
  noEndpoints: new EndpointSet(),
  attributes: new AttributeSet(),
  mirrorTable: () => table,
};

function route(more: Partial<RouteConfig> = {}): RouteConfig {
  return {
    name: "r",
    match: {},
    route: [{ cluster: "known", subset: undefined, weight: 1 }],
    timeoutMs: 250,
    oneway: false,
    hashPolicy: undefined,
    mirrors: [],
    requestMutation: [],
    responseMutation: [],
    ...more,
  };
}

const mirror = (name: string) => ({ cluster: name, subset: undefined, percentage: 5 });

test("a route without mirrors, and mutations, has none to look at", () => {
  expect(compileRoute(route(), context)).toMatchObject({
    hashPolicy: undefined,
    mirrors: undefined,
    requestMutation: undefined,
    responseMutation: undefined,
  });
});

test("copies go where the mirror says, with nothing of the route but its hash and timeout", () => {
  const hashPolicy = { attributes: ["user"], sourceAddress: false };
  const compiled = compileRoute(
    route({
      hashPolicy,
      mirrors: [mirror("known"), mirror("unknown")],
      responseMutation: [{ key: "a", value: "b" }],
    }),
    context,
  );
  const shared = {
    percentage: 5,
    timeoutMs: 250,
    hashPolicy: compiled.hashPolicy,
    responseMutation: undefined,
    mirrors: undefined,
    table,
  };
  expect(compiled.hashPolicy).toBeDefined();
  expect(compiled.mirrors).toEqual([
    expect.objectContaining({
      ...shared,
      destination: { clusterName: "known", cluster, endpoints: cluster.endpointSet(undefined) },
    }),
    expect.objectContaining({
      ...shared,
      destination: { clusterName: "unknown", cluster: undefined, endpoints: context.noEndpoints },
    }),
  ]);
});

test("a copy never waits for ever", () => {
  const { timeoutMs, mirrors } = compileRoute(
    route({ timeoutMs: 0, mirrors: [mirror("known")] }),
    context,
  );
  expect(timeoutMs).toBe(0);
  expect(mirrors?.[0]?.timeoutMs).toBe(15_000);
});

test("a protocol whose requests cannot be copied has no mirrors, whatever the configuration says", () => {
  const compiled = compileRoute(route({ mirrors: [mirror("known")] }), {
    ...context,
    mirrorTable: undefined,
  });
  expect(compiled.mirrors).toBeUndefined();
});
