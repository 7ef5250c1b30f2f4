import {
  type EndpointSliceSpec,
  type Resource,
  resourceKey,
  type ServiceEntrySpec,
  type ServiceSpec,
  type WorkloadEntrySpec,
} from "@meltemi/api";
import { byAge, byText } from "./age.js";
import { attempt } from "./attempt.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { readKubernetesService, SERVICE_NAME_LABEL } from "./kubernetes-service.js";
import { memo, memoByFirst, memoByObject, stableGroups } from "./memo.js";
import { namedIn, type Service } from "./service.js";
import { type DeclaredServices, readServiceEntry } from "./service-entry.js";

/** The services of the mesh: no two have the same host. */
export interface Services {
  /** Sorted by host. */
  readonly list: readonly Service[];
  /** The same, the oldest first. */
  readonly byAge: readonly Service[];
  /** Namespaces that only some of them are shown to. */
  readonly namespaces: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

type ServicesOf = (
  entries: readonly Resource<ServiceEntrySpec>[],
  workloads: readonly Resource<WorkloadEntrySpec>[],
  kubernetes: readonly Resource<ServiceSpec>[],
  slices: readonly Resource<EndpointSliceSpec>[],
) => Services;

const NO_WORKLOADS: readonly Resource<WorkloadEntrySpec>[] = [];
const NO_SLICES: readonly Resource<EndpointSliceSpec>[] = [];

/** Reads services of every kind. Those whose resources did not change are the same objects as last time. */
export function servicesReader(domain: string): ServicesOf {
  const workloadGroups = stableGroups<Resource<WorkloadEntrySpec>>(byName);
  const sliceGroups = stableGroups<Resource<EndpointSliceSpec>>(byName);
  const workloadsByNamespace = memo((workloads: readonly Resource<WorkloadEntrySpec>[]) =>
    workloadGroups((add) => {
      for (const workload of workloads) add(workload.metadata.namespace, workload);
    }),
  );
  const slicesByService = memo((slices: readonly Resource<EndpointSliceSpec>[]) =>
    sliceGroups((add) => {
      for (const slice of slices) add(ownerOf(slice), slice);
    }),
  );
  const readEntry = memoByFirst(readServiceEntry);
  const readService = memoByFirst(
    (resource: Resource<ServiceSpec>, slices: readonly Resource<EndpointSliceSpec>[]) =>
      readKubernetesService(resource, slices, domain),
  );
  const sort = servicesSorter();
  let last: ReadonlyMap<string, DeclaredServices> = new Map();

  return memo((entries, workloads, kubernetes, slices) => {
    const ofNamespace = workloadsByNamespace(workloads);
    const ofService = slicesByService(slices);
    const declared = new Map<string, DeclaredServices>();
    const diagnostics: Diagnostic[] = [];
    const declare = (resource: Resource, read: () => DeclaredServices) => {
      const key = keyOf(resource);
      const services = attempt(key, last.get(key), diagnostics, read);
      if (services !== undefined) declared.set(key, services);
    };
    for (const entry of entries) {
      const { spec, metadata } = entry;
      const chooses = spec.workloadSelector !== undefined;
      const candidates = chooses ? ofNamespace.get(metadata.namespace) : undefined;
      declare(entry, () => readEntry(entry, candidates ?? NO_WORKLOADS));
    }
    for (const service of kubernetes) {
      const { namespace, name } = service.metadata;
      declare(service, () =>
        readService(service, ofService.get(`${namespace}/${name}`) ?? NO_SLICES),
      );
    }
    last = declared;
    for (const one of declared.values()) diagnostics.push(...one.diagnostics);
    const sorted = sort(pickOldest(declared.values(), diagnostics));
    const namespaces = namedIn(sorted.list.map(({ exportTo }) => exportTo));
    return { ...sorted, namespaces, diagnostics };
  });
}

/** Of services with the same host the oldest stays. */
function pickOldest(
  declared: Iterable<DeclaredServices>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Service> {
  const winners = new Map<string, Service>();
  const losers: Service[] = [];
  for (const { services } of declared) {
    for (const service of services) {
      const rival = winners.get(service.host);
      if (rival === undefined || byAge(service.age, rival.age) < 0) {
        winners.set(service.host, service);
        if (rival !== undefined) losers.push(rival);
      } else losers.push(service);
    }
  }
  for (const { host, age } of losers) {
    const message = `host ${host} is declared by ${winners.get(host)?.age.key} already, which is older; remove one of them`;
    diagnostics.push(diagnose(age.key, "HostTaken", message));
  }
  return winners;
}

/** Sorts in little time what was nearly the same last time. */
function servicesSorter(): (
  services: ReadonlyMap<string, Service>,
) => Pick<Services, "list" | "byAge"> {
  let hosts: readonly string[] = [];
  let hostsByAge: readonly string[] = [];
  return (services) => {
    const inOrder = (before: readonly string[]) => {
      const known = new Set(before);
      const more = [...services.keys()].filter((host) => !known.has(host));
      return [...before, ...more].flatMap((host) => services.get(host) ?? []);
    };
    const list = inOrder(hosts).sort((left, right) => byText(left.host, right.host));
    const oldestFirst = inOrder(hostsByAge).sort(
      (left, right) => byAge(left.age, right.age) || byText(left.host, right.host),
    );
    hosts = list.map(({ host }) => host);
    hostsByAge = oldestFirst.map(({ host }) => host);
    return { list, byAge: oldestFirst };
  };
}

const keyOf = memoByObject(({ kind, metadata }: Resource) =>
  resourceKey(kind, metadata.namespace, metadata.name),
);

function ownerOf({ metadata }: Resource): string {
  return `${metadata.namespace}/${metadata.labels[SERVICE_NAME_LABEL] ?? ""}`;
}

function byName(left: Resource, right: Resource): number {
  return byText(left.metadata.name, right.metadata.name);
}
