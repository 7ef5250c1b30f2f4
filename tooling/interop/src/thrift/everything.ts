import type { Json } from "../program.js";

const CHILD = {
  yes: true,
  no: false,
  tiny: -7,
  small: -30_000,
  medium: 2_000_000_000,
  large: "-9223372036854775807",
  real: -0.1,
  text: "Grüße aus 東京 ☃",
  bytes: "AP+AAQ==",
  color: "GREEN",
  point: { x: 1.5, y: -2.5e300 },
  numbers: [1, -1, 300, -70_000],
  points: [{ x: 0, y: 1 }],
  words: ["one", "two"],
  counts: { one: 1, two: 2 },
  groups: { "-3": ["x"], "7": [] },
  flags: [true, false, true],
  none: [],
  last: -1,
};

/** A value of the struct that has every type, as the peers read it in JSON. */
export const EVERYTHING: Json = { ...CHILD, children: [{ ...CHILD, text: "" }] };
