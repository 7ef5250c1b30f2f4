import { TypeUrl } from "@meltemi/xds";
import type { CompiledService } from "./compiled-service.js";
import { memoByObject } from "./memo.js";
import type { MeshModel } from "./mesh-model.js";
import { listenerName } from "./names.js";

/** Keys of the resources that made an xDS resource, sorted. Found by its name, since few ever ask. */
export function sourcesOf(model: MeshModel, typeUrl: string, name: string): readonly string[] {
  const find = FINDERS[typeUrl];
  return find === undefined ? [] : [...new Set(find(model, name))].sort();
}

type Finder = (model: MeshModel, name: string) => Iterable<string>;

const FINDERS: Readonly<Record<string, Finder>> = {
  [TypeUrl.Cluster]: sourcesOfCluster,
  [TypeUrl.ClusterLoadAssignment]: sourcesOfCluster,
  [TypeUrl.RouteConfiguration]: sourcesOfRoutes,
  [TypeUrl.HttpRouteConfiguration]: sourcesOfRoutes,
  [TypeUrl.Listener]: sourcesOfListener,
};

function sourcesOfCluster({ compiled }: MeshModel, name: string): Iterable<string> {
  const [direction, , , host = ""] = name.split("|");
  const found = direction === "outbound" ? compiled.get(host) : undefined;
  if (found === undefined) return [];
  return [...found.service.sources, ...(found.rule === undefined ? [] : [found.rule.age.key])];
}

function sourcesOfRoutes(model: MeshModel, name: string): Iterable<string> {
  const gateway = ofGateways(model).get(name);
  if (gateway !== undefined) return gateway;
  const found = model.compiled.get(name.slice(0, Math.max(name.lastIndexOf("_"), 0)));
  if (found === undefined) return [];
  return [found.service.age.key, ...found.routings.flatMap((routing) => routing.sources)];
}

/** Whose a listener is may depend on the proxy; the likeliest is named. */
function sourcesOfListener(model: MeshModel, name: string): Iterable<string> {
  const gateway = ofGateways(model).get(name);
  if (gateway !== undefined) return gateway;
  const port = name.slice(name.lastIndexOf("_") + 1);
  const { byAddress, byPort } = outbound(model);
  const found = byAddress.get(name) ?? inbound(model).get(name) ?? byPort.get(port);
  if (found === undefined) return [];
  const { service, ports, routings } = found;
  const limiting = routings.filter(({ limits }) => limits.length > 0);
  return [
    service.age.key,
    ...ports.flatMap(({ protocol }) => model.protocols.sources.get(protocol) ?? []),
    ...limiting.flatMap(({ router }) => router?.age.key ?? []),
  ];
}

/** By the names of their listeners and route configurations. */
const ofGateways = memoByObject(({ gatewayPorts }: MeshModel) => {
  const sources = new Map<string, readonly string[]>();
  for (const { gateway, router, listener, routes } of [...gatewayPorts.values()].flat()) {
    const keys = [gateway.age.key, router.age.key];
    for (const { name } of [listener, routes]) if (!sources.has(name)) sources.set(name, keys);
  }
  return sources;
});

/** Services by the names of listeners at their own addresses, and by their ports, where all share an address. */
const outbound = memoByObject(({ services, compiled }: MeshModel) => {
  const byAddress = new Map<string, CompiledService>();
  const byPort = new Map<string, CompiledService>();
  for (const { host } of services.byAge) {
    const service = compiled.get(host);
    if (service === undefined) continue;
    for (const { number } of service.ports) {
      put(byPort, String(number), service);
      for (const address of service.listeners.addresses) {
        put(byAddress, listenerName(address, number), service);
      }
    }
  }
  return { byAddress, byPort };
});

/** Services by the names of the listeners in front of their endpoints. */
const inbound = memoByObject(({ services, compiled }: MeshModel) => {
  const byName = new Map<string, CompiledService>();
  for (const { host } of services.byAge) {
    const service = compiled.get(host);
    if (service === undefined) continue;
    for (const { number, targetPort } of service.ports) {
      put(byName, listenerName("0.0.0.0", targetPort), service);
      for (const { address, ports } of service.service.endpoints) {
        const port = ports.get(number);
        if (port !== undefined) put(byName, listenerName(address, port), service);
      }
    }
  }
  return byName;
});

/** The oldest comes first and stays. */
function put(services: Map<string, CompiledService>, key: string, service: CompiledService): void {
  if (!services.has(key)) services.set(key, service);
}
