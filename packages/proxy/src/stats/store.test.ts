import { expect, test } from "vitest";
import type { Scope } from "./scope.js";
import { StatsStore } from "./store.js";

function clusterScope(store: StatsStore, name: string): Scope {
  return store.scope({
    prefix: `cluster.${name}.`,
    family: "envoy_cluster_",
    tags: { envoy_cluster_name: name },
  });
}

test("a counter goes up by one and by an amount", () => {
  const counter = clusterScope(new StatsStore(), "qza").counter("upstream_rq_total");
  counter.inc();
  counter.add(41);
  expect(counter.value).toBe(42);
});

test("a gauge goes up, down and to a value", () => {
  const gauge = clusterScope(new StatsStore(), "qza").gauge("upstream_cx_active");
  gauge.inc();
  gauge.inc();
  gauge.dec();
  expect(gauge.value).toBe(1);
  gauge.add(-3);
  expect(gauge.value).toBe(-2);
  gauge.set(7);
  expect(gauge.value).toBe(7);
});

test("asking for a name again, from another scope, gives the same counter", () => {
  const store = new StatsStore();
  const before = clusterScope(store, "qza").counter("upstream_rq_total");
  before.add(5);
  const after = clusterScope(store, "qza").counter("upstream_rq_total");
  after.inc();
  expect(after.value).toBe(6);
  expect(before.value).toBe(6);
});

test("ten thousand counters each keep their own value", () => {
  const scope = new StatsStore().scope({ prefix: "", family: "" });
  const counters = Array.from({ length: 10_000 }, (_, i) => scope.counter(`c${i}`));
  counters.forEach((counter, i) => {
    counter.add(i);
  });
  expect(counters.map((counter) => counter.value)).toEqual(counters.map((_, i) => i));
});

test("values holds counters, gauges and counts of histograms under their flat names", () => {
  const store = new StatsStore();
  const scope = clusterScope(store, "qza");
  scope.counter("upstream_rq_total").add(3);
  scope.gauge("upstream_cx_active").set(2);
  scope.histogram("upstream_rq_time").record(12.5);
  expect(store.values()).toEqual({
    "cluster.qza.upstream_cx_active": 2,
    "cluster.qza.upstream_rq_time": 1,
    "cluster.qza.upstream_rq_total": 3,
  });
});

test("a scope inside a scope adds to the prefix", () => {
  const store = new StatsStore();
  clusterScope(store, "qza").scope("outlier_detection.").gauge("ejections_active").inc();
  expect(store.metrics()).toMatchObject([
    {
      name: "cluster.qza.outlier_detection.ejections_active",
      family: "envoy_cluster_outlier_detection_ejections_active",
      labels: { envoy_cluster_name: "qza" },
    },
  ]);
});

test("one name cannot be a counter and a gauge", () => {
  const scope = clusterScope(new StatsStore(), "qza");
  scope.counter("x");
  expect(() => scope.gauge("x")).toThrow(
    "statistic cluster.qza.x is a counter; give the gauge another name",
  );
});
