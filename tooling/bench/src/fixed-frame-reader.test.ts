import { describe, expect, test } from "vitest";
import { FixedFrameReader } from "./fixed-frame-reader.js";

const FRAME = 4;
const STREAM = Uint8Array.from({ length: FRAME * 5 }, (_, index) => index);

/** The frames found in `STREAM` when it arrives in reads of `readSize` bytes into one buffer. */
function framesInReadsOf(readSize: number): string[] {
  const frames: string[] = [];
  const reader = new FixedFrameReader(FRAME, (bytes, at) => {
    frames.push(bytes.subarray(at, at + FRAME).join(" "));
  });
  const buffer = new Uint8Array(64);
  for (let at = 0; at < STREAM.length; at += readSize) {
    const read = STREAM.subarray(at, at + readSize);
    buffer.fill(0xff);
    buffer.set(read);
    reader.read(buffer, read.length);
  }
  return frames;
}

describe("frames of one size", () => {
  test.for(Array.from({ length: STREAM.length }, (_, index) => index + 1))(
    "are found in reads of %d bytes",
    (readSize) => {
      expect(framesInReadsOf(readSize)).toEqual([
        "0 1 2 3",
        "4 5 6 7",
        "8 9 10 11",
        "12 13 14 15",
        "16 17 18 19",
      ]);
    },
  );
});
