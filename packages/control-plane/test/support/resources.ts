/** A service of the protocol qza with an endpoint for each version. */
export function serviceEntry(name: string, versions: readonly string[] = ["v1", "v2"]): string {
  const endpoints = versions.map((version, index) =>
    [
      `  - address: 10.0.0.${index + 1}`,
      "    ports: {tcp-metaprotocol-qza: 9090}",
      `    labels: {version: ${version}}`,
    ].join("\n"),
  );
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}, namespace: shop}
spec:
  hosts: [${name}.shop.svc.cluster.local]
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
  - {number: 9090, name: tcp-metaprotocol-qza, protocol: TCP}
  endpoints:
${endpoints.join("\n")}
`;
}

export function destinationRule(name: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}, namespace: shop}
spec:
  host: ${name}.shop.svc.cluster.local
  subsets:
  - {name: v1, labels: {version: v1}}
  - {name: v2, labels: {version: v2}}
`;
}

/** A router that sends everything to one subset. */
export function metaRouter(name: string, subset: string, host: string = name): string {
  return `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: ${name}, namespace: shop}
spec:
  hosts: [${host}.shop.svc.cluster.local]
  routes:
  - name: all
    route:
    - destination: {host: ${host}.shop.svc.cluster.local, subset: ${subset}}
`;
}

/** A service with everything that belongs to it. */
export function shop(name: string, subset = "v1"): string {
  return [serviceEntry(name), destinationRule(name), metaRouter(name, subset)].join("---\n");
}
