import { CodecError, Message, Mutation } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { decode, decodeOne, open, outputOf, textsOf } from "./codec.js";
import { frameOf, infoBlock, payloadOf, thriftMessage } from "./messages.js";
import { varint } from "./wire.js";

const dialect = { transport: "header", protocol: "binary" } as const;
const payload = payloadOf("binary", { sequenceId: 5 });
const START = [varint(0), varint(0)]; // binary, no transforms
const pair = (name: string, value: string) =>
  [name, value].flatMap((text) => [varint(text.length), Buffer.from(text)]);

/** The info headers among the attributes. */
function infoOf(bytes: Uint8Array, ...names: string[]): Record<string, string> {
  const client = open("request", names);
  const texts = textsOf(decodeOne(client, bytes), client.attributes);
  return Object.fromEntries(Object.entries(texts).filter(([name]) => names.includes(name)));
}

/** The frame after the mutation, and how much of it was refused. */
function mutated(bytes: Uint8Array, set: Readonly<Record<string, string | undefined>>) {
  const client = open("request");
  const request = decodeOne(client, bytes);
  const mutation = new Mutation();
  for (const [name, value] of Object.entries(set)) {
    if (value === undefined) mutation.remove(name);
    else mutation.set(name, value);
  }
  let refused = 0;
  const encoded = outputOf((out) => {
    refused = client.codec.encode(request, mutation, out);
  });
  return { encoded, refused };
}

describe("reading", () => {
  test("an info header is found whatever the case of its name, in any alphabet", () => {
    const headers = { "X-User": "ann", "größe-🧀": "7", Ä: "no" };
    const bytes = thriftMessage(dialect, { headers });
    expect(infoOf(bytes, "x-user", "größe-🧀", "x-use", "-user", "größe-🧁", "x-user-")).toEqual({
      "x-user": "ann",
      "größe-🧀": "7",
    });
  });

  test("of two headers with one name, the last counts", () => {
    const block = [...START, varint(1), varint(2), ...pair("a", "1"), ...pair("A", "2")];
    expect(infoOf(frameOf(block, 5, payload), "a")).toEqual({ a: "2" });
  });

  test("a message's own header goes before one of its connection, whichever comes first", () => {
    const own = infoBlock(1, { a: "own" });
    const persistent = infoBlock(2, { a: "connection", b: "connection" });
    for (const blocks of [
      [own, persistent],
      [persistent, own],
    ]) {
      const bytes = frameOf([...START, ...blocks], 5, payload);
      expect(infoOf(bytes, "a", "b")).toEqual({ a: "own", b: "connection" });
    }
  });

  test("a header named like a part of the message does not hide it", () => {
    const bytes = thriftMessage(dialect, { name: "hello", headers: { method: "other" } });
    expect(infoOf(bytes, "method")).toEqual({ method: "hello" });
  });

  test("what follows a block that nobody knows is left alone", () => {
    const blocks = [infoBlock(1, { a: "1" }), infoBlock(9, { b: "2" }), infoBlock(1, { c: "3" })];
    expect(infoOf(frameOf([...START, ...blocks], 5, payload), "a", "b", "c")).toEqual({ a: "1" });
  });

  test("a header that somebody wants later is delivered from then on", () => {
    const client = open("request");
    const bytes = thriftMessage(dialect, { headers: { late: "yes" } });
    expect(textsOf(decodeOne(client, bytes), client.attributes)).not.toHaveProperty("late");
    client.attributes.want("late");
    expect(textsOf(decodeOne(client, bytes), client.attributes)).toMatchObject({ late: "yes" });
  });

  test.each([
    ["a name that leads out of the header", [varint(1), varint(1), varint(200)]],
    ["a value that leads out of the header", [varint(1), varint(1), varint(0), varint(99)]],
    ["more headers than there are", [varint(1), varint(50), ...pair("a", "b")]],
    ["a billion headers", [varint(1), varint(2 ** 30)]],
    ["a length cut off", [varint(1), varint(1), ...pair("b", "c"), Buffer.of(1, 1, 0xff, 0xff)]],
  ])("%s is refused when somebody wants headers", (_, block) => {
    const bytes = frameOf([...START, ...block], 5, payload);
    const message = new Message();
    const refused = expect(() => decode(open("request", ["a"]), bytes, message));
    refused.toThrow("an info header leads out of the header block");
    expect(decodeOne(open("request"), bytes).size).toBe(bytes.length);
  });

  test.each([
    ["ends before the header", (bytes: Buffer) => bytes.writeUInt32BE(9)],
    ["is shorter than its header block", (bytes: Buffer) => bytes.writeUInt32BE(12)],
    ["has a header block without protocol", (bytes: Buffer) => bytes.writeUInt16BE(0, 12)],
  ])("a frame that %s is refused", (_, change) => {
    const bytes = Buffer.from(thriftMessage(dialect));
    change(bytes);
    expect(() => decode(open("request"), bytes, new Message())).toThrow(CodecError);
  });

  test("a header block over 64 KiB is refused before it comes", () => {
    const bytes = Buffer.from(thriftMessage(dialect));
    bytes.writeUInt32BE(1_000_000);
    bytes.writeUInt16BE(0x4001, 12);
    const refused = expect(() => decode(open("request"), bytes, new Message()));
    refused.toThrow("THeader: header of 65540 bytes, the limit is 65536");
  });

  test.each([
    ["binary", 2],
    ["compact", 0],
  ] as const)("a %s payload under the id of the other protocol is refused", (protocol, id) => {
    const bytes = frameOf([varint(id), varint(0)], 5, payloadOf(protocol, {}));
    const refused = expect(() => decode(open("request"), bytes, new Message()));
    refused.toThrow(CodecError);
  });
});

