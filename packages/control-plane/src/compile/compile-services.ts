import { attempt } from "./attempt.js";
import {
  type CompiledService,
  type ServiceBase,
  type ServiceCompiler,
  serviceCompiler,
} from "./compiled-service.js";
import type { DestinationRule, DestinationRules } from "./destination-rules.js";
import type { Directory } from "./destinations.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Hosts } from "./hosts.js";
import type { MetaRouter, MetaRouters } from "./meta-routers.js";
import type { Protocols } from "./protocols.js";
import type { Service } from "./service.js";

/** Everything that services are compiled from. */
export interface ServiceInputs {
  /** Sorted by host. */
  readonly services: readonly Service[];
  readonly hosts: Hosts;
  readonly protocols: Protocols;
  readonly rules: DestinationRules;
  readonly routers: MetaRouters;
  /** Addresses that were allocated, by host. */
  readonly addresses: ReadonlyMap<string, string>;
}

export interface CompiledServices {
  /** By host, sorted by it. */
  readonly byHost: ReadonlyMap<string, CompiledService>;
  readonly directory: Directory;
}

/** What a service was compiled from last time, and what came of it. */
interface ServiceState {
  readonly compiler: ServiceCompiler;
  service: Service | undefined;
  rule: DestinationRule | undefined;
  protocols: Protocols | undefined;
  address: string | undefined;
  base: ServiceBase | undefined;
  baseFailures: readonly Diagnostic[];
  finished: ServiceBase | undefined;
  routers: readonly MetaRouter[] | undefined;
  compiled: CompiledService | undefined;
  failures: readonly Diagnostic[];
}

/** Compiles all services, of which only those that something changed for take time. */
export function servicesCompiler(): (
  inputs: ServiceInputs,
  diagnostics: Diagnostic[],
) => CompiledServices {
  let states: ReadonlyMap<string, ServiceState> = new Map();
  let last: ServiceInputs | undefined;

  return (inputs, diagnostics) => {
    const { services, hosts, protocols, rules, routers, addresses } = inputs;
    const isSameBase =
      services === last?.services &&
      protocols === last.protocols &&
      rules === last.rules &&
      addresses === last.addresses;
    let sameTargets = hosts === last?.hosts;
    if (!isSameBase) {
      const next = new Map<string, ServiceState>();
      for (const service of services) {
        const state = states.get(service.host) ?? newState();
        next.set(service.host, state);
        const target = state.base?.target;
        compileBase(state, service, inputs);
        sameTargets &&= target === state.base?.target;
      }
      states = next;
    }
    const known = states;

    // Routes lead to other services, so these come when all of those are known.
    const directory: Directory = { hosts, find: (host) => known.get(host)?.base?.target };
    const byHost = new Map<string, CompiledService>();
    for (const [host, state] of known) {
      finish(state, routers.of(host), directory, !sameTargets);
      if (state.compiled !== undefined) byHost.set(host, state.compiled);
      diagnostics.push(...state.baseFailures, ...state.failures);
    }
    last = inputs;
    return { byHost, directory };
  };
}

/** Compiles anew what of a service does not depend on others, if something changed for it. */
function compileBase(state: ServiceState, service: Service, inputs: ServiceInputs): void {
  const { host, age } = service;
  const { protocols } = inputs;
  const rule = inputs.rules.byHost.get(host);
  const address = inputs.addresses.get(host);
  const isSame =
    service === state.service &&
    rule === state.rule &&
    protocols === state.protocols &&
    address === state.address;
  if (isSame) return;
  const failures: Diagnostic[] = [];
  state.base = attempt(
    age.key,
    () => state.base,
    failures,
    () => state.compiler.base(service, rule, protocols, address),
  );
  state.service = service;
  state.rule = rule;
  state.protocols = protocols;
  state.address = address;
  state.baseFailures = failures;
}

/** Compiles its routes anew, if something changed for them. */
function finish(
  state: ServiceState,
  routers: readonly MetaRouter[],
  directory: Directory,
  mayLeadElsewhere: boolean,
): void {
  const { base } = state;
  if (base === undefined) return;
  if (!mayLeadElsewhere && base === state.finished && routers === state.routers) return;
  const failures: Diagnostic[] = [];
  state.compiled = attempt(
    routers[0]?.age.key ?? base.service.age.key,
    () => state.compiled,
    failures,
    () => state.compiler.finish(directory, base, routers),
  );
  state.finished = base;
  state.routers = routers;
  state.failures = failures;
}

function newState(): ServiceState {
  return {
    compiler: serviceCompiler(),
    service: undefined,
    rule: undefined,
    protocols: undefined,
    address: undefined,
    base: undefined,
    baseFailures: [],
    finished: undefined,
    routers: undefined,
    compiled: undefined,
    failures: [],
  };
}
