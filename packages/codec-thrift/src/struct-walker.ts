/**
 * Finds the end of a struct that nothing announces the size of. A walk goes on where it stopped, so a
 * message that comes in many reads costs no more than one that comes at once.
 */
export interface StructWalker {
  /** Begins a walk at that offset from the start of the message. */
  begin(position: number): void;

  /**
   * Walks on through the message at `start`, of which the bytes before `end` are there.
   * @returns the size of the message, or `-n` when it cannot end before `n` bytes, more than there are
   * @throws {CodecError} malformed
   */
  walk(bytes: Uint8Array, start: number, end: number): number;
}
