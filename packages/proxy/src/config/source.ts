import { readFile } from "node:fs/promises";
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from "yaml";
import { ConfigLoadError, type ConfigPath, type ConfigProblem, formatPath } from "./problem.js";

/** Where a configuration comes from: a YAML file, its text already read, or a value as if parsed. */
export type ConfigSource =
  | { readonly file: string }
  | { readonly file: string; readonly text: string }
  | { readonly value: unknown };

/** Where in a file a value stands. */
interface ConfigLocation {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

export type Locate = (path: ConfigPath) => ConfigLocation;

/** A configuration as it was written, nothing checked yet. */
interface ParsedSource {
  /** Undefined when the configuration was given as a value. */
  readonly file: string | undefined;
  /** Fresh: the caller may change it. */
  readonly value: unknown;
  /** Where the value at a path stands; for a path that is not there, its nearest parent. */
  readonly locate: Locate;
}

/** @throws {ConfigLoadError} when the file cannot be read or is not YAML */
export async function readSource(source: ConfigSource): Promise<ParsedSource> {
  if ("value" in source) {
    const nowhere: ConfigLocation = { file: undefined, line: undefined, column: undefined };
    return { file: undefined, value: copy(source.value), locate: () => nowhere };
  }
  return parse(source.file, "text" in source ? source.text : await read(source.file));
}

function copy(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    throw failure(
      undefined,
      undefined,
      `not plain data (${String(error)}); give what JSON can hold`,
    );
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw failure(file, undefined, `cannot be read (${why}); give the path of a YAML file`);
  }
}

function parse(file: string, text: string): ParsedSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): ConfigLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new ConfigLoadError(
      faults.map((fault) => ({ ...at(fault.pos[0]), path: "", message: explain(fault, text) })),
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Aliases of aliases that would unfold to more than memory holds.
    const why = error instanceof Error ? error.message : String(error);
    throw failure(file, 1, `${why}; write the values out instead of using so many aliases`);
  }
  const locate: Locate = (path) =>
    at(offsetOf(document.contents, path, (alias) => alias.resolve(document)));
  return { file, value, locate };
}

function explain({ code, pos, message }: YAMLError, text: string): string {
  if (code !== "DUPLICATE_KEY") return `${message}; correct the YAML here`;
  const [key] = text.slice(pos[0]).split(/[:\s]/, 1);
  return `the key "${key}" is given twice; remove one`;
}

function offsetOf(
  root: Node | null,
  path: ConfigPath,
  resolve: (alias: Alias) => Node | undefined,
): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    const target = isAlias(node) ? resolve(node) : node;
    if (!isMap(target) && !isSeq(target)) break;
    const item = isMap(target)
      ? target.items.find((pair) => String(keyOf(pair.key)) === String(key))
      : target.items[Number(key)];
    if (item === undefined) break;
    const place = isPair(item) ? item.key : item;
    offset = (place as Node).range?.[0] ?? offset;
    node = isPair(item) ? item.value : item;
  }
  return offset;
}

function keyOf(key: unknown): unknown {
  return typeof key === "object" && key !== null && "value" in key ? key.value : key;
}

function failure(
  file: string | undefined,
  line: number | undefined,
  message: string,
): ConfigLoadError {
  const problem: ConfigProblem = { file, line, column: line, path: formatPath([]), message };
  return new ConfigLoadError([problem]);
}
