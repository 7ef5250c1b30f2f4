import { contentHash, type ResourceMap, TypeUrl } from "@meltemi/xds";
import type { Client } from "./client.js";
import type { CompiledService } from "./compiled-service.js";
import { type Diagnostic, diagnose, sortDiagnostics } from "./diagnostic.js";
import { type GatewayPort, gatewayListeners } from "./gateway-listeners.js";
import { compileInbound, type Inbound } from "./inbound.js";
import { LayeredMap } from "./layered-map.js";
import { mapJoiner, NO_RESOURCES } from "./map-joiner.js";
import { versionOf } from "./map-version.js";
import { memo, stableList } from "./memo.js";
import type { NodeSnapshot } from "./mesh.js";
import type { MeshModel } from "./mesh-model.js";
import type { NamespaceView, OutboundView } from "./namespace-view.js";
import { onDemand } from "./on-demand.js";
import type { ServedIndex } from "./served-services.js";
import { type Service, selects } from "./service.js";

export type NodeCompiler = (
  model: MeshModel,
  view: NamespaceView,
  index: ServedIndex,
) => NodeSnapshot;

const NOTHING_OUTBOUND: OutboundView = { listeners: NO_RESOURCES, diagnostics: [] };

/** Makes a client's snapshot of one mesh after another; what did not change stays the same object. */
export function nodeCompiler(client: Client): NodeCompiler {
  const hostsServed = memo((services: readonly Service[], index: ServedIndex) =>
    index.servedBy(client, services),
  );
  const stableServices = stableList<CompiledService>();
  const stablePorts = stableList<GatewayPort>();
  const inboundOf = memo((services: readonly CompiledService[]) =>
    compileInbound(client, services),
  );
  const gatewayOf = memo((ports: readonly GatewayPort[]) =>
    gatewayListeners(ports, client.namespace),
  );
  const ownListeners = mapJoiner();
  const ownClusters = mapJoiner();
  const ownRoutes = mapJoiner();
  const listenersOf = memo(layered);
  const clustersOf = memo(layered);
  const routesOf = memo(layered);

  return (model, view, index) => {
    const served = hostsServed(model.services.list, index).flatMap(
      (host) => model.compiled.get(host) ?? [],
    );
    const inbound = inboundOf(stableServices(served));
    const gateways = [...model.gatewayPorts].filter(([{ selector }]) =>
      selects(selector, client.labels),
    );
    const gateway = gatewayOf(stablePorts(gateways.flatMap(([, ports]) => ports)));
    // A gateway cannot listen at the addresses of services; it gets outbound listeners only when told where.
    const hasOutbound = gateways.length === 0 || client.outbound !== "vip";
    const outbound = hasOutbound ? view.outbound(client.outbound) : NOTHING_OUTBOUND;
    const routes = routesOf(view.routes, ownRoutes([gateway.routes]));
    const maps: Readonly<Record<string, ResourceMap>> = {
      [TypeUrl.Cluster]: clustersOf(view.clusters, ownClusters([inbound.clusters])),
      [TypeUrl.ClusterLoadAssignment]: view.assignments,
      [TypeUrl.Listener]: listenersOf(
        outbound.listeners,
        ownListeners([inbound.listeners, gateway.listeners]),
      ),
      [TypeUrl.RouteConfiguration]: routes,
    };
    return {
      get version() {
        return contentHash(text.encode(Object.values(maps).map(versionOf).join(" ")));
      },
      resources: (typeUrl) => maps[typeUrl] ?? NO_RESOURCES,
      onDemand: (typeUrl, name) => onDemand(model, client.namespace, routes, typeUrl, name),
      get diagnostics() {
        return sortDiagnostics([
          ...outbound.diagnostics,
          ...inbound.diagnostics,
          ...gateway.diagnostics,
          ...bothWays(inbound, outbound.listeners),
        ]);
      },
    };
  };
}

const text = new TextEncoder();

function layered(shared: ResourceMap, own: ResourceMap): ResourceMap {
  return own.size === 0 ? shared : new LayeredMap(shared, own);
}

/** A socket cannot both take in requests for the application and send the application's own ones out. */
function bothWays({ owners }: Inbound, outbound: ResourceMap): readonly Diagnostic[] {
  return [...owners].flatMap(([name, { host, age }]) => {
    if (!outbound.has(name)) return [];
    const message = `${host}: ${name.replace("_", ":")} is where a proxy takes in requests for its application, so the application has no listener there to call others; let the proxy use another outbound address, or give the service another port`;
    return [diagnose(age.key, "PortTaken", message)];
  });
}
