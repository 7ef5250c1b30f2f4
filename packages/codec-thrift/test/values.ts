import fc from "fast-check";

/** A Thrift value with its type, as a test writes it. */
export type Value =
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "byte" | "i16" | "i32"; readonly value: number }
  | { readonly type: "i64"; readonly value: bigint }
  | { readonly type: "double"; readonly value: number }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | { readonly type: "uuid"; readonly value: Uint8Array }
  | { readonly type: "list" | "set"; readonly element: TypeName; readonly value: readonly Value[] }
  | {
      readonly type: "map";
      readonly key: TypeName;
      readonly element: TypeName;
      readonly value: readonly (readonly [Value, Value])[];
    }
  | { readonly type: "struct"; readonly value: Struct };
export type TypeName = Value["type"];
export type Struct = readonly Field[];
export interface Field {
  readonly id: number;
  readonly value: Value;
}

const SCALARS = ["bool", "byte", "i16", "i32", "i64", "double", "binary", "uuid"] as const;
const TYPES: readonly TypeName[] = [...SCALARS, "list", "set", "map", "struct"];

const int = (bits: number) => fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });

/** Values of one type, at most `depth` levels of containers deep. */
function valuesOf(type: TypeName, depth: number): fc.Arbitrary<Value> {
  switch (type) {
    case "bool":
      return fc.boolean().map((value) => ({ type, value }));
    case "byte":
      return int(8).map((value) => ({ type, value }));
    case "i16":
      return int(16).map((value) => ({ type, value }));
    case "i32":
      return int(32).map((value) => ({ type, value }));
    case "i64":
      return fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
        .map((value) => ({ type, value }));
    case "double":
      return fc.double().map((value) => ({ type, value }));
    case "binary":
      return fc.uint8Array({ maxLength: 200 }).map((value) => ({ type, value }));
    case "uuid":
      return fc.uint8Array({ minLength: 16, maxLength: 16 }).map((value) => ({ type, value }));
    case "list":
    case "set":
      return typeAt(depth).chain((element) =>
        fc
          .array(valuesOf(element, depth - 1), { maxLength: 20 })
          .map((value) => ({ type, element, value })),
      );
    case "map":
      return fc.tuple(typeAt(depth), typeAt(depth)).chain(([key, element]) =>
        fc
          .array(fc.tuple(valuesOf(key, depth - 1), valuesOf(element, depth - 1)), {
            maxLength: 8,
          })
          .map((value) => ({ type, key, element, value })),
      );
    case "struct":
      return structs(depth - 1).map((value) => ({ type, value }));
  }
}

function typeAt(depth: number): fc.Arbitrary<TypeName> {
  return fc.constantFrom(...(depth > 0 ? TYPES : SCALARS));
}

/** Structs of any fields, ids in any order. */
export function structs(depth = 3): fc.Arbitrary<Struct> {
  const value = typeAt(depth).chain((type) => valuesOf(type, depth));
  return fc.array(fc.record({ id: int(16), value }), { maxLength: 6 });
}
