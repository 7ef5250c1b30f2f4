import { parseDuration } from "@meltemi/core";
import type { ResourceFinding } from "../resource/kind-definition.js";
import { quote } from "../schema/describe.js";
import type { ConfigPath } from "../schema/problem.js";
import { type ConfigRecord, textAt } from "../schema/records.js";
import { isHostName, isLabel } from "./names.js";

/** A text of a list and where it stands. */
export interface TextEntry {
  readonly path: ConfigPath;
  readonly text: string;
}

/** The texts in the list under `key`, but for empty ones, of which the schema complains. */
export function textsIn({ path, value }: ConfigRecord, key: string): readonly TextEntry[] {
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((text: unknown, index) =>
    typeof text === "string" && text !== "" ? [{ path: [...path, key, index], text }] : [],
  );
}

/** The number under `key`, if it is one. */
export function numberAt({ value }: ConfigRecord, key: string): number | undefined {
  const number = value[key];
  return typeof number === "number" ? number : undefined;
}

/** Milliseconds of the duration under `key`, if it is one. */
export function durationAt(record: ConfigRecord, key: string): number | undefined {
  const text = textAt(record, key);
  return text === undefined ? undefined : parseDuration(text);
}

/** True when the user gave the key. Lists and maps are always there once defaults are filled in. */
export function has({ value }: ConfigRecord, key: string): boolean {
  return value[key] !== undefined;
}

export function error(path: ConfigPath, message: string): ResourceFinding {
  return { path, message };
}

export function warning(path: ConfigPath, message: string): ResourceFinding {
  return { path, message, warning: true };
}

export function checkHostName({ path, text }: TextEntry): readonly ResourceFinding[] {
  if (isHostName(text)) return [];
  const pattern = text.includes("*") ? "a pattern, not a host name" : "not a host name";
  return [
    error(
      path,
      `${quote(text)} is ${pattern}; write labels of letters, digits and "-" (at most 63) with dots between, ` +
        "the last not all digits, such as orders.shop.svc.cluster.local",
    ),
  ];
}

/** Of a subset or a namespace. */
export function checkLabel({ path, text }: TextEntry, what: string): readonly ResourceFinding[] {
  if (isLabel(text)) return [];
  const rule = 'use lower-case letters, digits and "-", at most 63, such as v1';
  return [error(path, `${quote(text)} is not the name of a ${what}; ${rule}`)];
}

/** Applies `check` to the text under `key`, if there is one. */
export function checkTextAt(
  record: ConfigRecord,
  key: string,
  check: (entry: TextEntry) => readonly ResourceFinding[],
): readonly ResourceFinding[] {
  const text = textAt(record, key);
  return text === undefined || text === "" ? [] : check({ path: [...record.path, key], text });
}

/** Names that are given more than once. */
export function checkUnique(
  entries: readonly TextEntry[],
  message: (text: string) => string,
): readonly ResourceFinding[] {
  const seen = new Set<string>();
  return entries.flatMap(({ path, text }) => {
    const again = seen.has(text);
    seen.add(text);
    return again ? [error(path, message(text))] : [];
  });
}

/** The texts under `key` of each record. */
export function textsOf(records: readonly ConfigRecord[], key: string): readonly TextEntry[] {
  return records.flatMap((record) => {
    const text = textAt(record, key);
    return text === undefined || text === "" ? [] : [{ path: [...record.path, key], text }];
  });
}
