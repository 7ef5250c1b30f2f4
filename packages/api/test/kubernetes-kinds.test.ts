import { expect, test } from "vitest";
import { problemsOf, resourceText, specOf, warningsOf } from "./resource-text.js";

const service = (spec: string): string => resourceText("Service", spec);
/** A slice, whose fields begin on line 4. */
const slice = (fields: string, labels = "{kubernetes.io/service-name: orders}"): string =>
  `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: orders-1, labels: ${labels}}\n${fields}\n`;

test.each<[rule: string, text: string, problem: string]>([
  [
    "a port without number",
    service("ports: [{name: a}]"),
    '5 spec.ports[0]: "port" is missing; add it (What clients call)',
  ],
  [
    "one of several ports without name",
    service("ports:\n- {port: 1, name: a}\n- {port: 2}"),
    "7 spec.ports[1]: needs a name, since there are several ports; add it",
  ],
  [
    "a target port of 0",
    service("ports: [{port: 1, targetPort: 0}]"),
    "5 spec.ports[0].targetPort: 0 is not a port; write 1 to 65535",
  ],
  [
    "a target port that is a list",
    service("ports: [{port: 1, targetPort: []}]"),
    "5 spec.ports[0].targetPort: expected a whole number or a text",
  ],
  [
    "a port number given twice",
    service("ports: [{port: 1, name: a}, {port: 1, name: b}]"),
    "5 spec.ports[1].port: another port has the number 1; remove one",
  ],
  [
    "a protocol that does not exist",
    service("ports: [{port: 1, protocol: HTTP}]"),
    '5 spec.ports[0].protocol: expected TCP, UDP or SCTP, got the text "HTTP"',
  ],
  [
    "a cluster IP that is none",
    service("clusterIP: none"),
    '5 spec.clusterIP: "none" is not an IP address; write one, or None for a headless service',
  ],
  [
    "an external service without name",
    service("type: ExternalName"),
    "4 spec.externalName: type ExternalName needs it; add the host name of the service",
  ],
  [
    "an external service of no host",
    service("type: ExternalName\nexternalName: a b"),
    '6 spec.externalName: "a b" is not a host name; write such as db.example.com',
  ],
  ["a slice without type", slice("endpoints: []"), '1 : "addressType" is missing; add it'],
  [
    "an endpoint without address",
    slice("addressType: IPv4\nendpoints: [{addresses: []}]"),
    "5 endpoints[0].addresses: must have 1 or more entries; add one",
  ],
  [
    "an address of another type",
    slice("addressType: IPv4\nendpoints: [{addresses: [fd00::1]}]"),
    '5 endpoints[0].addresses[0]: "fd00::1" is not of addressType IPv4; correct one of the two',
  ],
])("refused, and only for that: %s", (_, text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringContaining(problem)]);
});

test("a slice without the label of its service is accepted with a warning", () => {
  const text = slice("addressType: IPv4", "{}");
  expect(problemsOf(text)).toEqual([]);
  expect(warningsOf(text)).toEqual([
    "3 metadata.labels: there is no label kubernetes.io/service-name, so these are instances of nothing; add it",
  ]);
});

test("a service as a cluster gives it out is read without a word", () => {
  const text = `apiVersion: v1
kind: Service
metadata:
  creationTimestamp: "2026-01-31T12:00:00Z"
  name: orders
  namespace: shop
  resourceVersion: "523"
  uid: 3d1a
  managedFields: [{manager: kubectl, operation: Update}]
  ownerReferences: null
spec:
  allocateLoadBalancerNodePorts: true
  clusterIP: 10.96.0.10
  clusterIPs: [10.96.0.10, "fd00::a"]
  externalTrafficPolicy: Cluster
  ipFamilies: [IPv4]
  ipFamilyPolicy: SingleStack
  ports:
  - {name: tcp-metaprotocol-dubbo, port: 20880, targetPort: dubbo, protocol: TCP, nodePort: 30880}
  - {name: dns, port: 53, targetPort: 5353, protocol: UDP}
  - {name: dns-tcp, port: 53}
  selector: {app: orders}
  type: LoadBalancer
status: {loadBalancer: {}}
`;
  expect(warningsOf(text)).toEqual([]);
  expect(specOf("Service", text)).toEqual({
    ports: [
      { name: "tcp-metaprotocol-dubbo", port: 20880, targetPort: "dubbo", protocol: "TCP" },
      { name: "dns", port: 53, targetPort: 5353, protocol: "UDP" },
      { name: "dns-tcp", port: 53, protocol: "TCP" },
    ],
    selector: { app: "orders" },
    clusterIP: "10.96.0.10",
    clusterIPs: ["10.96.0.10", "fd00::a"],
    type: "LoadBalancer",
  });
});

test("a service may say nothing at all", () => {
  expect(specOf("Service", "{apiVersion: v1, kind: Service, metadata: {name: a}}")).toEqual({
    ports: [],
    selector: {},
    clusterIPs: [],
    type: "ClusterIP",
  });
});

test("a slice as a cluster gives it out is read without a word", () => {
  const text = slice(`addressType: IPv4
endpoints:
- addresses: [10.0.0.1]
  conditions: {ready: true, serving: true, terminating: false}
  nodeName: node-1
  targetRef: {kind: Pod, name: orders-1}
  zone: a
- addresses: [10.0.0.2]
  conditions: {ready: null}
ports:
- {name: tcp-metaprotocol-dubbo, port: 20880, protocol: TCP}
- {port: 1}`);
  expect(warningsOf(text)).toEqual([]);
  expect(specOf("EndpointSlice", text)).toEqual({
    addressType: "IPv4",
    endpoints: [
      {
        addresses: ["10.0.0.1"],
        conditions: { ready: true, serving: true, terminating: false },
        nodeName: "node-1",
        zone: "a",
      },
      { addresses: ["10.0.0.2"], conditions: {} },
    ],
    ports: [
      { name: "tcp-metaprotocol-dubbo", port: 20880, protocol: "TCP" },
      { name: "", port: 1, protocol: "TCP" },
    ],
  });
});

test("lists that a cluster gives out as null are empty", () => {
  const spec = specOf("EndpointSlice", slice("addressType: FQDN\nendpoints: null\nports: null"));
  expect(spec).toEqual({ addressType: "FQDN", endpoints: [], ports: [] });
});

test("what a mesh would have to act on and does not is named", () => {
  expect(warningsOf(service("sessionAffinity: ClientIP"))).toEqual([
    "5 spec.sessionAffinity: makes no difference here; write consistentHash: {useSourceIp: true} in a DestinationRule",
  ]);
});
