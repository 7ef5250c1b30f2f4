/**
 * The Qza header: 106 bytes, big-endian, no magic. Only the fields that the codec reads or writes;
 * the rest (platform, addresses, login state, session key) passes through untouched.
 */
export const HEADER_SIZE = 106;

/** Offsets from the start of the message. */
export const Field = {
  /** 1 byte, followed at once by packFlow. */
  version: 0,
  /** Serial number, 32 bits: the request id. */
  packFlow: 1,
  /** Lower 16 bits of the length of the whole message, header included. */
  packLengthLow: 5,
  command: 7,
  responseCode: 9,
  extensionLengthHigh: 54,
  subCommand: 64,
  /** Two user numbers of 32 bits, host and then client. */
  hostUin: 70,
  clientUin: 74,
  packLengthHigh: 103,
  extensionLengthLow: 105,
} as const;
