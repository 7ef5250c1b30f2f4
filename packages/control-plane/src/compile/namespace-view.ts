import type { ResourceMap } from "@meltemi/xds";
import { type CompiledService, routingFor } from "./compiled-service.js";
import type { Diagnostic } from "./diagnostic.js";
import { memo, stableList } from "./memo.js";
import type { MeshModel } from "./mesh-model.js";
import { outboundListeners, type ServiceListeners } from "./outbound-listeners.js";
import { mapJoiner } from "./resource-maps.js";
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
  const clusters = mapJoiner();
  const assignments = mapJoiner();
  const routes = mapJoiner();
  const outbound = new Map<string, ReturnType<typeof outboundCompiler>>();
  return memo((model) => {
    const visible = visibleTo(namespace, [...model.compiled.values()]);
    let oldestFirst: readonly ServiceListeners[] | undefined;
    const modes = new Map<string, OutboundView>();
    return {
      clusters: clusters(visible.map((service) => service.clusters)),
      assignments: assignments(visible.map((service) => service.assignments)),
      routes: routes(
        visible.map((service) => routingFor(service, namespace)?.configurations ?? []),
      ),
      outbound: (mode) => {
        const known = modes.get(mode);
        if (known !== undefined) return known;
        oldestFirst ??= listenersByAge(model, namespace);
        const compile = outbound.get(mode) ?? outboundCompiler(mode);
        outbound.set(mode, compile);
        const view = compile(oldestFirst);
        modes.set(mode, view);
        return view;
      },
    };
  });
}

/** The listeners of the services that a namespace sees, those of the oldest service first. */
export function listenersByAge(
  { services, compiled }: MeshModel,
  namespace: string | undefined,
): readonly ServiceListeners[] {
  const inOrder = services.byAge.flatMap(({ host }) => compiled.get(host) ?? []);
  const visible = namespace === undefined ? inOrder : visibleTo(namespace, inOrder);
  return visible.map(({ listeners }) => listeners);
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
