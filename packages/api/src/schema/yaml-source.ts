import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLError,
} from "yaml";
import { ConfigLoadError, type ConfigPath, type ConfigProblem, formatPath } from "./problem.js";

/** Where in a file a value stands. */
export interface ConfigLocation {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

export type Locate = (path: ConfigPath) => ConfigLocation;

/** A document as it was written, nothing checked yet. */
export interface YamlDocument {
  /** Fresh: the caller may change it. Undefined for a document that could not be read. */
  readonly value: unknown;
  /** Where the value at a path stands; for a path that is not there, its nearest parent. */
  readonly locate: Locate;
  /** Why it is not YAML; empty when it is. */
  readonly problems: readonly ConfigProblem[];
}

/** For values that were given as such: they stand in no file. */
export const nowhere: Locate = () => ({ file: undefined, line: undefined, column: undefined });

/** The documents of a YAML file, between lines of `---`. One that is empty has the value null. */
export function readYamlDocuments(file: string, text: string): readonly YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): ConfigLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return (documents as readonly Document.Parsed[]).map((document) => {
    const locate: Locate = (path) =>
      at(offsetOf(document.contents, path, (alias) => alias.resolve(document)));
    const problems = [...document.errors, ...document.warnings].map((fault) => ({
      ...at(fault.pos[0]),
      path: "",
      message: explain(fault, text),
    }));
    if (problems.length > 0) return { value: undefined, locate, problems };
    try {
      return { value: document.toJS({ maxAliasCount: 100 }), locate, problems };
    } catch (error) {
      // Aliases of aliases that would unfold to more than memory holds.
      const why = error instanceof Error ? error.message : String(error);
      const message = `${why}; write the values out instead of using so many aliases`;
      return { value: undefined, locate, problems: [{ ...locate([]), path: "", message }] };
    }
  });
}

/**
 * The one document of a configuration file.
 * @throws {ConfigLoadError} when the text is not YAML or has several documents
 */
export function readYamlDocument(file: string, text: string): YamlDocument {
  const documents = readYamlDocuments(file, text);
  const problems = documents.flatMap((document) => document.problems);
  if (problems.length > 0) throw new ConfigLoadError(problems);
  const [first, second] = documents;
  if (second !== undefined) {
    const message = "there is a second document; put everything into one, without a line of ---";
    throw new ConfigLoadError([{ ...second.locate([]), path: formatPath([]), message }]);
  }
  return first ?? { value: null, locate: () => ({ file, line: 1, column: 1 }), problems: [] };
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
