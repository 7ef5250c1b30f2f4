/** The values of Hessian 2 that the samples write and read. Keys of maps are texts. */
export type HessianValue = null | boolean | number | string | HessianMap;
export type HessianMap = ReadonlyMap<string, HessianValue>;

/** First bytes of values. Short texts and small integers are in the first byte itself. */
export const HessianTag = {
  /** A text of up to 31 code units: this plus their number. */
  ShortText: 0x00,
  /** A text of up to 1023: this plus the upper bits of their number. */
  MediumText: 0x30,
  /** A part of a text that is not its last. */
  TextPart: 0x52,
  /** The last part of a text, or all of it. */
  TextEnd: 0x53,
  /** An integer of 32 bits. */
  Int: 0x49,
  False: 0x46,
  True: 0x54,
  Null: 0x4e,
  /** Keys and values without a type, until End. */
  Map: 0x48,
  /** The same behind the name of a class. */
  TypedMap: 0x4d,
  End: 0x5a,
} as const;

/** An integer of one, two or three bytes: the lowest first byte, the first byte of zero, and the highest. */
export const INT_FORMS = [
  { lowest: 0x80, zero: 0x90, highest: 0xbf, bytes: 1 },
  { lowest: 0xc0, zero: 0xc8, highest: 0xcf, bytes: 2 },
  { lowest: 0xd0, zero: 0xd4, highest: 0xd7, bytes: 3 },
] as const;
