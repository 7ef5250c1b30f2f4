/**
 * A reader for the YAML that people write: block mappings and lists, scalars of one line, flow collections of one
 * line, comments. It is exact or it declines: whatever else there is in a text (anchors, tags, block scalars,
 * escapes, keys given twice, mistakes) is left to the full parser, which also finds positions. Ten thousand
 * routers are read in 0.3 s instead of 3 s.
 * @returns undefined when the text is not plain enough
 */
export function readPlainYaml(text: string): PlainDocument | undefined {
  if (!PLAIN_TEXT.test(text)) return undefined;
  try {
    const lines = linesOf(text);
    const [first] = lines;
    if (first === undefined) return undefined;
    const reader = new PlainReader(lines);
    const value = reader.readBlock(first.indent, 0);
    return reader.isAtEnd ? { value, line: first.number } : undefined;
  } catch (error) {
    if (error === DECLINED) return undefined;
    throw error;
  }
}

export interface PlainDocument {
  readonly value: unknown;
  /** Where the value begins, from 1. */
  readonly line: number;
}

/** ASCII, and Chinese with its punctuation, as in comments. Nothing that YAML or JavaScript takes for white space. */
const PLAIN_TEXT = /^[\n\x20-\x7e\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]*$/;
const DOCUMENT_START = /^---(?: +(?:#.*)?)?$/;
const KEY = /^(?:([A-Za-z][\w./-]*)|"([^"\\]*)"):(?: +|$)/;
const FLOW_KEY = /([A-Za-z][\w./-]*|"[^"\\]*"): +/y;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')(?: +#.*)?$/;
const FLOW_QUOTED = /(?:"([^"\\]*)"|'([^']*)')(?= *[,\]}])/y;
const FLOW_PLAIN = /[\w./$^(+-][^,[\]{}#:]*(?::[^ ,[\]{}#:][^,[\]{}#:]*)*(?=[,\]}])/y;
/** First characters that mean nothing to YAML, and those of numbers. */
const PLAIN_SCALAR = /^[\w./$^(+\u4e00-\u9fff-]/;
const COMMENT = / #/;
const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?\d{1,9}\.\d{1,6}$/;
/** Numbers of the core schema in other forms: leading zeros, hexadecimal, exponents, infinities. */
const OTHER_NUMBER =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\d+|[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const DEEPEST = 50;

const DECLINED = new Error("not plain YAML");

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ...["null", "Null", "NULL"].map((text) => [text, null] as const),
  ...["true", "True", "TRUE"].map((text) => [text, true] as const),
  ...["false", "False", "FALSE"].map((text) => [text, false] as const),
]);

interface Line {
  /** From 1. */
  readonly number: number;
  readonly indent: number;
  /** Without indentation and spaces at the end. */
  readonly text: string;
}

/** Lines that are neither empty nor comments. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let number = 0;
  let hasBegun = false;
  for (const raw of text.split("\n")) {
    number++;
    const trimmed = raw.trimEnd();
    const indent = trimmed.length - trimmed.trimStart().length;
    const content = trimmed.slice(indent);
    if (content === "" || content.startsWith("#")) continue;
    if (indent === 0 && (content.startsWith("---") || content.startsWith("..."))) {
      if (hasBegun || lines.length > 0 || !DOCUMENT_START.test(content)) throw DECLINED;
      hasBegun = true;
      continue;
    }
    lines.push({ number, indent, text: content });
  }
  return lines;
}

class PlainReader {
  readonly #lines: readonly Line[];
  #next = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  get isAtEnd(): boolean {
    return this.#next === this.#lines.length;
  }

  /** The mapping or list whose lines begin at `indent`. */
  readBlock(indent: number, depth: number): unknown {
    if (depth > DEEPEST) throw DECLINED;
    return this.#isItem(this.#lines[this.#next])
      ? this.#readList(indent, depth)
      : this.#readMap(indent, depth);
  }

  #isItem(line: Line | undefined): boolean {
    return line !== undefined && (line.text === "-" || line.text.startsWith("- "));
  }

  #readList(indent: number, depth: number): unknown[] {
    const list: unknown[] = [];
    for (
      let line = this.#lines[this.#next];
      line?.indent === indent;
      line = this.#lines[this.#next]
    ) {
      if (!this.#isItem(line)) break;
      const rest = line.text.slice(1);
      const content = rest.trimStart();
      if (content === "" || content.startsWith("#")) {
        this.#next++;
        list.push(this.#readNested(indent + 1, depth));
      } else if (KEY.test(content)) {
        // The first key of a mapping stands behind the dash; the others are below it.
        list.push(this.#readMap(indent + 1 + rest.length - content.length, depth + 1, content));
      } else {
        this.#next++;
        list.push(this.#readScalar(content, indent));
      }
    }
    this.#mustNotGoOn(indent);
    return list;
  }

  /** @param first the rest of the current line when that begins the mapping */
  #readMap(indent: number, depth: number, first?: string): Record<string, unknown> {
    if (depth > DEEPEST) throw DECLINED;
    const map: Record<string, unknown> = {};
    let text = first;
    for (;;) {
      if (text === undefined) {
        const line = this.#lines[this.#next];
        if (line?.indent !== indent || this.#isItem(line)) break;
        text = line.text;
      }
      const match = KEY.exec(text);
      if (match === null) throw DECLINED;
      const key = keyOf(match[1], match[2], map);
      const content = text.slice(match[0].length);
      this.#next++;
      map[key] =
        content === "" || content.startsWith("#")
          ? this.#readValue(indent, depth)
          : this.#readScalar(content, indent);
      text = undefined;
    }
    this.#mustNotGoOn(indent);
    return map;
  }

  /** The value of a key whose line ends behind the colon. A list may stand as far left as the key. */
  #readValue(indent: number, depth: number): unknown {
    const line = this.#lines[this.#next];
    if (line?.indent === indent && this.#isItem(line)) return this.#readList(indent, depth + 1);
    return this.#readNested(indent + 1, depth);
  }

  /** What stands at `least` or further right; null when there is nothing. */
  #readNested(least: number, depth: number): unknown {
    const line = this.#lines[this.#next];
    if (line === undefined || line.indent < least) return null;
    if (!this.#isItem(line) && !KEY.test(line.text)) throw DECLINED;
    return this.readBlock(line.indent, depth + 1);
  }

  #readScalar(content: string, indent: number): unknown {
    this.#mustNotGoOn(indent);
    return scalarOf(content);
  }

  /** A line further right than its neighbour before continues a scalar, or is a mistake. */
  #mustNotGoOn(indent: number): void {
    if ((this.#lines[this.#next]?.indent ?? 0) > indent) throw DECLINED;
  }
}

function keyOf(
  plain: string | undefined,
  quoted: string | undefined,
  map: Readonly<Record<string, unknown>>,
): string {
  const key = plain ?? quoted ?? "";
  if (plain !== undefined && CONSTANTS.has(plain)) throw DECLINED;
  if (key === "__proto__" || Object.hasOwn(map, key)) throw DECLINED;
  return key;
}

function scalarOf(content: string): unknown {
  const [first] = content;
  if (first === '"' || first === "'") {
    const match = QUOTED.exec(content);
    if (match === null) throw DECLINED;
    return match[1] ?? match[2];
  }
  if (first === "{" || first === "[") return new FlowReader(content).readAll();
  const comment = COMMENT.exec(content);
  const text = comment === null ? content : content.slice(0, comment.index).trimEnd();
  if (text.includes(": ") || text.endsWith(":")) throw DECLINED;
  return plainScalar(text);
}

function plainScalar(text: string): unknown {
  if (!PLAIN_SCALAR.test(text) || text.startsWith("- ") || text === "-") throw DECLINED;
  const constant = CONSTANTS.get(text);
  if (constant !== undefined) return constant;
  if (INTEGER.test(text) || DECIMAL.test(text)) return Number(text);
  if (OTHER_NUMBER.test(text)) throw DECLINED;
  return text;
}

/** Flow collections of one line, such as `{host: a, ports: [1, 2]}`. */
class FlowReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readAll(): unknown {
    const value = this.#readCollection(0);
    const rest = this.#text.slice(this.#at);
    if (!/^(?: +#.*)?$/.test(rest)) throw DECLINED;
    return value;
  }

  #readCollection(depth: number): unknown {
    if (depth > DEEPEST) throw DECLINED;
    const isMap = this.#text[this.#at++] === "{";
    const end = isMap ? "}" : "]";
    const list: unknown[] = [];
    const map: Record<string, unknown> = {};
    this.#skipSpaces();
    if (this.#text[this.#at] === end) {
      this.#at++;
      return isMap ? map : list;
    }
    for (;;) {
      if (isMap) {
        const [match, key = ""] = this.#take(FLOW_KEY);
        const isQuoted = match.startsWith('"');
        const name = isQuoted ? key.slice(1, -1) : key;
        map[keyOf(isQuoted ? undefined : name, name, map)] = this.#readItem(depth);
      } else {
        list.push(this.#readItem(depth));
      }
      this.#skipSpaces();
      const next = this.#text[this.#at++];
      if (next === end) return isMap ? map : list;
      if (next !== ",") throw DECLINED;
      this.#skipSpaces();
    }
  }

  #readItem(depth: number): unknown {
    const first = this.#text[this.#at];
    if (first === "{" || first === "[") return this.#readCollection(depth + 1);
    if (first === '"' || first === "'") {
      const [, double, single] = this.#take(FLOW_QUOTED);
      return double ?? single;
    }
    return plainScalar(this.#take(FLOW_PLAIN)[0].trimEnd());
  }

  #take(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw DECLINED;
    this.#at = pattern.lastIndex;
    return match;
  }

  #skipSpaces(): void {
    while (this.#text[this.#at] === " ") this.#at++;
  }
}
