import { encodeMessage, makeResource, packAny, type Resource, TypeUrl } from "@meltemi/xds";
import { FROM_ADS } from "./clusters.js";

/** The listener that a client of gRPC asks for when it calls `xds:///<target>`. It only points to routes. */
export function apiListener(target: string, routeConfigName: string): Resource {
  const manager = packAny(
    "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    {
      rds: { configSource: FROM_ADS, routeConfigName },
      httpFilters: [
        {
          name: "envoy.filters.http.router",
          typedConfig: packAny("envoy.extensions.filters.http.router.v3.Router", {}),
        },
      ],
    },
  );
  const bytes = encodeMessage("envoy.config.listener.v3.Listener", {
    name: target,
    apiListener: { apiListener: manager },
  });
  return makeResource(TypeUrl.Listener, target, bytes);
}
