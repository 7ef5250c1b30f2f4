import { ByteWriter, CodecError, ErrorKind, Message, Mutation } from "@meltemi/core";
import { decodeAll, fuzzInputs } from "@meltemi/testkit";
import { describe, expect, test } from "vitest";
import { decodeOne, type OpenCodec, open, outputOf, replyTo } from "./codec.js";
import { DIALECTS, type ThriftFields, thriftMessage } from "./messages.js";
import type { Struct } from "./values.js";

const runs = Number(process.env["FUZZ_RUNS"] ?? 1_000);

const TEXT = { type: "binary", value: Buffer.from("some text") } as const;
const BODY: Struct = [
  { id: 1, value: TEXT },
  { id: 2, value: { type: "list", element: "i32", value: [{ type: "i32", value: 1_000 }] } },
  {
    id: 300,
    value: {
      type: "map",
      key: "binary",
      element: "struct",
      value: [[TEXT, { type: "struct", value: [{ id: 1, value: { type: "bool", value: true } }] }]],
    },
  },
];

describe.each(DIALECTS)(`${runs} pieces of garbage, $transport $protocol`, (dialect) => {
  const timeout = 20_000 + runs * 2;
  const values: ThriftFields = { name: "Greeter:hello", sequenceId: 77, headers: { user: "ann" } };
  const samples = {
    request: [
      thriftMessage(dialect, { ...values, fields: BODY }),
      thriftMessage(dialect, { ...values, type: "oneway" }),
    ],
    response: [
      thriftMessage(dialect, { ...values, type: "reply", fields: BODY }),
      thriftMessage(dialect, { ...values, type: "exception" }),
    ],
  };

  // decodeAll throws a plain Error for a size that is negative or no integer, and for a size that changes.
  test.each(["request", "response"] as const)(
    "are %ss or a CodecError",
    (direction) => {
      let decoded = 0;
      let refused = 0;
      for (const bytes of fuzzInputs(samples[direction], { seed: 20_240_101, runs })) {
        const { codec, attributes } = open(direction, ["user"]);
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
    timeout,
  );

  test(
    "can be answered, given another id and other headers, once it is a message",
    () => {
      const mutation = new Mutation();
      mutation.set("USER", "bob");
      mutation.set("x-new", "");
      mutation.remove("other");
      let decoded = 0;
      for (const bytes of fuzzInputs(samples.request, { seed: 7, runs })) {
        const client = open("request");
        const request = wholeOf(client, bytes);
        if (request === undefined) continue;
        decoded++;
        const whole = bytes.slice(0, request.size);
        request.moveTo(whole, 0);
        expect(idOf(client, request, whole)).toBe(0xfedc_ba98);
        const encoded = encodedOf(client, request, mutation);
        if (encoded !== undefined) expect(idOf(client, request, encoded)).toBe(0xfedc_ba98);
        const reply = replyTo(client, request, ErrorKind.Fault, "no");
        expect(decodeOne(open("response"), reply)).toMatchObject({
          requestIdLow: request.requestIdLow,
          status: 1,
        });
      }
      expect(decoded).toBeGreaterThan(runs / 20);
    },
    timeout,
  );
});

/** The message that the bytes start with, if there is a whole one. */
function wholeOf({ codec }: OpenCodec, bytes: Uint8Array): Message | undefined {
  const message = new Message();
  message.reset(0, bytes, 0);
  try {
    message.size = codec.decode(bytes, 0, bytes.length, message);
  } catch {
    return undefined;
  }
  return message.size > 0 && message.size <= bytes.length ? message : undefined;
}

/** The mutated message; nothing when its info headers are garbage. */
function encodedOf({ codec }: OpenCodec, message: Message, mutation: Mutation) {
  try {
    return outputOf((out) => codec.encode(message, mutation, out));
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
    return undefined;
  }
}

/** The id that the message has after it was given 0xfedcba98. */
function idOf({ codec }: OpenCodec, message: Message, bytes: Uint8Array): number {
  const out = new ByteWriter();
  out.append(bytes, 0, bytes.length);
  codec.setRequestId?.(message, 0, 0xfedc_ba98, out, 0);
  return decodeOne(open("request"), out.bytes.slice(0, out.length)).requestIdLow;
}
