import { type Resource, type ResourceMap, TypeUrl } from "@meltemi/xds";
import { apiListener } from "./api-listener.js";
import { attempt } from "./attempt.js";
import { routingFor } from "./compiled-service.js";
import type { Diagnostic } from "./diagnostic.js";
import { httpRoutes } from "./http-routes.js";
import type { MeshModel } from "./mesh-model.js";
import { compileRoutes } from "./mesh-routes.js";
import { routeConfigurationName } from "./names.js";
import { routeResource } from "./routing.js";
import { sees } from "./service.js";

/**
 * What is only made for those who ask for it by name: routes in the HTTP message, and the listeners that clients of
 * gRPC ask for as `host:port`.
 * @param routes those that the client may have in our own message
 */
export function onDemand(
  model: MeshModel,
  namespace: string,
  routes: ResourceMap,
  typeUrl: string,
  name: string,
): Resource | undefined {
  if (typeUrl === TypeUrl.Listener) {
    const place = placeOf(model, namespace, name, ":");
    if (place === undefined) return undefined;
    return apiListener(name, routeConfigurationName(place.host, place.port));
  }
  if (typeUrl !== TypeUrl.HttpRouteConfiguration) return undefined;
  const own = routes.get(name);
  if (own !== undefined) return httpRoutes(own);
  // A port that no proxy serves, but a client of gRPC may call.
  const place = placeOf(model, namespace, name, "_");
  if (place === undefined) return undefined;
  const { host, port } = place;
  const service = model.compiled.get(host);
  const router = service && routingFor(service, namespace)?.router;
  const failures: Diagnostic[] = [];
  const compile = () => compileRoutes({ host, port, name }, router, model.directory);
  const compiled = attempt(router?.age.key ?? host, () => undefined, failures, compile);
  return compiled && httpRoutes(routeResource(compiled));
}

function placeOf(
  { compiled }: MeshModel,
  namespace: string,
  name: string,
  separator: ":" | "_",
): { readonly host: string; readonly port: number } | undefined {
  const end = name.lastIndexOf(separator);
  const host = name.slice(0, Math.max(end, 0));
  const port = Number(name.slice(end + 1));
  const service = compiled.get(host)?.service;
  if (service === undefined || !sees(service.exportTo, namespace)) return undefined;
  return service.ports.some(({ number }) => number === port) ? { host, port } : undefined;
}
