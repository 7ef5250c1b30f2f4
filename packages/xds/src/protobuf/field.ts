import { MessageError, within } from "./message-error.js";
import { wrong } from "./scalar-types.js";
import type { ValueType } from "./value-type.js";
import type { WireReader } from "./wire-reader.js";
import { WireType } from "./wire-type.js";
import type { WireWriter } from "./wire-writer.js";

export interface Field {
  readonly name: string;
  readonly number: number;
  readonly label: "one" | "list" | "map";
  readonly type: ValueType;
  /** It is written even when its value is zero: it is in a oneof, or a message. */
  readonly presence: boolean;
  /** The other fields of its oneof: reading this one unsets them. */
  readonly rivals: readonly string[];
}

export type MessageValue = Record<string, unknown>;

/** Writes the field with its tag, or nothing when its content stands for "not set". */
export function writeField(
  writer: WireWriter,
  field: Field,
  content: unknown,
  depth: number,
): void {
  const { type, number, label } = field;
  if (label === "one") {
    if (!field.presence && type.isZero(content)) return;
    writer.varint((number << 3) | type.wireType);
    type.write(writer, content, depth);
  } else if (label === "map") {
    writeMap(writer, field, content, depth);
  } else if (!Array.isArray(content)) {
    throw wrong(content, "an array");
  } else if (type.packed) {
    if (content.length === 0) return;
    writer.varint((number << 3) | WireType.Delimited);
    const at = writer.beginDelimited();
    for (const element of content) type.write(writer, element, depth);
    writer.endDelimited(at);
  } else {
    for (const [index, element] of content.entries()) {
      try {
        writer.varint((number << 3) | type.wireType);
        type.write(writer, element, depth);
      } catch (error) {
        throw within(error, `[${index}]`);
      }
    }
  }
}

const MAP_KEY = (1 << 3) | WireType.Delimited;

/** Entries in order of keys, so that equal maps have equal bytes. */
function writeMap(writer: WireWriter, { type, number }: Field, map: unknown, depth: number): void {
  if (!isObject(map)) throw wrong(map, "an object");
  for (const key of Object.keys(map).sort()) {
    if (map[key] === undefined) continue;
    try {
      writer.varint((number << 3) | WireType.Delimited);
      const at = writer.beginDelimited();
      writer.uint8(MAP_KEY);
      const keyAt = writer.beginDelimited();
      writer.utf8(key);
      writer.endDelimited(keyAt);
      writer.varint((2 << 3) | type.wireType);
      type.write(writer, map[key], depth);
      writer.endDelimited(at);
    } catch (error) {
      throw within(error, `[${JSON.stringify(key)}]`);
    }
  }
}

/** Reads one occurrence of the field into `value`. */
export function readField(
  reader: WireReader,
  field: Field,
  wireType: number,
  value: MessageValue,
  depth: number,
): void {
  const { type, name } = field;
  if (field.label === "one") {
    expectWireType(wireType, type.wireType);
    for (const rival of field.rivals) if (rival in value) delete value[rival];
    const content = type.read(reader, depth, value[name]);
    if (field.presence || !type.isZero(content)) value[name] = content;
    else if (name in value) delete value[name];
  } else if (field.label === "map") {
    expectWireType(wireType, WireType.Delimited);
    value[name] ??= {};
    readEntry(reader, type, value[name] as MessageValue, depth);
  } else {
    value[name] ??= [];
    const list = value[name] as unknown[];
    if (type.packed && wireType === WireType.Delimited) {
      readDelimited(reader, () => list.push(type.read(reader, depth)));
    } else {
      expectWireType(wireType, type.wireType);
      list.push(type.read(reader, depth));
    }
  }
}

const OWN = { enumerable: true, writable: true, configurable: true };

function readEntry(reader: WireReader, type: ValueType, map: MessageValue, depth: number): void {
  let key = "";
  let content: unknown;
  readDelimited(reader, () => {
    const tag = reader.uint32();
    if (tag === MAP_KEY) key = reader.string();
    else if (tag === ((2 << 3) | type.wireType)) content = type.read(reader, depth, content);
    else reader.skip(tag & 7, tag >>> 3, depth);
  });
  if (content === undefined) {
    throw new MessageError(`[${JSON.stringify(key)}] has no value`);
  }
  // An assignment would give the map another prototype.
  if (key === "__proto__") Object.defineProperty(map, key, { ...OWN, value: content });
  else map[key] = content;
}

/** Calls `readOne` until the delimited run of values that begins here is used up. */
function readDelimited(reader: WireReader, readOne: () => void): void {
  const outerEnd = reader.end;
  const start = reader.advance(reader.length());
  const end = reader.position;
  reader.position = start;
  reader.end = end;
  while (reader.position < end) readOne();
  reader.end = outerEnd;
}

function expectWireType(wireType: number, expected: WireType): void {
  if (wireType === expected) return;
  throw new MessageError(`has wire type ${wireType}, not ${expected}`);
}

export function isObject(value: unknown): value is MessageValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
