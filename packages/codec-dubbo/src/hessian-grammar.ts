/** What the first byte of a Hessian 2 value says. Small integers, so that a switch becomes a jump table. */
export const Tag = {
  /** Not the start of a value. */
  Invalid: 0,
  /** Nothing more than a fixed number of bytes, see SCALAR_SIZE: null, booleans, numbers, dates. */
  Scalar: 1,
  /** A string whose first byte is its length. */
  ShortString: 2,
  /** A string whose length is 2 bits of the first byte and the next one. */
  MediumString: 3,
  /** A string with a length of 16 bits. */
  LongString: 4,
  /** One chunk of a string, with a length of 16 bits; the rest follows as another string. */
  StringChunk: 5,
  ShortBinary: 6,
  MediumBinary: 7,
  LongBinary: 8,
  BinaryChunk: 9,
  /** A list up to Z. */
  List: 10,
  TypedList: 11,
  /** A list with its length behind it. */
  FixedList: 12,
  FixedTypedList: 13,
  /** A list whose first byte tells its length. */
  ShortList: 14,
  ShortTypedList: 15,
  Map: 16,
  TypedMap: 17,
  ClassDefinition: 18,
  /** An object with the number of its class behind it. */
  Object: 19,
  /** An object whose first byte tells the number of its class. */
  ShortObject: 20,
  /** The number of an earlier list, map or object. */
  Reference: 21,
} as const;

export const NULL = 0x4e;
export const UNTYPED_MAP = 0x48;
export const TYPED_MAP = 0x4d;
/** Ends maps and lists that do not say their length. */
export const END = 0x5a;

/** The Tag of each byte. */
export const TAGS: Uint8Array = new Uint8Array(256);
/** Bytes of a scalar by its first byte, which is counted. 0 for all else. */
export const SCALAR_SIZE: Uint8Array = new Uint8Array(256);

function define(first: number, last: number, tag: number, size = 0): void {
  TAGS.fill(tag, first, last + 1);
  SCALAR_SIZE.fill(size, first, last + 1);
}

define(0x00, 0x1f, Tag.ShortString);
define(0x20, 0x2f, Tag.ShortBinary);
define(0x30, 0x33, Tag.MediumString);
define(0x34, 0x37, Tag.MediumBinary);
define(0x38, 0x3f, Tag.Scalar, 3); // long of 19 bits
define(0x41, 0x41, Tag.BinaryChunk);
define(0x42, 0x42, Tag.LongBinary);
define(0x43, 0x43, Tag.ClassDefinition);
define(0x44, 0x44, Tag.Scalar, 9); // double
define(0x46, 0x46, Tag.Scalar, 1); // false
define(UNTYPED_MAP, UNTYPED_MAP, Tag.Map);
define(0x49, 0x49, Tag.Scalar, 5); // int
define(0x4a, 0x4a, Tag.Scalar, 9); // date in milliseconds
define(0x4b, 0x4b, Tag.Scalar, 5); // date in minutes
define(0x4c, 0x4c, Tag.Scalar, 9); // long
define(TYPED_MAP, TYPED_MAP, Tag.TypedMap);
define(NULL, NULL, Tag.Scalar, 1);
define(0x4f, 0x4f, Tag.Object);
define(0x51, 0x51, Tag.Reference);
define(0x52, 0x52, Tag.StringChunk);
define(0x53, 0x53, Tag.LongString);
define(0x54, 0x54, Tag.Scalar, 1); // true
define(0x55, 0x55, Tag.TypedList);
define(0x56, 0x56, Tag.FixedTypedList);
define(0x57, 0x57, Tag.List);
define(0x58, 0x58, Tag.FixedList);
define(0x59, 0x59, Tag.Scalar, 5); // long of 32 bits
define(0x5b, 0x5c, Tag.Scalar, 1); // doubles 0 and 1
define(0x5d, 0x5d, Tag.Scalar, 2); // double of 8 bits
define(0x5e, 0x5e, Tag.Scalar, 3); // double of 16 bits
define(0x5f, 0x5f, Tag.Scalar, 5); // double in thousandths
define(0x60, 0x6f, Tag.ShortObject);
define(0x70, 0x77, Tag.ShortTypedList);
define(0x78, 0x7f, Tag.ShortList);
define(0x80, 0xbf, Tag.Scalar, 1); // int of 6 bits
define(0xc0, 0xcf, Tag.Scalar, 2); // int of 12 bits
define(0xd0, 0xd7, Tag.Scalar, 3); // int of 19 bits
define(0xd8, 0xef, Tag.Scalar, 1); // long of 5 bits
define(0xf0, 0xff, Tag.Scalar, 2); // long of 12 bits
