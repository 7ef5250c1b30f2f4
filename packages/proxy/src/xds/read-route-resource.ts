import { decodeMessage, TypeUrl } from "@meltemi/xds";
import type { RouteConfig } from "../config/config.js";
import { readRoutes } from "./translate/routes.js";

/**
 * The routes of a route configuration, as a control plane sends it to a proxy.
 * @param bytes an encoded aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration
 * @throws {Error} when this proxy could not use it; the message names the field
 */
export function readRouteResource(bytes: Uint8Array): readonly RouteConfig[] {
  const { name = "" } = decodeMessage(
    "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
    bytes,
  );
  return readRoutes({ typeUrl: TypeUrl.RouteConfiguration, name, version: "", bytes }).routes;
}
