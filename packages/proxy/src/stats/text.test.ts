import { expect, test } from "vitest";
import { StatsStore } from "./store.js";
import { formatText } from "./text.js";

test("statistics stand one a line, sorted, histograms with their quantiles", () => {
  const store = new StatsStore();
  const scope = store.scope({ prefix: "listener.qza.", family: "listener_" });
  const time = scope.histogram("request_time_ms");
  for (let i = 0; i < 100; i++) time.record(i < 95 ? 2 : 64);
  scope.histogram("other_time_ms");
  scope.counter("request").add(7);
  expect(formatText(store.metrics())).toBe(`listener.qza.other_time_ms: No recorded values
listener.qza.request: 7
listener.qza.request_time_ms: P50(2.06) P90(2.06) P99(66) P99.9(66)
`);
});
