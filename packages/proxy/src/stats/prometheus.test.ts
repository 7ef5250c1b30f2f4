import { expect, test } from "vitest";
import { formatPrometheus } from "./prometheus.js";
import { StatsStore } from "./store.js";

test("members of a family stand together under one TYPE line, families in order", () => {
  const store = new StatsStore();
  for (const name of ["b", "a"]) {
    const scope = store.scope({
      prefix: `cluster.${name}.`,
      family: "envoy_cluster_",
      tags: { envoy_cluster_name: name },
    });
    scope.gauge("upstream_cx_active").set(1);
    scope.counter("upstream_rq_total").add(2);
  }
  expect(formatPrometheus(store.metrics())).toBe(`# TYPE envoy_cluster_upstream_cx_active gauge
envoy_cluster_upstream_cx_active{envoy_cluster_name="a"} 1
envoy_cluster_upstream_cx_active{envoy_cluster_name="b"} 1
# TYPE envoy_cluster_upstream_rq_total counter
envoy_cluster_upstream_rq_total{envoy_cluster_name="a"} 2
envoy_cluster_upstream_rq_total{envoy_cluster_name="b"} 2
`);
});

test("a histogram has Envoy's buckets, a sum and a count", () => {
  const store = new StatsStore();
  const histogram = store
    .scope({ prefix: "x.", family: "x_", tags: { k: "v" } })
    .histogram("time_ms");
  histogram.record(0.5);
  histogram.record(7);
  histogram.record(4_000_000);
  const text = formatPrometheus(store.metrics());
  expect(text).toContain("# TYPE x_time_ms histogram\n");
  expect(text).toContain('x_time_ms_bucket{k="v",le="0.5"} 1\n');
  expect(text).toContain('x_time_ms_bucket{k="v",le="10"} 2\n');
  expect(text).toContain('x_time_ms_bucket{k="v",le="3600000"} 2\n');
  expect(text).toContain('x_time_ms_bucket{k="v",le="+Inf"} 3\n');
  expect(text).toContain('x_time_ms_sum{k="v"} 4000007.5\n');
  expect(text).toContain('x_time_ms_count{k="v"} 3\n');
});

test("names and labels that Prometheus does not allow are made fit", () => {
  const store = new StatsStore();
  store.scope({ prefix: "", family: "9.a-", tags: { "k.1": 'a\\b"c\nd' } }).counter("é");
  expect(formatPrometheus(store.metrics())).toBe(
    '# TYPE _9_a__ counter\n_9_a__{k_1="a\\\\b\\"c\\nd"} 0\n',
  );
});

test("two plugins that use one family for a counter and a gauge get one family each", () => {
  const store = new StatsStore();
  store.scope({ prefix: "one.", family: "filter_" }).counter("active").inc();
  store.scope({ prefix: "two.", family: "filter_" }).gauge("active").set(5);
  expect(formatPrometheus(store.metrics())).toBe(`# TYPE filter_active counter
filter_active 1
# TYPE filter_active_gauge gauge
filter_active_gauge 5
`);
});

test("without statistics the text is empty", () => {
  expect(formatPrometheus([])).toBe("");
});
