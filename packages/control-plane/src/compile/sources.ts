import { TypeUrl } from "@meltemi/xds";
import type { CompiledService } from "./compiled-service.js";
import type { MeshModel } from "./mesh-model.js";

/** Keys of the resources that made an xDS resource, sorted. Looked up by its name, since few ever ask. */
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
  const { gatewayPorts, compiled } = model;
  for (const port of [...gatewayPorts.values()].flat()) {
    if (port.routes.name === name) return [port.gateway.age.key, port.router.age.key];
  }
  const found = compiled.get(name.slice(0, Math.max(name.lastIndexOf("_"), 0)));
  if (found === undefined) return [];
  return [found.service.age.key, ...found.routings.flatMap((routing) => routing.sources)];
}

/** Who has a listener may depend on the proxy; the likeliest is named. */
function sourcesOfListener(
  { compiled, services, gatewayPorts, protocols }: MeshModel,
  name: string,
): Iterable<string> {
  const cut = name.lastIndexOf("_");
  const address = name.slice(0, Math.max(cut, 0));
  const number = Number(name.slice(cut + 1));
  for (const port of [...gatewayPorts.values()].flat()) {
    if (port.listener.name === name) return [port.gateway.age.key, port.router.age.key];
  }
  const oldestFirst = services.byAge.flatMap(({ host }) => compiled.get(host) ?? []);
  const serving = (service: CompiledService) =>
    service.ports.some((port) => port.number === number);
  const found =
    oldestFirst.find((one) => serving(one) && one.listeners.addresses.includes(address)) ??
    oldestFirst.find((one) => receives(one, address, number)) ??
    oldestFirst.find(serving);
  if (found === undefined) return [];
  const described = found.ports.flatMap(({ protocol }) => protocols.sources.get(protocol) ?? []);
  const limiting = found.routings.filter(({ limits }) => limits.length > 0);
  return [
    found.service.age.key,
    ...described,
    ...limiting.flatMap(({ router }) => router?.age.key ?? []),
  ];
}

function receives({ ports, service }: CompiledService, address: string, number: number): boolean {
  return ports.some(
    (port) =>
      (address === "0.0.0.0" && port.targetPort === number) ||
      service.endpoints.some(
        (endpoint) => endpoint.address === address && endpoint.ports.get(port.number) === number,
      ),
  );
}
