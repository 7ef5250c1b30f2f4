import { readFile } from "node:fs/promises";
import {
  ConfigLoadError,
  type ConfigProblem,
  formatPath,
  type Locate,
  nowhere,
  readYamlDocument,
} from "@meltemi/api";

/** Where a configuration comes from: a YAML file, its text already read, or a value as if parsed. */
export type ConfigSource =
  | { readonly file: string }
  | { readonly file: string; readonly text: string }
  | { readonly value: unknown };

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
    return { file: undefined, value: copy(source.value), locate: nowhere };
  }
  const text = "text" in source ? source.text : await read(source.file);
  const { value, locate } = readYamlDocument(source.file, text);
  return { file: source.file, value, locate };
}

function copy(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    throw failure(undefined, `not plain data (${String(error)}); give what JSON can hold`);
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw failure(file, `cannot be read (${why}); give the path of a YAML file`);
  }
}

function failure(file: string | undefined, message: string): ConfigLoadError {
  const problem: ConfigProblem = {
    file,
    line: undefined,
    column: undefined,
    path: formatPath([]),
    message,
  };
  return new ConfigLoadError([problem]);
}
