import { type Field, isObject, type MessageValue, readField, writeField } from "./field.js";
import { MessageError, within } from "./message-error.js";
import { wrong } from "./scalar-types.js";
import type { ValueType } from "./value-type.js";
import type { WireReader } from "./wire-reader.js";
import { DEEPEST, WireType } from "./wire-type.js";
import type { WireWriter } from "./wire-writer.js";

/** A message: a plain object, on the wire a run of tagged values in order of field numbers. */
export class MessageType implements ValueType {
  readonly wireType: WireType = WireType.Delimited;
  readonly packed = false;
  readonly name: string;
  /** In order of numbers. Made at first use: types refer to each other in circles. */
  readonly #fields: () => readonly Field[];
  #sorted: readonly Field[] | undefined;
  #byNumber: ReadonlyMap<number, Field> | undefined;
  #byName: ReadonlyMap<string, Field> | undefined;

  constructor(name: string, fields: () => readonly Field[]) {
    this.name = name;
    this.#fields = fields;
  }

  get fields(): readonly Field[] {
    this.#sorted ??= this.#fields();
    return this.#sorted;
  }

  isZero(): boolean {
    return false;
  }

  write(writer: WireWriter, value: unknown, depth: number): void {
    const at = writer.beginDelimited();
    this.writeFields(writer, value, depth + 1);
    writer.endDelimited(at);
  }

  read(reader: WireReader, depth: number, previous?: unknown): MessageValue {
    const outerEnd = reader.end;
    const start = reader.advance(reader.length());
    const end = reader.position;
    reader.position = start;
    reader.end = end;
    // A message that comes twice in one field is one message.
    const value = isObject(previous) ? previous : {};
    this.readFields(reader, value, depth + 1);
    reader.end = outerEnd;
    return value;
  }

  writeFields(writer: WireWriter, value: unknown, depth: number): void {
    if (depth > DEEPEST) throw new MessageError(`nested deeper than ${DEEPEST}`);
    if (!isObject(value)) throw wrong(value, `an object (${this.name})`);
    this.#byName ??= new Map(this.fields.map((field) => [field.name, field]));
    const start = writer.length;
    let last = 0;
    // By the value's keys: messages have up to sixty fields and few are set. Objects are mostly
    // written in order of numbers; others begin again.
    for (const name in value) {
      const content = value[name];
      const field = this.#byName.get(name);
      if (field === undefined) throw new MessageError(`${this.name} has no field ${name}`);
      if (content === undefined) continue;
      if (field.number < last) {
        writer.length = start;
        this.writeFields(writer, this.#sortedCopy(value), depth);
        return;
      }
      last = field.number;
      try {
        if (field.rivals.length > 0) refuseRivals(field, value);
        writeField(writer, field, content, depth);
      } catch (error) {
        throw within(error, name);
      }
    }
  }

  readFields(reader: WireReader, value: MessageValue, depth: number): void {
    if (depth > DEEPEST) throw new MessageError(`nested deeper than ${DEEPEST}`);
    this.#byNumber ??= new Map(this.fields.map((field) => [field.number, field]));
    while (reader.position < reader.end) {
      const tag = reader.uint32();
      const number = tag >>> 3;
      if (number === 0) throw new MessageError("has a field with number 0");
      const field = this.#byNumber.get(number);
      if (field === undefined) {
        reader.skip(tag & 7, number, depth);
        continue;
      }
      try {
        readField(reader, field, tag & 7, value, depth);
      } catch (error) {
        throw within(error, field.name);
      }
    }
  }

  #sortedCopy(value: MessageValue): MessageValue {
    const number = (name: string): number =>
      this.#byName?.get(name)?.number ?? Number.POSITIVE_INFINITY;
    const names = Object.keys(value).sort((a, b) => number(a) - number(b));
    return Object.fromEntries(names.map((name) => [name, value[name]]));
  }
}

function refuseRivals({ rivals }: Field, value: MessageValue): void {
  for (const rival of rivals) {
    if (value[rival] !== undefined) throw new MessageError(`set together with ${rival}`);
  }
}
