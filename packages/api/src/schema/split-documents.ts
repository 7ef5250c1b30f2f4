/** A document of a YAML text, as text. */
export interface DocumentText {
  readonly text: string;
  /** Lines of the whole text before it. */
  readonly linesBefore: number;
}

/**
 * Cuts a YAML text at its lines of `---`, which no scalar and no collection may contain, so that a quote or a
 * brace that is never closed spoils one document only. Each part but the first begins with its `---`.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  // Directives belong to the document after the next `---`; so rare that the text may stay whole.
  if (/(?:^|\n)%/.test(text)) return [{ text, linesBefore: 0 }];
  const parts: DocumentText[] = [];
  let start = 0;
  let linesBefore = 0;
  for (const { index } of text.matchAll(/\n---(?=[ \t\r\n]|$)/g)) {
    const part = text.slice(start, index + 1);
    parts.push({ text: part, linesBefore });
    linesBefore += linesIn(part);
    start = index + 1;
  }
  parts.push({ text: text.slice(start), linesBefore });
  return parts;
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
