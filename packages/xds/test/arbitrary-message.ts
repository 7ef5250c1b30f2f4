import fc from "fast-check";
import type { Field } from "../src/protobuf/field.js";
import { MessageType } from "../src/protobuf/message-type.js";
import { SCALARS } from "../src/protobuf/scalar-types.js";
import { findMessageType } from "../src/protobuf/schema.js";
import type { ValueType } from "../src/protobuf/value-type.js";
import { WireReader } from "../src/protobuf/wire-reader.js";

type Values = fc.Arbitrary<unknown>;

const SCALAR_VALUES = new Map<ValueType | undefined, Values>([
  [SCALARS["bool"], fc.constant(true)],
  [SCALARS["bytes"], fc.uint8Array({ minLength: 1, maxLength: 200 })],
  [SCALARS["double"], fc.double({ noNaN: true }).filter((value) => value !== 0)],
  [SCALARS["int32"], fc.integer().filter((value) => value !== 0)],
  [SCALARS["int64"], fc.maxSafeInteger().filter((value) => value !== 0)],
  [SCALARS["string"], fc.string({ unit: "grapheme", minLength: 1, maxLength: 150 })],
  [SCALARS["uint32"], fc.integer({ min: 1, max: 0xffff_ffff })],
  [SCALARS["uint64"], fc.maxSafeNat().filter((value) => value !== 0)],
]);

/**
 * Values of a message in their normal form, which encoding and decoding keeps: no zeros where they
 * mean "not set", no empty lists, one field of each oneof. Each has few of the fields.
 */
export function arbitraryMessage(name: string, depth = 4): Values {
  const type = findMessageType(name);
  if (type === undefined) throw new Error(`no message ${name}`);
  return arbitraryFields(type, depth);
}

function arbitraryFields(type: MessageType, depth: number): Values {
  const fields = type.fields.filter((field) => depth > 0 || !(field.type instanceof MessageType));
  return fc.subarray(fields, { maxLength: Math.min(6, fields.length) }).chain((chosen) => {
    const taken = new Set<string>();
    const model: Record<string, Values> = {};
    for (const field of chosen) {
      if (field.rivals.some((rival) => taken.has(rival))) continue;
      taken.add(field.name);
      model[field.name] = arbitraryField(field, depth);
    }
    return fc.record(model);
  });
}

function arbitraryField({ type, label }: Field, depth: number): Values {
  const value =
    type instanceof MessageType
      ? arbitraryFields(type, depth - 1)
      : (SCALAR_VALUES.get(type) ?? arbitraryName(type));
  if (label === "one") return value;
  if (label === "list") return fc.array(value, { minLength: 1, maxLength: 3 });
  // The parser that is compared with sorts integer-like keys as JavaScript does.
  const keys = fc.stringMatching(/^[a-z]{1,9}$/);
  return fc.dictionary(keys, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
}

/** Names of an enumeration, found by reading numbers; not the first, which means "not set". */
function arbitraryName(type: ValueType): Values {
  const names = Array.from({ length: 8 }, (_, i) => type.read(new WireReader(Uint8Array.of(i)), 0));
  const known = names.filter((name) => !type.isZero(name) && !String(name).startsWith("#"));
  return fc.constantFrom(...(known.length > 0 ? known : ["#7"]));
}
