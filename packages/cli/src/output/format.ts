import { stringify } from "yaml";

/** How a result is written: for people as text, for programs as JSON or YAML, or names alone. */
export type OutputFormat = "text" | "json" | "yaml" | "name";

/** Ended by a newline. */
export function formatValue(value: unknown, format: "json" | "yaml"): string {
  // Through JSON both times: YAML would write undefined as null and repeated objects as aliases.
  const json = JSON.stringify(value, null, 2);
  return format === "json"
    ? `${json}\n`
    : stringify(JSON.parse(json), { lineWidth: 0, aliasDuplicateObjects: false });
}
