import type { Messages } from "@meltemi/xds";

type Struct = Messages["google.protobuf.Struct"];

const NO_LABELS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Labels of an endpoint, such as its version: the texts of the metadata "envoy.lb", which Envoy's subsets
 * look at, and below them those that Istio keeps under "istio", on its own or in "labels".
 */
export function readLabels(
  metadata: Messages["envoy.config.core.v3.Metadata"] | undefined,
): Readonly<Record<string, string>> {
  const filters = metadata?.filterMetadata;
  if (filters === undefined) return NO_LABELS;
  const istio = filters["istio"];
  return Object.fromEntries([
    ...texts(istio),
    ...texts(istio?.fields?.["labels"]?.structValue),
    ...texts(filters["envoy.lb"]),
  ]);
}

function texts(struct: Struct | undefined): [string, string][] {
  const found: [string, string][] = [];
  for (const [name, { stringValue, numberValue, boolValue }] of Object.entries(
    struct?.fields ?? {},
  )) {
    const value = stringValue ?? numberValue ?? boolValue;
    if (value !== undefined) found.push([name, String(value)]);
  }
  return found;
}
