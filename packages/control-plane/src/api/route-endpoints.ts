import type { MeshRoute } from "../compile/mesh.js";
import { type ApiSource, readyMesh } from "./api-source.js";
import type { Endpoint } from "./endpoint.js";
import { readable } from "./readable.js";
import { failure, json } from "./reply.js";

/** Routes as the compiler made them, to explain where a request goes. */
export function routeEndpoints(source: ApiSource): readonly Endpoint[] {
  return [
    {
      method: "GET",
      path: "/api/v1/routes",
      summary: "routes of ?host=, at ?port=, as ?namespace= sees them",
      answer: ({ query }) => {
        const port = query.get("port");
        if (port !== null && !/^\d{1,5}$/.test(port)) {
          return failure(400, `port=${port} is not a port; give a number`);
        }
        const host = query.get("host");
        const namespace = query.get("namespace");
        const mesh = readyMesh(source);
        const wanted = {
          ...(host === null ? {} : { host }),
          ...(port === null ? {} : { port: Number(port) }),
          ...(namespace === null ? {} : { namespace }),
        };
        const problem = mesh.whyNoRoutes(wanted);
        const routes = mesh.routes(wanted).map(viewOf);
        return json({ routes, ...(problem === undefined ? {} : { problem }) });
      },
    },
  ];
}

function viewOf({ resource, ...route }: MeshRoute): unknown {
  return {
    ...route,
    version: resource.version,
    resource: Buffer.from(resource.bytes).toString("base64"),
    json: readable(resource),
  };
}
