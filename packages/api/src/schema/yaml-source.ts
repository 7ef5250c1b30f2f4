import {
  type Alias,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from "yaml";
import { readPlainYaml } from "./plain-yaml.js";
import { ConfigLoadError, type ConfigPath, type ConfigProblem, formatPath } from "./problem.js";
import { type DocumentText, splitDocuments } from "./split-documents.js";

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
  /** Where it begins, from 1. */
  readonly line: number | undefined;
  /** Where the value at a path stands; for a path that is not there, its nearest parent. */
  readonly locate: Locate;
  /** Why it is not YAML; empty when it is. */
  readonly problems: readonly ConfigProblem[];
}

/** For values that were given as such: they stand in no file. */
export const nowhere: Locate = () => ({ file: undefined, line: undefined, column: undefined });

/** The documents of a YAML file, between lines of `---`. One that is empty has the value null. Never throws. */
export function readYamlDocuments(file: string | undefined, text: string): readonly YamlDocument[] {
  return splitDocuments(text).flatMap((part) => readDocumentText(file, part));
}

/** The documents of a part of a file, which are one or none in all but odd cases. Never throws. */
export function readDocumentText(
  file: string | undefined,
  part: DocumentText,
): readonly YamlDocument[] {
  const plain = readPlainYaml(part.text);
  if (plain === undefined) return readFully(file, part);
  // Where values stand is asked for when something is wrong with them, and then the full parser finds it.
  let full: YamlDocument | undefined;
  const locate: Locate = (path) => {
    full ??= readFully(file, part)[0];
    return full === undefined ? { file, line: undefined, column: undefined } : full.locate(path);
  };
  return [{ value: plain.value, line: part.linesBefore + plain.line, locate, problems: [] }];
}

function readFully(
  file: string | undefined,
  { text, linesBefore }: DocumentText,
): readonly YamlDocument[] {
  const lines = new LineCounter();
  const at = (offset: number): ConfigLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: linesBefore + Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const documents = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
    return (documents as readonly Document.Parsed[]).map((document) =>
      readParsed(document, text, at),
    );
  } catch (error) {
    return [unreadable(at(0), remedyOf(error))];
  }
}

// It looks for keys given twice by comparing each with all; a text of a few kilobytes could keep it busy for minutes.
const OPTIONS = { prettyErrors: false, uniqueKeys: false, logLevel: "error" } as const;

const MOST_FAULTS = 20;

/** What the parser says in words of its own. */
const PLAIN_WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: "a tab does not indent; write spaces instead",
  BLOCK_AS_IMPLICIT_KEY:
    'a key follows where a value stands already; indent its line like its neighbours, or put a text with ": " into quotes',
  MULTILINE_IMPLICIT_KEY:
    'a line that is neither a key with ": " nor an entry with "- "; complete it, or indent it like its neighbours',
};

/**
 * After the first mistake the parser complains of all that follows, so only that one is told.
 * A tab goes first: the parser may put the blame on the line before it.
 */
function syntaxFaults({ errors, warnings }: Document.Parsed): readonly Fault[] {
  const all = [...errors, ...warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = all.find(({ code }) => code === "TAB_AS_INDENT") ?? all[0];
  if (first === undefined) return [];
  const message = PLAIN_WORDS[first.code] ?? `${first.message}; correct the YAML here`;
  return [{ offset: first.pos[0], message }];
}

function readParsed(
  document: Document.Parsed,
  text: string,
  at: (offset: number) => ConfigLocation,
): YamlDocument {
  const locate: Locate = (path) =>
    at(offsetOf(document.contents, path, (alias) => alias.resolve(document)));
  const { line } = locate([]);
  try {
    const syntax = syntaxFaults(document);
    const problems = (syntax.length > 0 ? syntax : faultsOf(document, text))
      .slice(0, MOST_FAULTS)
      .map(({ offset, message }) => ({
        ...at(offset),
        path: "",
        message,
      }));
    if (problems.length > 0) return { value: undefined, line, locate, problems };
    return { value: document.toJS({ maxAliasCount: 100 }), line, locate, problems };
  } catch (error) {
    return unreadable(locate([]), remedyOf(error));
  }
}

function unreadable(location: ConfigLocation, message: string): YamlDocument {
  const problem = { ...location, path: "", message };
  return { value: undefined, line: location.line, locate: () => location, problems: [problem] };
}

/** For what the parser throws: too many aliases or brackets, aliases of nothing. */
function remedyOf(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return `nested too deep (${why}); write it flatter`;
  if (why.includes("Unresolved alias"))
    return `${why}; write the value out, or set the anchor before`;
  return `${why}; write the values out instead of using so many aliases`;
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
  return (
    first ?? { value: null, line: 1, locate: () => ({ file, line: 1, column: 1 }), problems: [] }
  );
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

/** What the parser lets pass and no configuration means. */
function faultsOf(document: Document.Parsed, text: string): readonly Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const offset = key.range?.[0] ?? 0;
          const [written] = text.slice(offset, offset + LONGEST_KEY).split(/[:\s]/, 1);
          faults.push({ offset, message: `the key "${written}" is given twice; remove one` });
        }
        seen.add(key.value);
      }
    },
    Alias: (_, { source, range }, parents) => {
      if (!parents.some((parent) => isNode(parent) && parent.anchor === source)) return;
      const message = `*${source} stands inside of what it means; write the value out`;
      faults.push({ offset: range?.[0] ?? 0, message });
    },
  });
  return faults;
}

const LONGEST_KEY = 100;

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
