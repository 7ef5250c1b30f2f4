import { ByteWriter, CodecError, Mutation } from "@meltemi/core";
import { decodeAll, fuzzInputs } from "@meltemi/testkit";
import { expect, test } from "vitest";
import { decodeOne, open } from "./codec.js";
import { answer, call, frame } from "./frames.js";
import { bytes, chunkedString, hex, map, NULL, string } from "./hessian.js";
import { encode } from "./oracle.js";

const runs = Number(process.env["FUZZ_RUNS"] ?? 2_000);
const item = { $class: "Item", $: { name: "grün", next: null, prices: [1, 2.5, 3_000_000] } };
const values = encode([item, item, { $class: "[int", $: [1, 2, 3] }], new Map([["k", [1]]]));
const attachments = { path: "a", group: "b", foo: "c", "x-request-id": "d" };
const samples = [
  call({ types: "Ljava/lang/Object;Z", arguments: values, attachments: map(attachments) }),
  call({ attachments: bytes(0x4d, string("Map"), string("foo"), chunkedString("bar", 1), 0x5a) }),
  answer(1n, hex("94"), values.slice(0, -6), map(attachments)),
  answer(2n, hex("91"), string("hello")),
  frame({ flags: 0xe2, body: NULL }),
  frame({ flags: 0x02, status: 80, body: string("went wrong") }),
];

// decodeAll throws a plain Error for a size that is negative or no integer, and for a size that changes.
test.each(["request", "response"] as const)(
  `${runs} pieces of garbage are %ss or a CodecError`,
  (direction) => {
    let decoded = 0;
    let refused = 0;
    for (const bytes of fuzzInputs(samples, { seed: 20_240_101, runs })) {
      const { codec, attributes } = open(direction, "foo");
      const half = bytes.length >> 1;
      try {
        const chunks = [bytes.slice(0, half), bytes.slice(half)];
        decoded += decodeAll(codec, chunks, { direction, attributes }).length;
      } catch (error) {
        expect(error).toBeInstanceOf(CodecError);
        refused++;
      }
    }
    // Garbage of which none was a message, or none was refused, would have tested nothing.
    expect(decoded).toBeGreaterThan(runs / 20);
    expect(refused).toBeGreaterThan(runs / 20);
  },
  20_000 + runs,
);

// Here the header is right, so that every piece gets as far as the body, in decode and in encode.
test.each([
  { direction: "request", flags: 0xc2, status: 0 },
  { direction: "response", flags: 0x02, status: 20 },
] as const)(
  `${runs} bodies of garbage in a $direction are passed on as they are, or mutated soundly`,
  ({ direction, flags, status }) => {
    const bodies = samples.map((sample) => sample.slice(16));
    const client = decodeOne(open("request"), call({}));
    const mutation = new Mutation();
    mutation.set("foo", "1");
    mutation.set("new", "ü");
    mutation.remove("group");
    let applied = 0;
    let refused = 0;
    for (const body of fuzzInputs(bodies, { seed: 20_240_102, runs })) {
      const opened = open(direction, "foo");
      const message = decodeOne(opened, frame({ flags, status, body }));
      expect(message.size).toBe(16 + body.length);
      for (const attribute of opened.attributes.all) message.text(attribute);
      const out = new ByteWriter();
      const count = opened.codec.encode(message, mutation, out, client);
      const encoded = out.bytes.slice(0, out.length);
      if (count === mutation.size) {
        expect(encoded).toEqual(message.bytes);
        refused++;
        continue;
      }
      const reader = open(direction, "new");
      const again = decodeOne(reader, encoded);
      expect(again.size).toBe(encoded.length);
      expect(again.text(reader.attributes.attribute("new"))).toBe("ü");
      applied++;
    }
    expect(applied).toBeGreaterThan(runs / 50);
    expect(refused).toBeGreaterThan(runs / 20);
  },
  20_000 + runs,
);
