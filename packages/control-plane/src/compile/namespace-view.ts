import type { Resource, ResourceMap } from "@meltemi/xds";
import { type CompiledService, routingFor } from "./compiled-service.js";
import type { Diagnostic } from "./diagnostic.js";
import { mapJoiner } from "./map-joiner.js";
import { memo, stableList } from "./memo.js";
import type { MeshModel } from "./mesh-model.js";
import { outboundListeners, type ServiceListeners } from "./outbound-listeners.js";
import { sees } from "./service.js";

/** What the proxies of a namespace have in common. */
export interface NamespaceView {
  readonly clusters: ResourceMap;
  readonly assignments: ResourceMap;
  readonly routes: ResourceMap;
  /** @param mode "vip" or an IP address */
  outbound(mode: string): OutboundView;
}

export interface OutboundView {
  readonly listeners: ResourceMap;
  readonly diagnostics: readonly Diagnostic[];
}

export type ViewCompiler = (model: MeshModel) => NamespaceView;

/** Cuts one mesh after another to what a namespace sees; maps in which nothing changed stay the same objects. */
export function viewCompiler(namespace: string): ViewCompiler {
  const joinClusters = mapJoiner();
  const joinAssignments = mapJoiner();
  const joinRoutes = mapJoiner();
  const clustersOf = onBasis((model) =>
    joinClusters(visibleTo(namespace, model.compiled.list).map(({ clusters }) => clusters)),
  );
  const assignmentsOf = onBasis((model) =>
    joinAssignments(
      visibleTo(namespace, model.compiled.list).map(({ assignments }) => assignments),
    ),
  );
  const listenersOf = onBasis((model) => listenersByAge(model, namespace));
  const outbound = new Map<string, ReturnType<typeof outboundCompiler>>();
  return memo((model) => ({
    clusters: clustersOf(model),
    assignments: assignmentsOf(model),
    routes: joinRoutes(
      visibleTo(namespace, model.compiled.list).map(
        (service) => routingFor(service, namespace)?.configurations ?? NO_CONFIGURATIONS,
      ),
    ),
    outbound: (mode) => {
      const compile = outbound.get(mode) ?? outboundCompiler(mode);
      outbound.set(mode, compile);
      return compile(listenersOf(model));
    },
  }));
}

const NO_CONFIGURATIONS: readonly Resource[] = [];

/** For what routes make no difference to. */
export function onBasis<Output>(
  compute: (model: MeshModel) => Output,
): (model: MeshModel) => Output {
  let last: { readonly basis: object; readonly output: Output } | undefined;
  return (model) => {
    const { basis } = model.compiled;
    if (last?.basis !== basis) last = { basis, output: compute(model) };
    return last.output;
  };
}

/** The listeners of the services that a namespace sees, those of the oldest service first. */
export function listenersByAge(
  { services, compiled }: MeshModel,
  namespace: string | undefined,
): readonly ServiceListeners[] {
  const listeners: ServiceListeners[] = [];
  for (const { host, exportTo } of services.byAge) {
    if (namespace !== undefined && !sees(exportTo, namespace)) continue;
    const service = compiled.get(host);
    if (service !== undefined) listeners.push(service.listeners);
  }
  return listeners;
}

function visibleTo(
  namespace: string,
  services: readonly CompiledService[],
): readonly CompiledService[] {
  return services.filter(({ service }) => sees(service.exportTo, namespace));
}

function outboundCompiler(mode: string): (services: readonly ServiceListeners[]) => OutboundView {
  const stable = stableList<ServiceListeners>();
  const join = mapJoiner();
  const compile = memo((services: readonly ServiceListeners[]) => {
    const { listeners, diagnostics } = outboundListeners(services, mode);
    return { listeners: join([listeners]), diagnostics };
  });
  return (services) => compile(stable(services));
}
