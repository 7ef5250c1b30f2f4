import { expect, test } from "vitest";
import { ExactText } from "./exact-text.js";
import { wordsOf } from "./words.js";

/** Asks so often that the memory is taken on, if it ever is. */
function ask(buffer: ArrayBufferLike): Int32Array | undefined {
  let words: Int32Array | undefined;
  for (let i = 0; i < 100; i++) words = wordsOf(buffer);
  return words;
}

test("memory that is asked for again and again is seen in words", () => {
  const bytes = new Uint8Array(10).fill(7);
  expect(wordsOf(bytes.buffer)).toBeUndefined();
  expect(ask(bytes.buffer)).toEqual(Int32Array.of(0x07070707, 0x07070707));
});

test("memory that is asked for a few times does not supplant it", () => {
  const usual = new ArrayBuffer(8);
  const words = ask(usual);
  for (let i = 0; i < 50; i++) {
    const other = new ArrayBuffer(8);
    for (let times = 0; times < 5; times++) expect(wordsOf(other)).toBeUndefined();
    expect(wordsOf(usual)).toBe(words);
  }
});

test("a text is found in memory that has grown", () => {
  // Newer than the library that the types are of.
  const Growing = ArrayBuffer as unknown as new (
    size: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize(size: number): void };
  const buffer = new Growing(64, { maxByteLength: 4096 });
  ask(buffer);
  buffer.resize(4096);
  const bytes = new Uint8Array(buffer).fill(97);
  expect(new ExactText("a".repeat(40)).equals(bytes, 128, 168)).toBe(true);
});

test.each([
  "",
  "a",
  "abcdefghijkl",
  "org.example.some.package.with.a.long.Name",
  "grüße, 世界 🧀, und mehr",
])("%j is found wherever it lies, in words and in bytes, and nothing else is", (text) => {
  const utf8 = Buffer.from(text);
  const exact = new ExactText(text);
  for (const known of [false, true]) {
    const memory = new ArrayBuffer(256);
    if (known) ask(memory);
    for (let offset = 0; offset < 4; offset++) {
      for (let start = 0; start < 5; start++) {
        const bytes = new Uint8Array(memory, offset, 200).fill(0x2e);
        bytes.set(utf8, start);
        const end = start + utf8.length;
        expect(exact.equals(bytes, start, end)).toBe(true);
        expect(exact.equals(bytes, start, end + 1)).toBe(false);
        for (let i = start; i < end; i++) {
          bytes[i] = (bytes[i] as number) ^ 1;
          expect(exact.equals(bytes, start, end)).toBe(false);
          bytes[i] = (bytes[i] as number) ^ 1;
        }
      }
    }
  }
});
