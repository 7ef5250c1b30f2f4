import type { KindDefinition } from "../resource/kind-definition.js";
import { choice, list, port, type Schema, text } from "../schema/schema-parts.js";
import { checkServiceEntry } from "./check-service-entry.js";
import { anyText, labels, nonEmptyList, openObject } from "./parts.js";
import { type WorkloadEntrySpec, workloadSchema } from "./workload-entry.js";

export interface ServiceEntryPort {
  /** Of the service: what clients call. */
  readonly number: number;
  /** `tcp-metaprotocol-<protocol>` for a port that Meltemi serves. */
  readonly name: string;
  /** Absent: TCP. */
  readonly protocol?: string;
  /** Where instances listen. Absent: at `number`. */
  readonly targetPort?: number;
}

export type ServiceLocation = "MESH_EXTERNAL" | "MESH_INTERNAL";
export type ServiceResolution = "NONE" | "STATIC" | "DNS" | "DNS_ROUND_ROBIN";

/** A service that no Kubernetes Service describes. */
export interface ServiceEntrySpec {
  /** At least one; the first names the service. */
  readonly hosts: readonly string[];
  /** IP addresses or CIDR blocks at which clients call the service. */
  readonly addresses: readonly string[];
  readonly ports: readonly ServiceEntryPort[];
  /** @default "MESH_EXTERNAL" */
  readonly location: ServiceLocation;
  /** @default "NONE" */
  readonly resolution: ServiceResolution;
  readonly endpoints: readonly WorkloadEntrySpec[];
  readonly workloadSelector?: WorkloadSelector;
  /** Empty: all namespaces. */
  readonly exportTo: readonly string[];
}

export interface WorkloadSelector {
  readonly labels: Readonly<Record<string, string>>;
}

export const exportToSchema: Schema = list(
  "Namespaces whose proxies see it. Left out: all.",
  text("The name of a namespace, . for its own, * for all, or ~ for none."),
);

export const serviceEntry: KindDefinition = {
  kind: "ServiceEntry",
  group: "networking.istio.io",
  version: "v1",
  otherVersions: ["v1beta1", "v1alpha3"],
  otherGroups: [],
  plural: "serviceentries",
  shortNames: ["se"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "A service and its instances.",
  check: checkServiceEntry,
  schema: openObject(
    "ServiceEntry",
    "A service and its instances.",
    {
      hosts: nonEmptyList(
        "Names. Each is a service of its own, with the same ports and endpoints.",
        text("A host name."),
      ),
      addresses: list("Where clients call the service.", text("IP address or CIDR block.")),
      ports: list(
        "Ports of the service.",
        openObject(
          "ServiceEntryPort",
          "A port of the service.",
          {
            number: port("What clients call.", 1),
            name: text("tcp-metaprotocol-PROTOCOL for a port that Meltemi serves."),
            protocol: anyText("Protocol in Istio's words, such as TCP. Meltemi goes by the name."),
            targetPort: port("Where instances listen. Left out: at the number.", 1),
          },
          ["number", "name"],
        ),
      ),
      location: choice(
        "Whether instances are in the mesh.",
        ["MESH_EXTERNAL", "MESH_INTERNAL"],
        "MESH_EXTERNAL",
      ),
      resolution: choice(
        "How instances are found. STATIC: in endpoints. DNS: by looking up their names. NONE: they are not.",
        ["NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN"],
        "NONE",
      ),
      endpoints: list("Instances.", workloadSchema),
      workloadSelector: openObject(
        "WorkloadSelector",
        "Chooses instances among WorkloadEntries of the namespace, instead of endpoints.",
        { labels: labels("Labels that an instance must carry, all of them.") },
      ),
      exportTo: exportToSchema,
    },
    ["hosts"],
  ),
};
