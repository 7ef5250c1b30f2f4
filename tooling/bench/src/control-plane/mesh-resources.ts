/** A mesh of services that differ by their number only. */
export interface MeshSize {
  readonly services: number;
  readonly endpoints: number;
  /** So many of the services, the first ones, have the subsets v1 and v2. */
  readonly withSubsets: number;
}

export const NAMESPACE = "mesh";
/** Of every service. */
export const SERVICE_PORT = 9090;
const PORT_NAME = "tcp-metaprotocol-qza";

/** Where the endpoints of a service listen that is really called. */
export interface RealEndpoints {
  readonly v1: number;
  readonly v2: number;
}

const PER_BLOCK = 250;

/** A loopback address: on Linux anybody may listen on all of 127.0.0.0/8. */
export function serviceAddress(service: number): string {
  return `127.1.${Math.floor(service / PER_BLOCK)}.${(service % PER_BLOCK) + 1}`;
}

function serviceName(service: number): string {
  return `service-${service}`;
}

function serviceHost(service: number): string {
  return `${serviceName(service)}.${NAMESPACE}.svc.cluster.local`;
}

/** The name of a service's route configuration. */
export function routesName(service: number): string {
  return `${serviceHost(service)}_${SERVICE_PORT}`;
}

/** @param real two endpoints on 127.0.0.1 in place of `endpoints` that nobody calls */
export function serviceEntry(service: number, endpoints: number, real?: RealEndpoints): string {
  const block = `10.${Math.floor(service / PER_BLOCK)}.${service % PER_BLOCK}`;
  const places =
    real === undefined
      ? Array.from({ length: endpoints }, (_, index) =>
          endpoint(`${block}.${index + 1}`, SERVICE_PORT, index % 2 === 0 ? "v1" : "v2"),
        )
      : Object.entries(real).map(([version, port]) => endpoint("127.0.0.1", port, version));
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${serviceName(service)}, namespace: ${NAMESPACE}}
spec:
  hosts: [${serviceHost(service)}]
  addresses: [${serviceAddress(service)}]
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
  - {number: ${SERVICE_PORT}, name: ${PORT_NAME}, protocol: TCP}
  endpoints:
${places.join("")}`;
}

function endpoint(address: string, port: number, version: string): string {
  return `  - address: ${address}
    ports: {${PORT_NAME}: ${port}}
    labels: {version: ${version}}
`;
}

export function destinationRule(service: number): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${serviceName(service)}, namespace: ${NAMESPACE}}
spec:
  host: ${serviceHost(service)}
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
`;
}

/** @param route the name of its first route, which travels to proxies as it is */
export function metaRouter(service: number, route: string, subset?: string): string {
  const to = subset === undefined ? "" : `, subset: ${subset}`;
  const destination = `destination: {host: ${serviceHost(service)}${to}}`;
  return `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: ${serviceName(service)}, namespace: ${NAMESPACE}}
spec:
  hosts: [${serviceHost(service)}]
  routes:
  - name: ${route}
    match: {attributes: {cmd: {exact: "153"}}}
    route:
    - ${destination}
  - name: rest
    route:
    - ${destination}
`;
}

/** Whether a document is the one of a service; of its kind, which its file tells. */
export function isOfService(document: string, service: number): boolean {
  return new RegExp(`\\bname: ${serviceName(service)}[,\\s}]`).test(document);
}
