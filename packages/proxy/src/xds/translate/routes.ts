import { type Resource, TypeUrl } from "@meltemi/xds";
import type { RouteConfig } from "../../config/config.js";
import { checkName, decodeResource } from "./decode-resource.js";
import { readHttpRoutes } from "./http-routes.js";
import { readMetaRoutes } from "./meta-routes.js";

export interface RouteResource {
  readonly name: string;
  readonly routes: readonly RouteConfig[];
  readonly notes: readonly string[];
}

/**
 * Reads an RDS resource of either form.
 * @throws {XdsResourceError} when this proxy cannot use it
 */
export function readRoutes(resource: Resource): RouteResource {
  if (resource.typeUrl === TypeUrl.HttpRouteConfiguration) {
    const type = "envoy.config.route.v3.RouteConfiguration";
    const { message, place } = decodeResource(type, resource);
    const { name = "" } = message;
    checkName(place, "name", name, resource);
    return { name, routes: readHttpRoutes(message, place), notes: place.notes };
  }
  const type = "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration";
  const { message, place } = decodeResource(type, resource);
  const { name = "" } = message;
  checkName(place, "name", name, resource);
  return { name, routes: readMetaRoutes(message, place), notes: place.notes };
}
