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
  /** Lines are counted from the start of the document. */
  readonly resources: readonly ReadResource[];
}

/**
 * @param known what the same file held before: documents that have not changed are not read again
 */
export function readDocuments(
  text: string,
  file: string | undefined,
  known: readonly YamlDocumentText[] = [],
): readonly YamlDocumentText[] {
  const read = new Map(known.map((document) => [document.text, document.resources]));
  let linesBefore = 0;
  return splitDocuments(text).map((part) => {
    const resources = read.get(part) ?? (isBlank(part) ? [] : readResources(part, file));
    const document = { text: part, linesBefore, resources };
    linesBefore += part.split("\n").length - 1;
    return document;
  });
}

/** All resources, with their lines in the file. */
export function resourcesOf(documents: readonly YamlDocumentText[]): readonly ReadResource[] {
  return documents.flatMap(({ linesBefore, resources }) =>
    linesBefore === 0 ? resources : resources.map((resource) => shift(resource, linesBefore)),
  );
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
