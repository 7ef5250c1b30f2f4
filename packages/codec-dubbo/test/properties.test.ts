import { ByteWriter, ErrorKind, ResponseStatus, requestIdText } from "@meltemi/core";
import { decodeAll } from "@meltemi/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeOne, mutate, open, textsOf } from "./codec.js";
import { answer, call, frame, HEADER, SERVICE } from "./frames.js";
import { bytes, map, NULL } from "./hessian.js";
import { encode, readRequest, readResponse, textsIn } from "./oracle.js";
import { anyText, anyValue } from "./values.js";

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const names = ["foo", "Foo", "group", "path", "timeout", "größe", "x-request-id", "__proto__"];
const name = fc.oneof(fc.constantFrom(...names), anyText);
const attachments = fc
  .array(fc.tuple(name, fc.oneof({ arbitrary: anyText, weight: 4 }, anyValue)), { maxLength: 12 })
  .map((entries) => new Map<unknown, unknown>(entries));
const changes = fc
  .array(fc.tuple(name, fc.option(anyText, { nil: undefined })), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));

const descriptor = fc.constantFrom("I", "Z", "[J", "Ljava/lang/String;", "[[Lorg/example/Order;");
const request = fc.record({
  id: uint64,
  parameters: fc.array(fc.tuple(descriptor, anyValue), { maxLength: 4 }),
  attachments,
});
type AnyRequest = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

/** One Hessian stream from the head to the attachments, since its classes and types are numbered. */
function requestOf({ id, parameters, attachments }: AnyRequest): Uint8Array {
  const types = parameters.map(([type]) => type).join("");
  const values = parameters.map(([, value]) => value);
  const head = ["2.0.2", SERVICE, "1.0.0", "méthode", types];
  return frame({ id, body: encode(...head, ...values, attachments) });
}

const response = fc.record({
  id: uint64,
  type: fc.integer({ min: 0, max: 5 }),
  value: anyValue,
  attachments,
});
type AnyResponse = typeof response extends fc.Arbitrary<infer Value> ? Value : never;

function responseOf({ id, type, value, attachments }: AnyResponse): Uint8Array {
  const values = type % 3 === 2 ? [] : [value];
  return answer(id, encode(type, ...values, ...(type < 3 ? [] : [attachments])));
}

/** What the attachments are as attributes: a later one of the same name, but for its case, counts. */
function attributesIn(all: ReadonlyMap<unknown, unknown>): Record<string, string> {
  const texts = Object.entries(textsIn(all)).map(([key, text]) => [key.toLowerCase(), text]);
  return Object.fromEntries(texts) as Record<string, string>;
}

const HEAD = {
  dubbo: "2.0.2",
  interface: SERVICE,
  version: "1.0.0",
  method: "méthode",
  serialization: "hessian2",
};

test("any attachments of a request are attributes, whatever its arguments are", () => {
  fc.assert(
    fc.property(request, (parts) => {
      const message = requestOf(parts);
      const expected = attributesIn(parts.attachments);
      const types = parts.parameters.map(([type]) => type).join("");
      const texts = textsOf(open("request", ...Object.keys(expected)), message);
      expect(texts).toEqual({ path: SERVICE, ...expected, ...HEAD, parameter_types: types });
    }),
  );
});

test("any attachments of a response are attributes, whatever its value is", () => {
  fc.assert(
    fc.property(response, (parts) => {
      const expected = parts.type < 3 ? {} : attributesIn(parts.attachments);
      const opened = open("response", ...Object.keys(expected));
      expect(textsOf(opened, responseOf(parts))).toEqual({
        ...expected,
        status: "20",
        serialization: "hessian2",
      });
      const { status } = decodeOne(opened, responseOf(parts));
      expect(status === ResponseStatus.Error).toBe(parts.type % 3 === 0);
    }),
  );
});

