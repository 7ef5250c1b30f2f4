import type { KindDefinition } from "../resource/kind-definition.js";
import { map, port, type Schema, text } from "../schema/schema-parts.js";
import { checkWorkload } from "./check-service-entry.js";
import { anyText, labels, openObject, wholeNumber } from "./parts.js";

/** An instance of a service. */
export interface WorkloadEntrySpec {
  /** IP address; in a ServiceEntry of resolution DNS also a host name. */
  readonly address: string;
  /** Port numbers by the names of service ports. A port that is missing is at the service port's targetPort. */
  readonly ports: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Share of the requests, relative to the other instances. Absent: 1. */
  readonly weight?: number;
  /** `region/zone/subzone`; the last parts may be missing. */
  readonly locality?: string;
  readonly serviceAccount?: string;
  readonly network?: string;
}

export const workloadSchema: Schema = openObject(
  "WorkloadEntry",
  "An instance of a service.",
  {
    address: text("IP address; in a ServiceEntry of resolution DNS also a host name."),
    ports: map(
      "Port numbers by the names of service ports. Left out: the targetPort of the service port.",
      port("Number of the port.", 1),
    ),
    labels: labels("Labels by which selectors and subsets choose the instance."),
    weight: wholeNumber("Share of the requests, relative to the other instances. Left out: 1.", 0),
    locality: anyText("Where it runs: region/zone/subzone."),
    serviceAccount: anyText("Service account of the instance."),
    network: anyText("Network of the instance."),
  },
  ["address"],
);

export const workloadEntry: KindDefinition = {
  kind: "WorkloadEntry",
  group: "networking.istio.io",
  version: "v1",
  otherVersions: ["v1beta1", "v1alpha3"],
  otherGroups: [],
  plural: "workloadentries",
  shortNames: ["we"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "An instance that the workloadSelector of a ServiceEntry can choose.",
  check: checkWorkload,
  schema: workloadSchema,
};
