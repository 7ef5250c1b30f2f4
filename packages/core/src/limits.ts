/** Bounds that the framework enforces and that codecs may consult. All are configurable. */
export interface Limits {
  /** Largest message in bytes, header included. @default 4_194_304 */
  readonly maxMessageBytes: number;
  /** Bytes within which a codec must be able to tell a message's size. @default 65_536 */
  readonly maxHeaderBytes: number;
}

export const DEFAULT_LIMITS: Limits = { maxMessageBytes: 4 << 20, maxHeaderBytes: 64 << 10 };
