import { type ConfigPath, type Finding, isDuration, type Schema } from "@meltemi/api";
import { parseDuration } from "@meltemi/core";
import type { ProxyConfig } from "./config.js";
import { configSchema } from "./schema.js";

/** The longest delay that a timer of Node can have is 2^31-1 ms, a little more. */
const LONGEST_HOURS = 576;

/**
 * Turns a value that fits the schema into the configuration that the proxy works with: each duration
 * `name` becomes `nameMs`, a number of milliseconds. Everything else has the same name in both.
 * @param findings gets the durations that no timer can keep
 */
export function completeConfig(value: unknown, findings: Finding[]): ProxyConfig {
  const config = complete(configSchema, value, [], findings) as ProxyConfig;
  // A file that leaves everything to a control plane names none.
  return config.listeners === undefined ? { ...config, listeners: [] } : config;
}

function complete(schema: Schema, value: unknown, path: ConfigPath, findings: Finding[]): unknown {
  if (schema.items !== undefined) {
    const { items } = schema;
    return (value as unknown[]).map((item, index) =>
      complete(items, item, [...path, index], findings),
    );
  }
  if (schema.properties === undefined) return value;
  const result: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(schema.properties)) {
    const given = (value as Readonly<Record<string, unknown>>)[key];
    if (given === undefined) continue;
    if (isDuration(property)) {
      const milliseconds = parseDuration(given as string) ?? 0;
      if (milliseconds > LONGEST_HOURS * 3_600_000) {
        findings.push({ path: [...path, key], message: `must be ${LONGEST_HOURS}h or less` });
      }
      result[`${key}Ms`] = milliseconds;
    } else {
      result[key] = complete(property, given, [...path, key], findings);
    }
  }
  return result;
}
