import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Block,
  copyBytes,
  READ_BUFFER,
  READ_REGION,
  releaseBlock,
  takeBlock,
} from "./arena.js";

const isArena = (block: Block): boolean => block.bytes === READ_REGION.bytes;

test("the read buffer and the read region are the same bytes", () => {
  const { bytes, start, end } = READ_REGION;
  expect(READ_BUFFER).toHaveLength(end - start);
  READ_BUFFER.fill(0x41);
  expect(bytes.subarray(start, end).every((byte) => byte === 0x41)).toBe(true);
});

test("blocks in use overlap neither each other nor the read region, however many there are", () => {
  const capacity = fc.oneof(fc.nat(40_000), fc.nat(300_000));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(capacity, fc.nat(2), fc.nat()), { maxLength: 1500, size: "max" }),
      (steps) => {
        const used: Block[] = [];
        for (const [size, kind, choice] of steps) {
          if (kind > 0 || used.length === 0) {
            const block = takeBlock(size);
            expect(block.end - block.start).toBeGreaterThanOrEqual(size);
            expect(block.end).toBeLessThanOrEqual(block.bytes.length);
            used.push(block);
          } else releaseBlock(used.splice(choice % used.length, 1)[0] as Block);
        }
        const inArena = [READ_REGION, ...used.filter(isArena)].sort((a, b) => a.start - b.start);
        for (const [i, block] of inArena.slice(1).entries()) {
          expect(block.start).toBeGreaterThanOrEqual((inArena[i] as Block).end);
        }
        for (const block of used) releaseBlock(block);
      },
    ),
    { numRuns: 20 },
  );
});

test("when the arena is used up, blocks have memory of their own; released ones are used again", () => {
  const used: Block[] = [];
  while (used.length === 0 || isArena(used.at(-1) as Block)) used.push(takeBlock(16_384));
  expect(used.length).toBeGreaterThan(100);
  const first = used.shift() as Block;
  releaseBlock(first);
  expect(takeBlock(1)).toBe(first);
  expect(isArena(takeBlock(1))).toBe(false);
  for (const block of [first, ...used]) releaseBlock(block);
});

test("a block with memory of its own is never lent again", () => {
  const own = takeBlock(1 << 20);
  expect(isArena(own)).toBe(false);
  releaseBlock(own);
  for (const size of [1, 16_384, 262_144, 1 << 20]) {
    const block = takeBlock(size);
    expect(block.bytes).not.toBe(own.bytes);
    releaseBlock(block);
  }
});

test("bytes are copied within the arena, into it and out of it, also where they overlap", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(120), (bytes, at) => {
      const { bytes: arena } = READ_REGION;
      arena.set(bytes, 50);
      copyBytes(arena, 50, 50 + bytes.length, arena, at);
      expect(Buffer.compare(arena.subarray(at, at + bytes.length), bytes)).toBe(0);
      copyBytes(bytes, 0, bytes.length, arena, 1000);
      const copy = Buffer.alloc(300);
      copyBytes(arena, 1000, 1000 + bytes.length, copy, at);
      expect(Buffer.compare(copy.subarray(at, at + bytes.length), bytes)).toBe(0);
    }),
  );
});
