import {
  type EndpointSliceSpec,
  type Resource,
  resourceKey,
  type ServiceEntrySpec,
  type ServiceSpec,
  type WorkloadEntrySpec,
} from "@meltemi/api";
import { byText } from "./age.js";
import { attempt } from "./attempt.js";
import type { Diagnostic } from "./diagnostic.js";
import { readKubernetesService, SERVICE_NAME_LABEL } from "./kubernetes-service.js";
import { memo, memoByFirst, memoByObject, stableGroups } from "./memo.js";
import { type Services, servicesMerger } from "./merge-services.js";
import { type DeclaredServices, readServiceEntry } from "./service-entry.js";

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
  const merge = servicesMerger();
  let last: readonly Declared[] = [];

  return memo((entries, workloads, kubernetes, slices) => {
    const ofNamespace = workloadsByNamespace(workloads);
    const ofService = slicesByService(slices);
    const declared: Declared[] = [];
    const diagnostics: Diagnostic[] = [];
    const declare = (resource: Resource, read: () => DeclaredServices) => {
      const key = keyOf(resource);
      const before = () => last.find((one) => one.key === key)?.services;
      const services = attempt(key, before, diagnostics, read);
      if (services !== undefined) declared.push({ key, services });
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
    const merged = merge(declared.map(({ services }) => services));
    for (const { services } of declared) diagnostics.push(...services.diagnostics);
    return { ...merged, diagnostics: [...diagnostics, ...merged.diagnostics] };
  });
}

interface Declared {
  /** Of the resource. */
  readonly key: string;
  readonly services: DeclaredServices;
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
