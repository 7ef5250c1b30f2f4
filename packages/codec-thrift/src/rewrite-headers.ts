import {
  type ByteWriter,
  CodecError,
  type Message,
  type Mutation,
  writeUint16,
  writeUint32,
} from "@meltemi/core";
import { RESERVED } from "./attributes.js";
import { Field, type HeaderFrame, LONGEST_BLOCK } from "./header-frame.js";
import { InfoBlock, InfoHeaders } from "./info-headers.js";
import { isNamed } from "./is-named.js";
import { varintWidth, writeVarint } from "./varint.js";

const WORD = 4;

interface Change {
  readonly name: string;
  /** `undefined` removes. */
  readonly value: string | undefined;
}

/**
 * Appends a THeader message with the info headers that the mutation sets or removes; its payload is copied
 * as it is. A header that is replaced keeps the case of its name. Headers of the connection stay: what is
 * set goes before them, and their removal is refused.
 * @returns the entries refused
 * @throws {CodecError} malformed info headers, or too-large: more headers than fit
 */
export function rewriteHeaders(
  message: Message,
  frame: HeaderFrame,
  mutation: Mutation,
  out: ByteWriter,
): number {
  const { bytes, start } = message;
  const end = start + message.size;
  frame.readWhole(bytes, start);
  const infos = new InfoHeaders(bytes, frame.infos, frame.payload);
  while (infos.next()); // to what follows the headers
  const { rest } = infos;
  const hasUnknown = !infos.atPadding();
  const changes = changesOf(mutation, infos);
  const refused = mutation.size - changes.length;
  if (changes.length === 0) {
    out.append(bytes, start, end);
    return refused;
  }

  const at = out.length;
  out.append(bytes, start, frame.infos);
  appendBlock(InfoBlock.PersistentKeyValue, infos, [], out);
  appendBlock(InfoBlock.KeyValue, infos, changes, out);
  // A block that nobody knows stays, and stays the last.
  if (hasUnknown) out.append(bytes, rest, frame.payload);
  const block = out.length - at - Field.block;
  const padding = WORD - (block % WORD); // 1 to 4 bytes, as Apache Thrift has it
  for (let i = 0; i < padding; i++) out.uint8(0);
  if (block + padding > LONGEST_BLOCK) refuseBlock(block + padding);
  writeUint16(out.bytes, at + Field.words, (block + padding) / WORD);
  out.append(bytes, frame.payload, end);
  writeUint32(out.bytes, at + Field.size, out.length - at - 4);
  return refused;
}

/** What can be done of the mutation. */
function changesOf(mutation: Mutation, infos: InfoHeaders): Change[] {
  const changes: Change[] = [];
  for (let i = 0; i < mutation.size; i++) {
    const name = mutation.nameAt(i);
    const value = mutation.valueAt(i);
    if (name === "" || RESERVED.includes(name.toLowerCase())) continue;
    if (value === undefined && find(name, infos) && infos.persistent) continue;
    changes.push({ name, value });
  }
  return changes;
}

/** Appends the headers of one kind, if there are any: those that no change names, then those that are set. */
function appendBlock(
  kind: number,
  infos: InfoHeaders,
  changes: readonly Change[],
  out: ByteWriter,
): void {
  const { bytes } = infos;
  const start = out.length;
  let count = 0;
  for (infos.restart(); infos.next(); ) {
    if (infos.persistent !== (kind === InfoBlock.PersistentKeyValue)) continue;
    if (changes.some(({ name }) => isNamed(bytes, infos.nameStart, infos.nameEnd, name))) continue;
    out.append(bytes, infos.start, infos.valueEnd);
    count++;
  }
  for (const { name, value } of changes) {
    if (value === undefined) continue;
    // Servers compare names with case, and the one that came is the one they know.
    if (find(name, infos)) out.append(bytes, infos.start, infos.nameEnd);
    else appendText(name, out);
    appendText(value, out);
    count++;
  }
  if (count === 0) return;
  out.splice(start, 0, 1 + varintWidth(count));
  out.bytes[start] = kind;
  writeVarint(out.bytes, start + 1, count);
}

/** Moves to a header of that name, to one of the connection first: it is the one that stays. */
function find(name: string, infos: InfoHeaders): boolean {
  for (const persistent of [true, false]) {
    for (infos.restart(); infos.next(); ) {
      if (infos.persistent !== persistent) continue;
      if (isNamed(infos.bytes, infos.nameStart, infos.nameEnd, name)) return true;
    }
  }
  return false;
}

function appendText(text: string, out: ByteWriter): void {
  const start = out.length;
  const bytes = out.utf8(text);
  const width = varintWidth(bytes);
  out.splice(start, 0, width);
  writeVarint(out.bytes, start, bytes);
}

function refuseBlock(size: number): never {
  throw new CodecError(
    "too-large",
    `THeader: header of ${size} bytes after mutation, the limit is ${LONGEST_BLOCK}`,
  );
}
