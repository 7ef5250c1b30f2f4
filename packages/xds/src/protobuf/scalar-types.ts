import { MessageError } from "./message-error.js";
import type { ValueType } from "./value-type.js";
import type { WireReader } from "./wire-reader.js";
import { WireType } from "./wire-type.js";

const INT32: Range = [-0x8000_0000, 0x7fff_ffff];
const UINT32: Range = [0, 0xffff_ffff];
const INT64: Range = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
const UINT64: Range = [0, Number.MAX_SAFE_INTEGER];

const { Varint, Fixed64, Delimited } = WireType;

/** By their names in .proto files: those that the messages use. */
export const SCALARS: Readonly<Record<string, ValueType>> = {
  bool: {
    wireType: Varint,
    packed: true,
    isZero: (value) => value === false,
    write(writer, value) {
      if (typeof value !== "boolean") throw wrong(value, "a boolean");
      writer.uint8(value ? 1 : 0);
    },
    read: (reader) => reader.bool(),
  },
  string: {
    wireType: Delimited,
    packed: false,
    isZero: (value) => value === "",
    write(writer, value) {
      if (typeof value !== "string") throw wrong(value, "a string");
      const at = writer.beginDelimited();
      writer.utf8(value);
      writer.endDelimited(at);
    },
    read: (reader) => reader.string(),
  },
  bytes: {
    wireType: Delimited,
    packed: false,
    isZero: (value) => value instanceof Uint8Array && value.length === 0,
    write(writer, value) {
      if (!(value instanceof Uint8Array)) throw wrong(value, "a Uint8Array");
      writer.varint(value.length);
      writer.append(value, 0, value.length);
    },
    read: (reader) => reader.blob(),
  },
  double: {
    wireType: Fixed64,
    packed: true,
    isZero: (value) => value === 0,
    write(writer, value) {
      if (typeof value !== "number") throw wrong(value, "a number");
      writer.double(value);
    },
    read: (reader) => reader.double(),
  },
  int32: integer(INT32, (reader) => reader.uint32() | 0),
  uint32: integer(UINT32, (reader) => reader.uint32()),
  int64: integer(INT64, (reader) => reader.int64()),
  uint64: integer(UINT64, (reader) => reader.uint64()),
};

type Range = readonly [lowest: number, highest: number];

function integer([lowest, highest]: Range, read: (reader: WireReader) => number): ValueType {
  return {
    wireType: Varint,
    packed: true,
    isZero: (value) => value === 0,
    write(writer, value) {
      if (typeof value !== "number" || !Number.isInteger(value)) throw wrong(value, "an integer");
      if (value < lowest || value > highest) {
        throw new MessageError(`${value} is not between ${lowest} and ${highest}`);
      }
      writer.varint(value);
    },
    read,
  };
}

/** The error for a value of the wrong type; names the value, shortened. */
export function wrong(value: unknown, wanted: string): MessageError {
  const text = typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
  return new MessageError(`${(text ?? String(value)).slice(0, 80)} is not ${wanted}`);
}