/** What a change must come to, entry by entry as a Map has it. */
function changed(
  before: ReadonlyMap<unknown, unknown>,
  wanted: Readonly<Record<string, string | undefined>>,
): { after: Map<unknown, unknown>; refused: number } {
  const after = new Map(before);
  let refused = 0;
  for (const [key, text] of Object.entries(wanted)) {
    const old = before.get(key);
    const isContainer = typeof old === "object" && old !== null;
    const isScalar = !isContainer || old instanceof Date || old instanceof Buffer;
    if (!isScalar) refused++;
    else if (text === undefined) after.delete(key);
    else after.set(key, text);
  }
  return { after, refused };
}

test("any change of a request's attachments is what another implementation then reads", () => {
  fc.assert(
    fc.property(request, changes, (parts, wanted) => {
      const message = requestOf(parts);
      const before = readRequest(message);
      const mutated = mutate("request", message, wanted);
      const after = readRequest(mutated.bytes);
      const expected = changed(before.attachments, wanted);
      expect(mutated.refused).toBe(expected.refused);
      expect([...after.attachments]).toEqual([...expected.after]);
      expect(after.head).toEqual(before.head);
      expect(after.arguments).toEqual(before.arguments);
    }),
  );
});

test("any change of a response's attachments is what another implementation then reads", () => {
  const client = call({});
  fc.assert(
    fc.property(response, changes, (parts, wanted) => {
      const message = responseOf(parts);
      const before = readResponse(message);
      const mutated = mutate("response", message, wanted, client);
      const after = readResponse(mutated.bytes);
      const expected = changed(before.attachments ?? new Map(), wanted);
      const adds = before.attachments === undefined && expected.after.size > 0;
      expect(after.type).toBe(adds ? before.type + 3 : before.type);
      expect([...(after.attachments ?? [])]).toEqual([...expected.after]);
      expect(after.value).toEqual(before.value);
    }),
  );
});

test("what a change leaves is left byte for byte", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  const entries = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), text);
  fc.assert(
    fc.property(entries, entries, anyValue, (before, set, argument) => {
      const parts = { types: "I", arguments: encode(argument) };
      const message = call({ ...parts, attachments: map(before) });
      const expected = call({ ...parts, attachments: map({ ...before, ...set }) });
      expect(mutate("request", message, set)).toEqual({ bytes: expected, refused: 0 });
    }),
    { numRuns: 40 },
  );
});

test("any chunking gives the same messages", () => {
  const chunking = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 });
  const entries = fc.dictionary(fc.constantFrom("foo", "Timeout"), fc.string({ unit: "grapheme" }));
  const small = fc.oneof(
    entries.map((all) => call({ attachments: map(all) })),
    entries.map((all) => answer(1n, encode(4, "hello"), map(all))),
    fc
      .constantFrom(0x02, 0x22, 0x82, 0xc2, 0xd7, 0xe2)
      .map((flags) => frame({ flags, body: NULL })),
  );
  const messages = fc.array(small, { maxLength: 4 });
  const direction = fc.constantFrom("request", "response");
  fc.assert(
    fc.property(messages, direction, chunking, (all, side, lengths) => {
      const stream = bytes(...all);
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < stream.length; ) {
        const length = lengths[chunks.length % lengths.length] as number;
        chunks.push(stream.slice(at, at + length));
        at += length;
      }
      const { codec, attributes } = open(side, "foo", "timeout");
      const decoded = decodeAll(codec, chunks, { direction: side, attributes });
      expect(decoded.map((message) => message.bytes)).toEqual(all);
      expect(decoded).toEqual(decodeAll(codec, [stream], { direction: side, attributes }));
    }),
  );
});

test("any request is answered under its own id, with any text", () => {
  const kind = fc.constantFrom(...Object.values(ErrorKind));
  fc.assert(
    fc.property(uint64, kind, anyText, (id, error, text) => {
      const { codec, ...rest } = open("request");
      const asked = decodeOne({ codec, ...rest }, call({ id }));
      const out = new ByteWriter();
      codec.onError(asked, { kind: error, source: "proxy", retriable: false, text }, out);
      const reply = out.bytes.slice(0, out.length);
      expect(reply.slice(HEADER)).toEqual(encode(text));
      const message = decodeOne(open("response"), reply);
      expect(message.status).toBe(ResponseStatus.Error);
      expect(requestIdText(message)).toBe(String(id));
    }),
  );
});
