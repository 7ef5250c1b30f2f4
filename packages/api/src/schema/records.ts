import type { ConfigPath } from "./problem.js";

/** An object of a configuration that has not been found right, and where it stands. */
export interface ConfigRecord {
  readonly path: ConfigPath;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * The objects in the list under `key`. Whatever is not as it should be is passed over: the schema has
 * already complained of it, and the rest of the file is still worth checking.
 */
export function recordsIn({ path, value }: ConfigRecord, key: string): readonly ConfigRecord[] {
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) =>
    isRecord(item) ? [{ path: [...path, key, index], value: item }] : [],
  );
}

/** The objects among the values, for objects whose keys are free. */
export function recordsUnder({ path, value }: ConfigRecord): readonly ConfigRecord[] {
  return Object.entries(value).flatMap(([key, item]) =>
    isRecord(item) ? [{ path: [...path, key], value: item }] : [],
  );
}

/** The object under `key`, empty when there is none. */
export function recordAt({ path, value }: ConfigRecord, key: string): ConfigRecord {
  const item = value[key];
  return { path: [...path, key], value: isRecord(item) ? item : {} };
}

export function textAt({ value }: ConfigRecord, key: string): string | undefined {
  const text = value[key];
  return typeof text === "string" ? text : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
