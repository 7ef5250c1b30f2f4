import { type ConfigProblem, type ReadResource, readResources } from "@meltemi/api";

/**
 * One document of a YAML file with the resources in it. Documents are read one by one, so that a change in a file
 * of thousands reads one of them.
 */
export interface YamlDocumentText {
  /** As it stands in the file, with its line of `---`. */
  readonly text: string;
  /** Lines of the file before it. */
  readonly linesBefore: number;
  /** With their lines in the file. */
  readonly resources: readonly ReadResource[];
}

/**
 * @param before what the same file held before: documents that have not changed are not read again
 */
export function readDocuments(
  text: string,
  file: string | undefined,
  before: readonly YamlDocumentText[] = [],
): readonly YamlDocumentText[] {
  const byText = new Map(before.map((document) => [document.text, document]));
  let linesBefore = 0;
  return splitDocuments(text).map((part) => {
    const known = byText.get(part);
    const document = readDocument(known?.text ?? detached(part), linesBefore, file, known);
    linesBefore += countLines(part);
    return document;
  });
}

export function resourcesOf(documents: readonly YamlDocumentText[]): readonly ReadResource[] {
  return documents.flatMap(({ resources }) => resources);
}

function readDocument(
  text: string,
  linesBefore: number,
  file: string | undefined,
  known: YamlDocumentText | undefined,
): YamlDocumentText {
  if (known?.linesBefore === linesBefore) return known;
  const read = known?.resources ?? (isBlank(text) ? [] : readResources(text, file));
  const lines = linesBefore - (known?.linesBefore ?? 0);
  const resources = lines === 0 ? read : read.map((resource) => shift(resource, lines));
  return { text, linesBefore, resources };
}

/** The same text by itself. A slice would keep the whole file in memory for as long as the document lives. */
function detached(text: string): string {
  return Buffer.from(text).toString();
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** Whether there is nothing but comments and empty lines. */
export function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^(?:---)?\s*(?:#.*)?$/.test(line));
}

// At the start of a line, `---` begins a document even inside quotes and block texts.
const DOCUMENT_START = /^(?=---(?:\s|$))/m;
// Directives belong to the document behind their `---`; such files are read as a whole.
const DIRECTIVE_OR_END = /^(?:%|\.\.\.(?:\s|$))/m;

function splitDocuments(text: string): readonly string[] {
  return DIRECTIVE_OR_END.test(text) ? [text] : text.split(DOCUMENT_START);
}

function shift(read: ReadResource, lines: number): ReadResource {
  const moved = (problem: ConfigProblem): ConfigProblem =>
    problem.line === undefined ? problem : { ...problem, line: problem.line + lines };
  return {
    ...read,
    line: read.line === undefined ? undefined : read.line + lines,
    problems: read.problems.map(moved),
    warnings: read.warnings.map(moved),
  };
}
