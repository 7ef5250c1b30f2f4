import { attempt } from "./attempt.js";
import {
  type CompiledService,
  type ServiceBase,
  type ServiceCompiler,
  serviceCompiler,
} from "./compiled-service.js";
import type { DestinationRule, DestinationRules } from "./destination-rules.js";
import type { Directory, Target } from "./destinations.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Hosts } from "./hosts.js";
import type { MetaRouter, MetaRouters } from "./meta-routers.js";
import type { Protocols } from "./protocols.js";
import type { Service } from "./service.js";
import { ServiceTable } from "./service-table.js";

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
  readonly table: ServiceTable;
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

interface Round {
  readonly inputs: ServiceInputs;
  /** In the order of the services. */
  readonly states: readonly ServiceState[];
  /** Places in `states`, by host. */
  readonly places: ReadonlyMap<string, number>;
  readonly directory: Directory;
  readonly compiled: readonly (CompiledService | undefined)[];
  /** The same object as long as nothing changed but routes. */
  readonly basis: object;
}

/** Compiles all services, of which only those that something changed for take time. */
export function servicesCompiler(): (
  inputs: ServiceInputs,
  diagnostics: Diagnostic[],
) => CompiledServices {
  let last: Round | undefined;
  return (inputs, diagnostics) => {
    last =
      last !== undefined && sameButRoutes(inputs, last.inputs)
        ? routesAnew(last, inputs)
        : everythingAnew(last, inputs);
    const { states, places, compiled, basis, directory } = last;
    for (const { baseFailures, failures } of states) {
      if (baseFailures.length > 0) diagnostics.push(...baseFailures);
      if (failures.length > 0) diagnostics.push(...failures);
    }
    return { table: new ServiceTable(compiled, places, basis), directory };
  };
}

function sameButRoutes(left: ServiceInputs, right: ServiceInputs): boolean {
  return (
    left.services === right.services &&
    left.hosts === right.hosts &&
    left.protocols === right.protocols &&
    left.rules === right.rules &&
    left.addresses === right.addresses
  );
}

function everythingAnew(last: Round | undefined, inputs: ServiceInputs): Round {
  const states: ServiceState[] = [];
  const places = new Map<string, number>();
  const targets = new Map<string, Target | undefined>();
  let mayLeadElsewhere = inputs.hosts !== last?.inputs.hosts;
  for (const service of inputs.services) {
    const known = last?.states[last.places.get(service.host) ?? -1];
    const state = known ?? newState();
    const target = state.base?.target;
    compileBase(state, service, inputs);
    if (target !== state.base?.target) mayLeadElsewhere = true;
    places.set(service.host, states.length);
    targets.set(service.host, state.base?.target);
    states.push(state);
  }
  // Routes lead to other services, so these come when all of those are known.
  const directory: Directory = { hosts: inputs.hosts, find: (host) => targets.get(host) };
  for (const state of states) {
    const host = state.service?.host ?? "";
    finish(state, inputs.routers.of(host) ?? NO_ROUTERS, directory, mayLeadElsewhere);
  }
  const compiled = states.map((state) => state.compiled);
  return { inputs, states, places, directory, compiled, basis: {} };
}

function routesAnew(last: Round, inputs: ServiceInputs): Round {
  const { routers } = inputs;
  if (routers === last.inputs.routers) return last;
  const isNext = routers.revision === last.inputs.routers.revision + 1;
  const hosts = (isNext ? routers.changed : undefined) ?? last.places.keys();
  const compiled = [...last.compiled];
  let { basis } = last;
  for (const host of hosts) {
    const place = last.places.get(host) ?? -1;
    const state = last.states[place];
    if (state === undefined) continue;
    finish(state, routers.of(host) ?? NO_ROUTERS, last.directory, false);
    // One that had failed before catches up with the changes that it missed.
    if (!hasSameBase(compiled[place], state.compiled)) basis = {};
    compiled[place] = state.compiled;
  }
  return { ...last, inputs, compiled, basis };
}

/** Whether nothing but routes differs. */
function hasSameBase(
  left: CompiledService | undefined,
  right: CompiledService | undefined,
): boolean {
  return (
    left?.service === right?.service &&
    left?.clusters === right?.clusters &&
    left?.assignments === right?.assignments &&
    left?.listeners === right?.listeners
  );
}

const NO_ROUTERS: readonly MetaRouter[] = [];

/** Compiles anew what of a service does not depend on others, if something changed for it. */
function compileBase(state: ServiceState, service: Service, inputs: ServiceInputs): void {
  const { host, age } = service;
  const { protocols } = inputs;
  const rule = inputs.rules.of(host);
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
