import type { KindDefinition } from "../resource/kind-definition.js";
import { list, text } from "../schema/schema-parts.js";
import { checkDestinationRule } from "./check-destination-rule.js";
import { labels, openObject } from "./parts.js";
import { exportToSchema } from "./service-entry.js";
import { type TrafficPolicy, trafficPolicySchema } from "./traffic-policy.js";

export interface Subset {
  readonly name: string;
  /** An endpoint must carry all of them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly trafficPolicy?: TrafficPolicy;
}

/** How requests to a service are spread, and the subsets of it that routes may name. */
export interface DestinationRuleSpec {
  /** A name without dots is one of the rule's namespace. */
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
  /** Empty: all namespaces. */
  readonly exportTo: readonly string[];
  /** Which proxies follow the rule. Absent: all. */
  readonly workloadSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

export const destinationRule: KindDefinition = {
  kind: "DestinationRule",
  group: "networking.istio.io",
  version: "v1",
  otherVersions: ["v1beta1", "v1alpha3"],
  otherGroups: [],
  plural: "destinationrules",
  shortNames: ["dr"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "How requests to a service are spread, and the subsets of it.",
  check: checkDestinationRule,
  schema: openObject(
    "DestinationRule",
    "How requests to a service are spread, and the subsets of it.",
    {
      host: text("Name of the service. One without dots is of the rule's own namespace."),
      trafficPolicy: trafficPolicySchema,
      subsets: list(
        "Named parts of the service that routes may choose.",
        openObject(
          "Subset",
          "A named part of the service, such as a version.",
          {
            name: text("Name, unique in the rule."),
            labels: labels("Labels that an endpoint must carry, all of them."),
            trafficPolicy: trafficPolicySchema,
          },
          ["name"],
        ),
      ),
      exportTo: exportToSchema,
      workloadSelector: openObject(
        "ProxySelector",
        "Which proxies follow the rule. Left out: all.",
        { matchLabels: labels("Labels that a proxy must carry, all of them.") },
      ),
    },
    ["host"],
  ),
};
