import type { ClusterStatus, EndpointStatus } from "./cluster-status.js";
import { addressText, inFormat, json, type Page, text } from "./page.js";

export const clustersPage: Page = {
  path: "/clusters",
  summary: "clusters and their endpoints",
  parameters: { format: "text (default) or json" },
  render: (source, query) =>
    inFormat(query, {
      text: () => text(source.clusters().map(clusterText).join("")),
      json: () => json({ clusters: source.clusters() }),
    }),
};

/** Envoy's lines: "cluster::endpoint::statistic::value". */
function clusterText({ name, type, endpoints }: ClusterStatus): string {
  const lines = endpoints.flatMap((endpoint) =>
    endpointLines(endpoint).map((line) => `${name}::${addressText(endpoint)}::${line}\n`),
  );
  return [`${name}::type::${type}\n`, ...lines].join("");
}

function endpointLines(endpoint: EndpointStatus): readonly string[] {
  const labels = Object.entries(endpoint.labels).map(([key, value]) => `${key}=${value}`);
  return [
    `cx_active::${endpoint.connections}`,
    `rq_active::${endpoint.activeRequests}`,
    `rq_total::${endpoint.totalRequests}`,
    `health_flags::${endpoint.healthy ? "healthy" : "unhealthy"}`,
    ...(labels.length > 0 ? [`labels::${labels.join(",")}`] : []),
  ];
}
