import type { ApiSource } from "./api-source.js";
import type { Endpoint } from "./endpoint.js";
import { proxyEndpoints } from "./proxy-endpoints.js";
import { json } from "./reply.js";
import { resourceEndpoints } from "./resource-endpoints.js";
import { routeEndpoints } from "./route-endpoints.js";
import { stateEndpoints } from "./state-endpoints.js";

/** Everything that the API answers. */
export function apiEndpoints(source: ApiSource): readonly Endpoint[] {
  const endpoints = [
    ...stateEndpoints(source),
    ...resourceEndpoints(source),
    ...proxyEndpoints(source),
    ...routeEndpoints(source),
  ];
  const index: Endpoint = {
    method: "GET",
    path: "/",
    summary: "this list",
    early: true,
    answer: () =>
      json({
        endpoints: [index, ...endpoints].map(({ method, path, summary }) => ({
          method,
          path,
          summary,
        })),
      }),
  };
  return [index, ...endpoints];
}
