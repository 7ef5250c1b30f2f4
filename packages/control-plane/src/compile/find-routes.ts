import { routingFor } from "./compiled-service.js";
import type { MeshRoute, RouteQuery } from "./mesh.js";
import type { MeshModel } from "./mesh-model.js";
import { sees } from "./service.js";

/** Route configurations as a namespace sees them, by name. */
export function findRoutes(
  model: MeshModel,
  { host: written, port, namespace = "" }: RouteQuery,
): readonly MeshRoute[] {
  const { compiled, protocols } = model;
  const wanted = written === undefined ? undefined : fullName(model, written, namespace);
  const routes: MeshRoute[] = [];
  for (const service of compiled.list) {
    const { host } = service.service;
    if (wanted !== undefined && host !== wanted) continue;
    if (!sees(service.service.exportTo, namespace)) continue;
    const routing = routingFor(service, namespace);
    for (const [index, { number, protocol }] of service.ports.entries()) {
      const resource = routing?.configurations[index];
      if (resource === undefined || (port !== undefined && number !== port)) continue;
      const sources = new Set([service.service.age.key, ...(routing?.sources ?? [])]);
      const described = protocols.sources.get(protocol);
      if (described !== undefined) sources.add(described);
      routes.push({
        name: resource.name,
        host,
        port: number,
        protocol,
        resource,
        sources: [...sources].sort(),
        missingClusters: routing?.missing[index] ?? [],
      });
    }
  }
  return routes;
}

/** Why there are none, with what to do. Undefined: there are, or no host is asked for. */
export function whyNoRoutes(model: MeshModel, query: RouteQuery): string | undefined {
  const { host: written, port, namespace = "" } = query;
  if (written === undefined || findRoutes(model, query).length > 0) return undefined;
  const { hosts } = model.directory;
  const host = fullName(model, written, namespace);
  const service = model.compiled.get(host);
  if (service === undefined) return `no service has the host ${host}; ${hosts.near(host)}`;
  if (!sees(service.service.exportTo, namespace)) {
    return `${host} is not shown to namespace ${namespace || "default"}; add it to the service's exportTo, or ask for another`;
  }
  const ports = service.ports.map(({ number }) => number);
  if (ports.length > 0 && port !== undefined) {
    return `${host} has no port ${port} that proxies serve; there are: ${ports.join(", ")}`;
  }
  return `${host} has no port that proxies serve; name one tcp-metaprotocol-PROTOCOL`;
}

function fullName(
  { directory: { hosts }, compiled }: MeshModel,
  written: string,
  namespace: string,
): string {
  const full = hosts.fullName(written, namespace || "default");
  if (hosts.has(full)) return full;
  // As Kubernetes has it: `orders.shop` is `orders.shop.svc.<domain>`.
  const longer = compiled.list.find(({ service }) => service.host.startsWith(`${full}.svc.`));
  return longer?.service.host ?? full;
}
