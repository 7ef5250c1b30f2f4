import { SHOP } from "./shop.js";

/** A resource of each kind. */
export const EVERY_KIND = `${SHOP}---
apiVersion: metaprotocol.aeraki.io/v1alpha1
kind: ApplicationProtocol
metadata: {name: notes}
spec: {protocol: notes, codec: aeraki.meta_protocol.codec.notes}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm-1, namespace: shop}
spec: {address: 10.0.0.7, ports: {http: 8080}, labels: {app: cart}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart, namespace: shop}
spec:
  hosts: [cart.shop.svc.cluster.local]
  gateways: [mesh, shop/edge]
  tcp: [{route: [{destination: {host: cart.shop.svc.cluster.local}}]}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  selector: {istio: edge}
  servers: [{port: {number: 8091, name: tcp-metaprotocol-qza, protocol: TCP}, hosts: ["*"]}]
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec:
  clusterIP: 10.96.0.12
  selector: {app: cart}
  ports: [{name: tcp-metaprotocol-qza, port: 8091}, {name: metrics, port: 9100, protocol: TCP}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-x1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{name: tcp-metaprotocol-qza, port: 8091, protocol: TCP}]
endpoints: [{addresses: [10.1.0.1]}, {addresses: [10.1.0.2]}]
`;
