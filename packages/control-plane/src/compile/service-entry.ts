import type { Resource, ServiceEntrySpec, WorkloadEntrySpec } from "@meltemi/api";
import { ageOf } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { isAddress } from "./names.js";
import {
  type Endpoint,
  type EndpointLocality,
  NOWHERE,
  type Service,
  type ServicePort,
  scopeOf,
  selects,
} from "./service.js";

export interface DeclaredServices {
  readonly services: readonly Service[];
  readonly diagnostics: readonly Diagnostic[];
}

type WorkloadResource = Resource<WorkloadEntrySpec>;

/** The services of a ServiceEntry: one for each of its hosts. `workloads` are those of its namespace. */
export function readServiceEntry(
  resource: Resource<ServiceEntrySpec>,
  workloads: readonly WorkloadResource[],
): DeclaredServices {
  const { spec, metadata } = resource;
  const age = ageOf(resource);
  const diagnostics: Diagnostic[] = [];
  const hosts = [...new Set(spec.hosts)];
  if (hosts.length === 0) {
    const message = "spec.hosts: it has no host, so it is passed over; give it one";
    diagnostics.push(diagnose(age.key, "Invalid", message));
  }
  const ports = readPorts(resource, age.key, diagnostics);
  const wanted = spec.workloadSelector?.labels ?? {};
  const chosen = workloads.filter((workload) => selects(wanted, workload.spec.labels));
  const sources = [age.key, ...chosen.map((workload) => ageOf(workload).key)];
  const written = [...spec.endpoints, ...chosen.map((workload) => workload.spec)];
  const named = spec.resolution.startsWith("DNS");

  const services = hosts.map((host): Service => {
    const entries =
      written.length === 0 && named ? [{ address: host, ports: {}, labels: {} }] : written;
    return {
      host,
      namespace: metadata.namespace,
      age,
      sources,
      exportTo: scopeOf(spec.exportTo, metadata.namespace),
      addresses: spec.addresses,
      wantsAddress: spec.resolution !== "NONE",
      resolution: named ? "DNS" : "STATIC",
      isPassthrough: spec.resolution === "NONE" && written.length === 0,
      ports,
      endpoints: entries.flatMap(
        (entry) => readEndpoint(entry, ports, named, age.key, diagnostics) ?? [],
      ),
      selector: Object.keys(wanted).length > 0 ? wanted : selectorOf(resource, diagnostics),
    };
  });
  return { services, diagnostics };
}

function readPorts(
  resource: Resource<ServiceEntrySpec>,
  key: string,
  diagnostics: Diagnostic[],
): readonly ServicePort[] {
  const ports = new Map<number, ServicePort>();
  for (const [index, { number, name, targetPort }] of resource.spec.ports.entries()) {
    if (ports.has(number)) {
      const message = `spec.ports[${index}]: port ${number} is there twice; the first is used, so remove one`;
      diagnostics.push(diagnose(key, "Invalid", message));
    } else {
      ports.set(number, { number, name, targetPort: targetPort ?? number });
    }
  }
  return [...ports.values()];
}

function readEndpoint(
  entry: WorkloadEntrySpec,
  ports: readonly ServicePort[],
  named: boolean,
  key: string,
  diagnostics: Diagnostic[],
): Endpoint | undefined {
  const { address } = entry;
  if (!isAddress(address) && !named) {
    const message = `endpoint "${address}" is not an IP address, so it is passed over; give an IP address, or set resolution: DNS`;
    diagnostics.push(diagnose(key, "Invalid", message));
    return undefined;
  }
  if (address.includes("*") || address.includes("/")) {
    const message = `endpoint "${address}" is neither a name nor an IP address, so it is passed over; list the endpoints under spec.endpoints`;
    diagnostics.push(diagnose(key, "Invalid", message));
    return undefined;
  }
  return {
    address,
    ports: new Map(
      ports.map(({ number, name, targetPort }) => [number, entry.ports[name] ?? targetPort]),
    ),
    labels: entry.labels,
    locality: readLocality(entry.locality),
    weight: entry.weight || undefined,
  };
}

/** `region/zone/sub-zone`, of which the end may be missing. */
function readLocality(text: string | undefined): EndpointLocality {
  if (text === undefined || text === "") return NOWHERE;
  const [region = "", zone = "", subZone = ""] = text.split("/");
  return { region, zone, subZone };
}

/** The annotation `workloadSelector`: `orders` means the label app=orders, `tier:orders` the label tier=orders. */
function selectorOf(
  { kind, metadata }: Resource,
  diagnostics: Diagnostic[],
): Readonly<Record<string, string>> | undefined {
  const text = (metadata.annotations["workloadSelector"] ?? "").replaceAll(/\s/g, "");
  if (text === "") return undefined;
  const parts = text.split(":");
  const [first = "", second] = parts;
  if (parts.length <= 2 && parts.every((part) => part !== "")) {
    return second === undefined ? { app: first } : { [first]: second };
  }
  const message = `metadata.annotations.workloadSelector: "${text}" is not a selector; write a value of the label app, or label:value`;
  const key = `${kind}/${metadata.namespace}/${metadata.name}`;
  diagnostics.push(diagnose(key, "Invalid", message));
  return undefined;
}
