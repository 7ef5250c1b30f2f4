// #region layout
/** Offsets of the fields from the start of a note. All integers are unsigned and big-endian. */
export const Field = {
  /** 4 bytes: the size of the whole note, these four included. */
  size: 0,
  /** 4 bytes: chosen by the client; the answer repeats it. */
  id: 4,
  /** 1 byte: 0 in requests and in good answers. */
  status: 8,
  /** 1 byte: how many bytes of UTF-8 the name of the method takes, 1 to LONGEST_METHOD. */
  methodSize: 9,
} as const;

/** The name of the method starts here; the rest of the note is its body. */
export const HEADER_SIZE = 10;

export const LONGEST_METHOD = 100;
// #endregion
