import { TypeUrl } from "@meltemi/xds";
import { type ApiSource, readyMesh } from "./api-source.js";
import type { Endpoint } from "./endpoint.js";
import { readable } from "./readable.js";
import { failure, json } from "./reply.js";

/** Proxies and what they are sent. */
export function proxyEndpoints(source: ApiSource): readonly Endpoint[] {
  const { registry } = source;
  return [
    {
      method: "GET",
      path: "/api/v1/proxies",
      summary: "proxies and how far each is",
      answer: () => json({ proxies: registry.views() }),
    },
    {
      method: "GET",
      path: "/api/v1/proxies/:id/config",
      summary: "what a proxy is to have",
      answer: ({ parameters: { id = "" } }) => {
        const node = registry.node(id);
        if (node === undefined) {
          return failure(404, `no proxy with the id "${id}" is connected; list the proxies`);
        }
        const snapshot = readyMesh(source).snapshot(node);
        const all = (typeUrl: string): readonly unknown[] =>
          [...snapshot.resources(typeUrl).values()].map(readable);
        return json({
          version: snapshot.version,
          listeners: all(TypeUrl.Listener),
          clusters: all(TypeUrl.Cluster),
          endpoints: all(TypeUrl.ClusterLoadAssignment),
          routes: all(TypeUrl.RouteConfiguration),
        });
      },
    },
  ];
}
