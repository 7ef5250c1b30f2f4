import type { Resource } from "@meltemi/xds";
import { outboundClusters } from "./clusters.js";
import type { DestinationRule } from "./destination-rules.js";
import { type Directory, sameTarget, type Target, targetOf } from "./destinations.js";
import type { Diagnostic } from "./diagnostic.js";
import { keepEqual } from "./keep-equal.js";
import { memo, sameItems, stableList, stableValue } from "./memo.js";
import { type MeshPort, meshPorts } from "./mesh-ports.js";
import { type MetaRouter, routerFor } from "./meta-routers.js";
import { type ServiceListeners, serviceListeners } from "./outbound-listeners.js";
import type { Protocols } from "./protocols.js";
import { type Routing, type RoutingCompiler, routingCompiler } from "./routing.js";
import type { Service } from "./service.js";

/** What a service is by itself, wherever its routes lead. */
export interface ServiceBase {
  readonly service: Service;
  readonly rule: DestinationRule | undefined;
  /** The ports that proxies serve. */
  readonly ports: readonly MeshPort[];
  /** Both sorted by name. */
  readonly clusters: readonly Resource[];
  readonly assignments: readonly Resource[];
  readonly listeners: ServiceListeners;
  readonly target: Target;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompiledService extends ServiceBase {
  /** Those that some namespace follows, the oldest first. */
  readonly routers: readonly MetaRouter[];
  /** What each of them makes of the service, and last the default if there are namespaces that see none. */
  readonly routings: readonly Routing[];
}

/** What counts for proxies of a namespace. */
export function routingFor(
  { routers, routings }: CompiledService,
  namespace: string,
): Routing | undefined {
  const router = routerFor(routers, namespace);
  return routings.find((routing) => routing.router === router);
}

/** Compiles one service again and again; what did not change stays the same object. */
export interface ServiceCompiler {
  /** @param allocated the address that the service was given */
  base(
    service: Service,
    rule: DestinationRule | undefined,
    protocols: Protocols,
    allocated: string | undefined,
  ): ServiceBase;
  finish(directory: Directory, base: ServiceBase, routers: readonly MetaRouter[]): CompiledService;
}

export function serviceCompiler(): ServiceCompiler {
  const stablePorts = stableValue(sameJson<readonly MeshPort[]>);
  const stableAge = stableValue(sameJson<Service["age"]>);
  const stableAddresses = stableList<string>();
  const stableTarget = stableValue(sameTarget);
  const listenersOf = memo(serviceListeners);
  let clusters: readonly Resource[] = [];
  let assignments: readonly Resource[] = [];

  const base: ServiceCompiler["base"] = memo((service, rule, protocols, allocated) => {
    const { ports, diagnostics } = meshPorts(service, protocols);
    const outbound = outboundClusters(service, rule);
    clusters = keepEqual(outbound.clusters, clusters);
    assignments = keepEqual(outbound.assignments, assignments);
    const served = stablePorts(ports);
    const addresses = allocated === undefined ? service.addresses : [allocated];
    return {
      service,
      rule,
      ports: served,
      clusters,
      assignments,
      listeners: listenersOf(
        service.host,
        stableAge(service.age),
        served,
        stableAddresses(addresses),
      ),
      target: stableTarget(targetOf(service, rule)),
      diagnostics,
    };
  });

  let compilers: ReadonlyMap<string, RoutingCompiler> = new Map();
  let routings: readonly Routing[] = [];
  const join = memo(
    (base: ServiceBase, routers: readonly MetaRouter[], routings: readonly Routing[]) => ({
      ...base,
      routers,
      routings,
      diagnostics: [...base.diagnostics, ...routings.flatMap((one) => one.diagnostics)],
    }),
  );
  const finish: ServiceCompiler["finish"] = (directory, base, routers) => {
    const everyone = routers.some(({ scope }) => scope === "everyone");
    const used = new Map<string, RoutingCompiler>();
    const next = (everyone ? routers : [...routers, undefined]).map((router) => {
      const key = router?.age.key ?? "";
      const compile = compilers.get(key) ?? routingCompiler();
      used.set(key, compile);
      return compile(directory, base.service.host, base.ports, router);
    });
    compilers = used;
    if (!sameItems(next, routings)) routings = next;
    return join(base, routers, routings);
  };
  return { base, finish };
}

function sameJson<Value>(left: Value, right: Value): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
