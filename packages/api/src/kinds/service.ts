import type { KindDefinition } from "../resource/kind-definition.js";
import { choice, list, port, type Schema } from "../schema/schema-parts.js";
import { checkService } from "./check-service.js";
import { anyFlag, anyText, labels, openObject, unused } from "./parts.js";

export interface ServicePort {
  /** `tcp-metaprotocol-<protocol>` for a port that Meltemi serves. Absent on an only port. */
  readonly name?: string;
  readonly port: number;
  /** Where pods listen: a number, or the name of a port of theirs. Absent: at `port`. */
  readonly targetPort?: number | string;
  /** @default "TCP" */
  readonly protocol: "TCP" | "UDP" | "SCTP";
  readonly appProtocol?: string;
}

export type ServiceType = "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";

/** A service of Kubernetes. */
export interface ServiceSpec {
  readonly ports: readonly ServicePort[];
  readonly selector: Readonly<Record<string, string>>;
  /** An IP address, or `None` for a headless service. */
  readonly clusterIP?: string;
  readonly clusterIPs: readonly string[];
  /** @default "ClusterIP" */
  readonly type: ServiceType;
  readonly externalName?: string;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: string;
}

const portSchema: Schema = openObject(
  "ServicePort",
  "A port of the service.",
  {
    name: anyText("tcp-metaprotocol-PROTOCOL for a port that Meltemi serves."),
    port: port("What clients call.", 1),
    targetPort: {
      description:
        "Where pods listen: a number, or the name of a port of theirs. Left out: the port of the service.",
      oneOf: [{ type: "integer" }, { type: "string" }],
    },
    protocol: choice("Protocol below the requests.", ["TCP", "UDP", "SCTP"], "TCP"),
    appProtocol: anyText(
      "Protocol of the requests in the words of others. Meltemi goes by the name.",
    ),
    nodePort: unused,
  },
  ["port"],
);

export const service: KindDefinition = {
  kind: "Service",
  group: "",
  version: "v1",
  otherVersions: [],
  otherGroups: [],
  plural: "services",
  shortNames: ["svc"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "A service of Kubernetes; its EndpointSlices hold its instances.",
  check: checkService,
  schema: openObject("Service", "A service of Kubernetes.", {
    ports: list("Ports of the service.", portSchema),
    selector: labels("Labels that a pod must carry, all of them, to be an instance."),
    clusterIP: anyText("Where clients call the service; None for a headless service."),
    clusterIPs: list(
      "The addresses, with clusterIP as the first.",
      anyText("An IP address or None."),
    ),
    type: choice(
      "How the service can be reached from outside. Only ExternalName makes a difference to the mesh.",
      ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
      "ClusterIP",
    ),
    externalName: anyText("Type ExternalName: host name of the service."),
    publishNotReadyAddresses: anyFlag("true: instances that are not ready get requests too."),
    allocateLoadBalancerNodePorts: unused,
    externalTrafficPolicy: unused,
    internalTrafficPolicy: unused,
    sessionAffinity: anyText("None. ClientIP makes no difference."),
    sessionAffinityConfig: unused,
    healthCheckNodePort: unused,
    ipFamilies: unused,
    ipFamilyPolicy: unused,
    loadBalancerClass: unused,
  }),
};
