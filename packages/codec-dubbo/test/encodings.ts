import fc from "fast-check";
import { bytes, cesu8, chunkedString, hex, int, string } from "./hessian.js";

/** A value in one of the forms that the grammar has for it, also those that no library chooses. */
export type Shape =
  | { readonly form: "bytes"; readonly bytes: Uint8Array }
  | {
      readonly form: "list";
      readonly lead: "57" | "58" | "55" | "56";
      readonly of: readonly Shape[];
    }
  | {
      readonly form: "map";
      readonly typed: boolean;
      readonly of: readonly (readonly [Shape, Shape])[];
    }
  | { readonly form: "object"; readonly wide: boolean; readonly of: readonly Shape[] };

const text = fc.string({ unit: "grapheme", maxLength: 50 });
const leaf: fc.Arbitrary<Shape> = fc
  .oneof(
    fc.constantFrom(
      ...["4e", "54", "90", "c8 30", "d4 00 00", "49 00 00 00 01", "e0", "f8 00", "3c 00 00"].map(
        hex,
      ),
      ...["59 00 00 00 01", "4c ff ff ff ff ff ff ff ff", "5b", "5d 80", "5e 80 00", "51 90"].map(
        hex,
      ),
      ...["5f 00 00 00 01", "44 ff ff ff ff ff ff ff ff", "4a 00 00 00 00 00 00 00 00", "20"].map(
        hex,
      ),
      ...["4b 00 00 00 00", "42 00 01 ff", "41 00 01 ff 20", "34 01 80", "22 5a 5a"].map(hex),
    ),
    text.map(string),
    text.map((value) => bytes(0x53, value.length >> 8, value.length & 0xff, cesu8(value))),
    text.map((value) => bytes(0x30 | (value.length >> 8), value.length & 0xff, Buffer.from(value))), // 4 bytes for a pair
    fc
      .tuple(text, fc.integer({ min: 1, max: 9 }))
      .map(([value, units]) => chunkedString(value, units)),
  )
  .map((value) => ({ form: "bytes", bytes: value }));

export const anyEncoding: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 5, depthIdentifier: "shape" },
    leaf,
    fc.record({
      form: fc.constant("list" as const),
      lead: fc.constantFrom("57", "58", "55", "56"),
      of: fc.array(tie("shape"), { maxLength: 9 }),
    }),
    fc.record({
      form: fc.constant("map" as const),
      typed: fc.boolean(),
      of: fc.array(fc.tuple(tie("shape"), tie("shape")), { maxLength: 5 }),
    }),
    fc.record({
      form: fc.constant("object" as const),
      wide: fc.boolean(),
      of: fc.array(tie("shape"), { maxLength: 20 }),
    }),
  ),
})).shape;

/** What a stream has numbered so far. */
interface Numbered {
  /** Classes by their number of fields. */
  readonly classes: number[];
  typed: boolean;
}

export function encodingOf(shape: Shape): Uint8Array {
  return encodeShape(shape, { classes: [], typed: false });
}

function encodeShape(shape: Shape, numbered: Numbered): Uint8Array {
  switch (shape.form) {
    case "bytes":
      return shape.bytes;
    case "list":
      return encodeList(shape.lead, shape.of, numbered);
    case "map": {
      const lead = shape.typed ? bytes(0x4d, typeOf(numbered)) : hex("48");
      const pairs = shape.of.flatMap((pair) => pair.map((part) => encodeShape(part, numbered)));
      return bytes(lead, ...pairs, 0x5a);
    }
    case "object":
      return encodeObject(shape.wide, shape.of, numbered);
  }
}

function encodeList(lead: string, of: readonly Shape[], numbered: Numbered): Uint8Array {
  const typed = lead === "55" || lead === "56";
  const type = typed ? typeOf(numbered) : bytes();
  const fixed = lead === "58" || lead === "56";
  const values = of.map((value) => encodeShape(value, numbered));
  if (!fixed) return bytes(hex(lead), type, ...values, 0x5a);
  // Every other short list in its shorter form.
  if (of.length < 8 && of.length % 2 === 0) {
    return bytes((typed ? 0x70 : 0x78) + of.length, type, ...values);
  }
  return bytes(hex(lead), type, int(of.length), ...values);
}

function encodeObject(wide: boolean, of: readonly Shape[], numbered: Numbered): Uint8Array {
  const { classes } = numbered;
  let definition = bytes();
  if (!classes.includes(of.length)) {
    classes.push(of.length);
    const fields = of.map((_, i) => string(`f${i}`));
    definition = bytes(0x43, string(`C${of.length}`), int(of.length), ...fields);
  }
  const number = classes.indexOf(of.length);
  const lead = wide || number > 15 ? bytes(0x4f, int(number)) : bytes(0x60 + number);
  return bytes(definition, lead, ...of.map((value) => encodeShape(value, numbered)));
}

function typeOf(numbered: Numbered): Uint8Array {
  if (numbered.typed) return hex("90");
  numbered.typed = true;
  return string("[Ljava.lang.Object;");
}
