import { expect, test } from "vitest";
import { dialectOf, Protocol, Transport } from "./dialect.js";
import { startsWithException } from "./result-struct.js";

const binary = dialectOf(Transport.Framed, Protocol.Binary);
const compact = dialectOf(Transport.Framed, Protocol.Compact);

test.each([
  ["void", binary, "00", false],
  ["a result", binary, "0b0000", false],
  ["a declared exception", binary, "0c0001", true],
  ["void in compact", compact, "00", false],
  ["a result in compact, its id written out", compact, "0800", false],
  ["a declared exception in compact", compact, "1c", true],
  ["an exception of id 20 in compact", compact, "0c28", true],
] as const)("%s", (_what, dialect, hex, isException) => {
  const bytes = Buffer.from(hex, "hex");
  expect(startsWithException(dialect, bytes, 0, bytes.length)).toBe(isException);
});

test.each([
  ["binary", binary, "0c"],
  ["compact", compact, "0c"],
] as const)(
  "a result that ends within its first field is told by its own bytes, in %s",
  (_name, dialect, hex) => {
    for (const behind of ["0000", "0001", "ffff"]) {
      const bytes = Buffer.from(hex + behind, "hex");
      expect(startsWithException(dialect, bytes, 0, 1)).toBe(false);
    }
  },
);
