import { AttributeSet, CodecError, DEFAULT_LIMITS, type Message } from "@meltemi/core";
import { expect, test } from "vitest";
import { type DecodedMessage, decodeAll, fuzzInputs } from "../src/index.js";
import { FrameCodec } from "./frame-codec.js";
import { frame } from "./frame-subject.js";

function decode(chunks: readonly Uint8Array[], Codec = FrameCodec): DecodedMessage[] {
  const attributes = new AttributeSet();
  attributes.want("name");
  const limits = { maxMessageBytes: 100, maxHeaderBytes: 50 };
  const codec = new Codec({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  return decodeAll(codec, chunks, { direction: "request", attributes, limits });
}

/** Says what it is told to. */
function saying(...answers: readonly number[]): typeof FrameCodec {
  return class extends FrameCodec {
    readonly answers: number[] = [...answers];
    override decode(_bytes: Uint8Array, _start: number, _end: number, _message: Message): number {
      return this.answers.shift() ?? 0;
    }
  };
}

const two = [frame(1, 0, "one", "first"), frame(2, 0, "two", "second")];

test("messages come out whole and in order, with bytes of their own", () => {
  const stream = Uint8Array.from([...two.flatMap((bytes) => [...bytes])]);
  const messages = decode([stream]);
  stream.fill(0);
  expect(messages.map(({ requestId }) => requestId)).toEqual([1n, 2n]);
  expect(messages.map(({ attributes }) => attributes)).toEqual([{ name: "one" }, { name: "two" }]);
  expect(messages.map(({ bytes }) => bytes)).toEqual(two);
});

test("chunks of one byte give the same as one chunk", () => {
  const stream = Uint8Array.from([...two.flatMap((bytes) => [...bytes])]);
  const single = Array.from(stream, (byte) => Uint8Array.of(byte));
  expect(decode(single)).toEqual(decode([stream]));
});

test("a message that has not come whole is left out", () => {
  const [first, second] = two as [Uint8Array, Uint8Array];
  expect(decode([first, second.subarray(0, 12)])).toHaveLength(1);
});

test.each([-1, Number.NaN, 1.5, Number.POSITIVE_INFINITY])("a size of %d is an error", (size) => {
  expect(() => decode([new Uint8Array(4)], saying(size))).toThrow(`decode returned ${size}`);
});

test("a size that changes once it was told is an error", () => {
  const chunks = [new Uint8Array(4), new Uint8Array(4)];
  expect(() => decode(chunks, saying(8, 6))).toThrow("decode said 8 bytes, then 6");
});

test("a message over the limit is refused as the proxy refuses it", () => {
  expect(() => decode([new Uint8Array(4)], saying(101))).toThrow(CodecError);
});

test("a header that never ends is refused as the proxy refuses it", () => {
  expect(() => decode([new Uint8Array(50)], saying(0))).toThrow(CodecError);
});

test("fuzz inputs are the same for the same seed and differ for another", () => {
  const inputs = (seed: number) => [...fuzzInputs(two, { seed, runs: 20 })];
  expect(inputs(3)).toEqual(inputs(3));
  expect(inputs(3)).not.toEqual(inputs(4));
  expect(inputs(3)).toHaveLength(20);
});
