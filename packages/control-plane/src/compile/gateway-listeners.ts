import type { Resource } from "@meltemi/xds";
import { FROM_ADS } from "./clusters.js";
import type { Directory } from "./destinations.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import type { Gateway, GatewayServer } from "./gateways.js";
import { listenerResource } from "./listener-message.js";
import { compileRoutes } from "./mesh-routes.js";
import type { MetaRouter } from "./meta-routers.js";
import { gatewayRouteConfigurationName, listenerName, outboundCluster } from "./names.js";
import { routeResource } from "./routing.js";
import { sees } from "./service.js";

/** What a proxy has for the gateways that it is. */
export interface GatewayListeners {
  readonly listeners: readonly Resource[];
  readonly routes: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A port of a gateway, compiled. */
export interface GatewayPort {
  readonly gateway: Gateway;
  readonly router: MetaRouter;
  readonly listener: Resource;
  readonly routes: Resource;
  readonly diagnostics: readonly Diagnostic[];
}

export function compileGatewayPort(
  directory: Directory,
  gateway: Gateway,
  server: GatewayServer,
  host: string,
  router: MetaRouter,
): GatewayPort {
  const { address, port, protocol, codec } = server;
  const routeConfigName = gatewayRouteConfigurationName(gateway.age, port, host);
  const compiled = compileRoutes({ host, port, name: routeConfigName }, router, directory);
  return {
    gateway,
    router,
    listener: listenerResource({
      name: listenerName(address, port),
      address,
      port,
      direction: "OUTBOUND",
      statPrefix: outboundCluster(port, "", host),
      protocol,
      codec,
      routes: { rds: { configSource: FROM_ADS, routeConfigName } },
      filters: [],
    }),
    routes: routeResource(compiled),
    diagnostics: compiled.diagnostics,
  };
}

/**
 * The listeners of a proxy that is one or several gateways.
 * @param ports of its gateways, the oldest gateway first
 * @param namespace of the proxy
 */
export function gatewayListeners(
  ports: readonly GatewayPort[],
  namespace: string,
): GatewayListeners {
  const listeners = new Map<string, Resource>();
  const owners = new Map<string, string>();
  const routes: Resource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { gateway, router, listener, routes: configuration } of ports) {
    if (!sees(router.scope, namespace)) {
      const message = `spec.exportTo: it is not shown to namespace ${namespace}, where proxies of ${gateway.age.key} are, so the gateway does not follow it; add the namespace`;
      diagnostics.push(diagnose(router.age.key, "NotSupported", message));
      continue;
    }
    const owner = owners.get(listener.name);
    if (owner !== undefined) {
      const message = `${listener.name.replace("_", ":")} is taken by ${owner}, which is older, at proxies that are both gateways; give one of them another port`;
      diagnostics.push(diagnose(gateway.age.key, "PortTaken", message));
      continue;
    }
    owners.set(listener.name, gateway.age.key);
    listeners.set(listener.name, listener);
    routes.push(configuration);
  }
  return { listeners: [...listeners.values()], routes, diagnostics };
}
