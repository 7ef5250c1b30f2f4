import type { ConfigProblem } from "@meltemi/api";
import type { InputFile } from "./read-inputs.js";

/** Several files as one text, so that they are applied all or none. */
export interface JoinedFiles {
  readonly text: string;
  /** The problem of a line of the joined text as one of the line in its file. */
  locate(problem: ConfigProblem): ConfigProblem;
}

/** Directives, which only stand after the end of a document: `---` begins the next one without an end. */
const DIRECTIVE = /^%/m;

const BYTE_ORDER_MARK = /^\uFEFF/;

export function joinFiles(files: readonly InputFile[]): JoinedFiles {
  let text = "";
  let line = 1;
  const append = (part: string): void => {
    text += part;
    line += part.split("\n").length - 1;
  };
  const starts = files.map(({ file, text: content }) => {
    if (text !== "") append(DIRECTIVE.test(content) ? "\n...\n" : "\n---\n");
    const start = { file, line };
    append(content.replace(BYTE_ORDER_MARK, ""));
    return start;
  });
  return {
    text,
    locate: (problem) => {
      const { line: joined } = problem;
      const start = joined === undefined ? undefined : starts.findLast((at) => at.line <= joined);
      if (start === undefined || joined === undefined) return problem;
      return { ...problem, file: start.file, line: joined - start.line + 1 };
    },
  };
}
