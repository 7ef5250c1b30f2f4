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

const NO_ROUTERS: readonly MetaRouter[] = [];

/** Compiles all services, of which only those that something changed for take time. */
export function servicesCompiler(): (
  inputs: ServiceInputs,
  diagnostics: Diagnostic[],
) => CompiledServices {
  let states: ReadonlyMap<string, ServiceState> = new Map();
  let lastHosts: Hosts | undefined;

  return ({ services, hosts, protocols, rules, routers, addresses }, diagnostics) => {
    const next = new Map<string, ServiceState>();
    let sameTargets = hosts === lastHosts;
    for (const service of services) {
      const { host, age } = service;
      const state = states.get(host) ?? newState();
      next.set(host, state);
      const rule = rules.byHost.get(host);
      const address = addresses.get(host);
      const isSame =
        service === state.service &&
        rule === state.rule &&
        protocols === state.protocols &&
        address === state.address;
      if (!isSame) {
        const failures: Diagnostic[] = [];
        const base = attempt(age.key, state.base, failures, () =>
          state.compiler.base(service, rule, protocols, address),
        );
        sameTargets &&= base?.target === state.base?.target;
        state.service = service;
        state.rule = rule;
        state.protocols = protocols;
        state.address = address;
        state.base = base;
        state.baseFailures = failures;
      }
      diagnostics.push(...state.baseFailures);
    }
    states = next;
    lastHosts = hosts;

    // Routes lead to other services, so these come when all of those are known.
    const directory: Directory = { hosts, find: (host) => next.get(host)?.base?.target };
    const byHost = new Map<string, CompiledService>();
    for (const [host, state] of next) {
      const { base, compiler } = state;
      if (base === undefined) continue;
      const followed = routers.byHost.get(host) ?? NO_ROUTERS;
      if (!sameTargets || base !== state.finished || followed !== state.routers) {
        const culprit = followed[0]?.age.key ?? base.service.age.key;
        const failures: Diagnostic[] = [];
        state.compiled = attempt(culprit, state.compiled, failures, () =>
          compiler.finish(directory, base, followed),
        );
        state.finished = base;
        state.routers = followed;
        state.failures = failures;
      }
      if (state.compiled !== undefined) byHost.set(host, state.compiled);
      diagnostics.push(...state.failures);
    }
    return { byHost, directory };
  };
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
