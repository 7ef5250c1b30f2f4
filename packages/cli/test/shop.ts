/** A service with two versions, and routes to them. */
export const ORDERS_HOST = "orders.shop.svc.cluster.local";

export const ORDERS_ENTRY = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: orders, namespace: shop, labels: {team: sales}}
spec:
  hosts: [${ORDERS_HOST}]
  addresses: [240.0.0.1]
  ports: [{number: 8091, name: tcp-metaprotocol-qza, protocol: TCP}]
  resolution: STATIC
  endpoints:
    - {address: 127.0.0.1, labels: {version: v1}}
    - {address: 127.0.0.2, labels: {version: v2}}
`;

export const ORDERS_RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: orders, namespace: shop}
spec:
  host: ${ORDERS_HOST}
  subsets:
    - {name: v1, labels: {version: v1}}
    - {name: v2, labels: {version: v2}}
`;

/** Sub-command 2 of command 153 goes to v2, everything else to v1. */
export const ORDERS_ROUTER = `apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: MetaRouter
metadata: {name: orders, namespace: shop}
spec:
  hosts: [${ORDERS_HOST}]
  routes:
    - name: second
      match: {attributes: {cmd: {exact: "153"}, sub_cmd: {regex: "2"}}}
      route: [{destination: {host: ${ORDERS_HOST}, subset: v2}}]
      requestMutation: [{key: x-env, value: staging}]
    - name: rest
      route:
        - {destination: {host: ${ORDERS_HOST}, subset: v1}, weight: 90}
        - {destination: {host: ${ORDERS_HOST}, subset: v2}, weight: 10}
      mirror: {host: ${ORDERS_HOST}, subset: v2}
      mirrorPercentage: {value: 25}
`;

export const SHOP: string = [ORDERS_ENTRY, ORDERS_RULE, ORDERS_ROUTER].join("---\n");

/** The same with another port, for tests that listen on it. */
export function shopAt(port: number): string {
  return SHOP.replaceAll("8091", String(port));
}
