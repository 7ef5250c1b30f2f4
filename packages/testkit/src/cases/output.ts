import { expectBytes, fail } from "../check.js";
import { dirtyWriter, outputOf, outputsOf, TightWriter, WatchedWriter } from "../output.js";
import type { CodecSubject } from "../subject.js";
import type { CaseDefinition } from "./definition.js";

export const outputCases: readonly CaseDefinition[] = [
  { name: "output is appended behind what is already there", run: appended },
  { name: "every byte of the output is written", run: written },
  { name: "nothing is written outside the output", run: contained },
  { name: "output survives a writer that moves as it grows", run: grown },
];

function appended(subject: CodecSubject): void {
  const prefix = Uint8Array.from({ length: 300 }, (_, index) => index);
  for (const { what, write } of outputsOf(subject)) {
    const out = dirtyWriter(prefix, 0);
    write(out);
    expectBytes(out.bytes.slice(0, prefix.length), prefix, `${what}: what was there before`);
    const rest = out.bytes.slice(prefix.length, out.length);
    expectBytes(rest, outputOf(write), `${what}, behind other output`);
  }
}

/** Bytes that were reserved but never written hold what was sent before, to somebody else. */
function written(subject: CodecSubject): void {
  const nothing = new Uint8Array(0);
  for (const { what, write } of outputsOf(subject)) {
    const expected = outputOf(write);
    for (const dirt of [0x55, 0xaa]) {
      const out = dirtyWriter(nothing, dirt);
      write(out);
      expectBytes(out.bytes.slice(0, out.length), expected, `${what}, in a buffer used before`);
    }
  }
}

/** What lies behind the output is the memory of other messages. */
function contained(subject: CodecSubject): void {
  const dirt = 0x5a;
  for (const { what, write } of outputsOf(subject)) {
    const out = new WatchedWriter(1 << 16);
    const { bytes } = out;
    bytes.fill(dirt);
    write(out);
    const stray = bytes.findIndex((byte, index) => index >= out.reserved && byte !== dirt);
    if (stray !== -1) fail(`${what}: byte ${stray} written, ${out.reserved} bytes reserved`);
  }
}

function grown(subject: CodecSubject): void {
  for (const { what, write } of outputsOf(subject)) {
    const out = new TightWriter();
    write(out);
    expectBytes(out.bytes.slice(0, out.length), outputOf(write), `${what}, in a growing buffer`);
  }
}
