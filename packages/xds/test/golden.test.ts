import fc from "fast-check";
import protobuf from "protobufjs";
import { describe, expect, test } from "vitest";
import { decodeMessage, encodeMessage, type MessageName } from "../src/index.js";
import { arbitraryMessage } from "./arbitrary-message.js";
import { fieldName } from "./generator/closure.js";
import { loadProtos } from "./generator/load-protos.js";
import { ROOTS } from "./generator/roots.js";

// An independent path: another library, with what the .proto files say.
const original = loadProtos();

describe.each(ROOTS as MessageName[])("%s", (name) => {
  const type = original.lookupType(name);
  const values = arbitraryMessage(name) as fc.Arbitrary<Record<string, unknown>>;

  test("has the bytes that protobufjs gives it", () => {
    fc.assert(
      fc.property(values, (value) => {
        const theirs = type.encode(type.fromObject(renamed(type, value))).finish();
        expect(Buffer.from(encodeMessage(name, value)).equals(theirs)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("is read from its bytes as it was", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(decodeMessage(name, encodeMessage(name, value))).toEqual(value);
      }),
      { numRuns: 40 },
    );
  });
});

/** The value with protobufjs's names of fields, which differ from protobuf's JSON where digits follow. */
function renamed(type: protobuf.Type, value: Record<string, unknown>): Record<string, unknown> {
  const entries = type.fieldsArray.flatMap((field) => {
    const content = value[fieldName(field)];
    return content === undefined ? [] : [[field.name, renamedContent(field, content)]];
  });
  return Object.fromEntries(entries);
}

function renamedContent(field: protobuf.Field, content: unknown): unknown {
  const { resolvedType } = field;
  const element = (one: unknown): unknown => {
    if (resolvedType instanceof protobuf.Type) return renamed(resolvedType, one as never);
    if (resolvedType instanceof protobuf.Enum && one === "#7") return 7;
    return one;
  };
  if (field instanceof protobuf.MapField) {
    const entries = Object.entries(content as object).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, one]) => [key, element(one)]));
  }
  return Array.isArray(content) ? content.map(element) : element(content);
}
