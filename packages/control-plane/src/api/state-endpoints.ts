import type { ApiSource } from "./api-source.js";
import type { Endpoint } from "./endpoint.js";
import { metricsText } from "./metrics-text.js";
import { json } from "./reply.js";

/** How the control plane itself is. */
export function stateEndpoints(source: ApiSource): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/ready",
      summary: "200 once everything has been read and is served, 503 before",
      early: true,
      answer: () => {
        const ready = source.mesh() !== undefined;
        return json(
          { ready, ...(ready ? {} : { reason: "reading resources" }) },
          ready ? 200 : 503,
        );
      },
    },
    {
      method: "GET",
      path: "/metrics",
      summary: "counters, in the text format of Prometheus",
      early: true,
      answer: () => ({
        status: 200,
        type: "text/plain; version=0.0.4; charset=utf-8",
        body: metricsText(source),
      }),
    },
  ];
}
