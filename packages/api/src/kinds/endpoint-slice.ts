import type { KindDefinition } from "../resource/kind-definition.js";
import { choice, list, port, type Schema, text } from "../schema/schema-parts.js";
import { checkEndpointSlice } from "./check-service.js";
import { anyFlag, anyText, nonEmptyList, oneOfTexts, openObject, unused } from "./parts.js";

export interface EndpointConditions {
  /** Absent: true. */
  readonly ready?: boolean;
  /** Absent: as `ready`. */
  readonly serving?: boolean;
  /** Absent: false. */
  readonly terminating?: boolean;
}

export interface SliceEndpoint {
  /** At least one; the first counts. */
  readonly addresses: readonly string[];
  readonly conditions?: EndpointConditions;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly zone?: string;
}

export interface SlicePort {
  /** The name of the Service's port; empty for one without a name. */
  readonly name: string;
  /** Absent: all ports. */
  readonly port?: number;
  /** @default "TCP" */
  readonly protocol: "TCP" | "UDP" | "SCTP";
  readonly appProtocol?: string;
}

/** Instances of a Service, the one named by the label `kubernetes.io/service-name`. */
export interface EndpointSliceSpec {
  readonly addressType: "IPv4" | "IPv6" | "FQDN";
  readonly endpoints: readonly SliceEndpoint[];
  readonly ports: readonly SlicePort[];
}

const endpointSchema: Schema = openObject(
  "Endpoint",
  "An instance.",
  {
    addresses: nonEmptyList("Addresses of the instance; the first counts.", text("An address.")),
    conditions: openObject("EndpointConditions", "The state of the instance.", {
      ready: anyFlag("false: it gets no requests. Left out: true."),
      serving: anyFlag("As ready, for instances that are stopping. Left out: as ready."),
      terminating: anyFlag("true: it is stopping. Left out: false."),
    }),
    hostname: anyText("Host name of the instance."),
    nodeName: anyText("Node on which it runs."),
    zone: anyText("Zone in which it runs."),
    targetRef: unused,
    hints: unused,
    deprecatedTopology: unused,
  },
  ["addresses"],
);

export const endpointSlice: KindDefinition = {
  kind: "EndpointSlice",
  group: "discovery.k8s.io",
  version: "v1",
  otherVersions: [],
  otherGroups: [],
  plural: "endpointslices",
  shortNames: [],
  scope: "Namespaced",
  hasSpec: false,
  own: false,
  description: "Instances of a Kubernetes Service.",
  check: checkEndpointSlice,
  schema: openObject(
    "EndpointSlice",
    "Instances of the Service that the label kubernetes.io/service-name names.",
    {
      addressType: oneOfTexts("What the addresses are.", ["IPv4", "IPv6", "FQDN"]),
      endpoints: list("Instances.", endpointSchema),
      ports: list(
        "Ports of all the instances.",
        openObject("EndpointPort", "A port of the instances.", {
          name: { ...anyText("Name of the Service's port."), default: "" },
          port: port("Number of the port. Left out: all ports.", 1),
          protocol: choice("Protocol below the requests.", ["TCP", "UDP", "SCTP"], "TCP"),
          appProtocol: anyText("Protocol of the requests in the words of others."),
        }),
      ),
    },
    ["addressType"],
  ),
};
