import type { EndpointSliceSpec, Resource, ServiceSpec } from "@meltemi/api";
import { ageOf, byText } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { isAddress } from "./names.js";
import { type Endpoint, NOWHERE, type Service, type ServicePort, scopeOf } from "./service.js";
import type { DeclaredServices } from "./service-entry.js";

type Slice = Resource<EndpointSliceSpec>;

/** The label by which a slice says whose endpoints it has. */
export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";
const EXPORT_TO_ANNOTATION = "networking.istio.io/exportTo";
/** What Kubernetes writes in place of an address for services without one. */
const NO_ADDRESS: ReadonlySet<string> = new Set(["", "None", "0.0.0.0"]);

/** The service of a Kubernetes Service. `slices` are those that name it. */
export function readKubernetesService(
  resource: Resource<ServiceSpec>,
  slices: readonly Slice[],
  domain: string,
): DeclaredServices {
  const { spec, metadata } = resource;
  const age = ageOf(resource);
  const diagnostics: Diagnostic[] = [];
  const sorted = slices.toSorted((left, right) => byText(left.metadata.name, right.metadata.name));
  const external = spec.type === "ExternalName" ? spec.externalName : undefined;
  const ports = readPorts(resource, sorted, age.key, diagnostics);
  const addresses = [...spec.clusterIPs, spec.clusterIP ?? ""];
  const exportTo = metadata.annotations[EXPORT_TO_ANNOTATION]?.split(",").map((one) => one.trim());
  const service: Service = {
    host: `${metadata.name}.${metadata.namespace}.svc.${domain}`,
    namespace: metadata.namespace,
    age,
    sources: [age.key, ...sorted.map((slice) => ageOf(slice).key)],
    exportTo: scopeOf(exportTo, metadata.namespace),
    addresses: [...new Set(addresses)].filter((address) => !NO_ADDRESS.has(address)),
    wantsAddress: false,
    resolution: external === undefined ? "STATIC" : "DNS",
    isPassthrough: false,
    ports,
    endpoints:
      external === undefined
        ? sorted.flatMap((slice) => readSlice(slice, ports, spec.publishNotReadyAddresses === true))
        : [externalEndpoint(external, ports)],
    selector: Object.keys(spec.selector).length === 0 ? undefined : spec.selector,
  };
  return { services: [service], diagnostics };
}

function readPorts(
  { spec }: Resource<ServiceSpec>,
  slices: readonly Slice[],
  key: string,
  diagnostics: Diagnostic[],
): readonly ServicePort[] {
  const ports = new Map<number, ServicePort>();
  for (const { port, name = "", targetPort } of spec.ports) {
    if (ports.has(port)) {
      const message = `spec.ports: port ${port} is there twice (TCP and UDP are one here); the first is used`;
      diagnostics.push(diagnose(key, "Invalid", message));
      continue;
    }
    // A name of a container's port is known to the slices only.
    const target = typeof targetPort === "number" ? targetPort : (slicePort(slices, name) ?? port);
    ports.set(port, { number: port, name, targetPort: target });
  }
  return [...ports.values()];
}

function slicePort(slices: readonly Slice[], name: string): number | undefined {
  for (const { spec } of slices) {
    const found = spec.ports.find((port) => port.name === name);
    if (found?.port !== undefined) return found.port;
  }
  return undefined;
}

function readSlice(
  { spec, metadata }: Slice,
  ports: readonly ServicePort[],
  everyEndpoint: boolean,
): readonly Endpoint[] {
  if (spec.addressType === "FQDN") return [];
  const numbers = new Map(
    spec.ports.flatMap(({ name, port }) => (port === undefined ? [] : [[name, port] as const])),
  );
  const served = new Map<number, number>();
  for (const { number, name, targetPort } of ports) {
    // A slice without ports stands for all of them.
    const target = numbers.size === 0 ? targetPort : numbers.get(name);
    if (target !== undefined) served.set(number, target);
  }
  const labels = Object.fromEntries(
    Object.entries(metadata.labels).filter(([name]) => !name.includes("kubernetes.io/")),
  );
  return spec.endpoints
    .filter(({ conditions }) => everyEndpoint || conditions?.ready !== false)
    .flatMap(({ addresses: [address = ""], zone = "" }): readonly Endpoint[] =>
      isAddress(address)
        ? [
            {
              address,
              ports: served,
              labels,
              locality: zone === "" ? NOWHERE : { ...NOWHERE, zone },
              weight: undefined,
            },
          ]
        : [],
    );
}

function externalEndpoint(address: string, ports: readonly ServicePort[]): Endpoint {
  return {
    address,
    ports: new Map(ports.map(({ number, targetPort }) => [number, targetPort])),
    labels: {},
    locality: NOWHERE,
    weight: undefined,
  };
}
