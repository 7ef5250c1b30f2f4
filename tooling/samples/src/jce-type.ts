/**
 * Field types of JCE, the encoding of TARS. A field starts with a head byte `tag << 4 | type`; tag 15
 * means that the tag is the byte behind it. Integers are big-endian.
 */
export const JceType = {
  Int8: 0,
  Int16: 1,
  Int32: 2,
  Int64: 3,
  Float: 4,
  Double: 5,
  /** Text with a length of one byte. */
  String1: 6,
  /** Text with a length of four bytes. */
  String4: 7,
  Map: 8,
  List: 9,
  StructBegin: 10,
  StructEnd: 11,
  /** The number zero, in no bytes. */
  Zero: 12,
  Bytes: 13,
} as const;

/** A tag nibble of 15: the tag itself is in the next byte. */
export const LONG_TAG = 15;