describe("changing", () => {
  test("a replaced header keeps the name as its server knows it, a new one comes as it is", () => {
    const before = { "X-User": "ann", Other: "stays" };
    const { encoded } = mutated(thriftMessage(dialect, { headers: before }), {
      "x-user": "bob",
      "X-New": "1",
    });
    const after = { Other: "stays", "X-User": "bob", "X-New": "1" };
    expect(encoded).toEqual(thriftMessage(dialect, { headers: after }));
  });

  test("a removed header is gone however often it was there", () => {
    const block = [varint(1), varint(3), ...pair("a", "1"), ...pair("b", "2"), ...pair("A", "3")];
    const { encoded, refused } = mutated(frameOf([...START, ...block], 5, payload), {
      a: undefined,
    });
    expect(encoded).toEqual(frameOf([...START, infoBlock(1, { b: "2" })], 5, payload));
    expect(refused).toBe(0);
  });

  test("the last header goes with its block", () => {
    const { encoded } = mutated(thriftMessage(dialect, { headers: { a: "1" } }), { A: undefined });
    expect(encoded).toEqual(thriftMessage(dialect));
  });

  test("headers of the connection stay: they are overridden, and not removed", () => {
    const persistent = { Tenant: "a" };
    const bytes = thriftMessage(dialect, { persistent });
    expect(mutated(bytes, { tenant: undefined })).toEqual({ encoded: bytes, refused: 1 });
    const { encoded, refused } = mutated(bytes, { tenant: "b" });
    expect(encoded).toEqual(thriftMessage(dialect, { persistent, headers: { Tenant: "b" } }));
    expect(refused).toBe(0);
    expect(infoOf(encoded, "tenant")).toEqual({ tenant: "b" });
  });

  test("a block that nobody knows stays, and stays the last", () => {
    const unknown = Buffer.from("0901020304", "hex");
    const block = [...START, infoBlock(1, { a: "1" }), unknown];
    const { encoded } = mutated(frameOf(block, 5, payload), { a: "22" });
    // Its end is not known, so the padding belongs to it, and more is added.
    const padding = Buffer.alloc(4 - (Buffer.concat(block).length % 4));
    const expected = [...START, infoBlock(1, { a: "22" }), unknown, padding];
    expect(encoded).toEqual(frameOf(expected, 5, payload));
    expect(infoOf(encoded, "a")).toEqual({ a: "22" });
  });

  test("what is refused changes nothing, and the rest is done", () => {
    const headers = { method: "of mine" };
    const bytes = thriftMessage(dialect, { headers });
    const { encoded, refused } = mutated(bytes, { method: undefined, Protocol: "x", a: "1" });
    expect(refused).toBe(2);
    expect(encoded).toEqual(thriftMessage(dialect, { headers: { ...headers, a: "1" } }));
  });

  test("more headers than a frame can hold are an error, not half a frame", () => {
    const bytes = thriftMessage(dialect, { headers: { a: "1" } });
    const most = "x".repeat(65_526);
    expect(infoOf(mutated(bytes, { a: most }).encoded, "a")).toEqual({ a: most });
    expect(() => mutated(bytes, { a: `${most}x` })).toThrow("the limit is 65536");
  });

  test("info headers that lead out of the header cannot be changed", () => {
    const block = [...START, varint(1), varint(9), ...pair("a", "1")];
    const refused = expect(() => mutated(frameOf(block, 5, payload), { a: "2" }));
    refused.toThrow("an info header leads out of the header block");
  });

  test("another flag, id and payload are copied as they are", () => {
    const bytes = Buffer.from(thriftMessage(dialect, { headers: { a: "1" }, headerSequenceId: 8 }));
    bytes.writeUInt16BE(0x0123, 6);
    const { encoded } = mutated(bytes, { a: "2" });
    const expected = Buffer.from(bytes);
    expected[bytes.indexOf("1")] = 0x32; // the value, of the same length
    expect(Buffer.from(encoded)).toEqual(expected);
  });
});
