/** How the bytes behind a tag are laid out: the lowest three bits of the tag. */
export const WireType = {
  Varint: 0,
  Fixed64: 1,
  Delimited: 2,
  GroupStart: 3,
  GroupEnd: 4,
  Fixed32: 5,
} as const;
export type WireType = (typeof WireType)[keyof typeof WireType];

/**
 * Messages inside messages. Deeper ones are refused: a few kilobytes could otherwise exhaust the
 * stack. The same bound as in Google's parsers.
 */
export const DEEPEST = 100;
