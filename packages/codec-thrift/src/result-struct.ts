import { Protocol, protocolOf } from "./dialect.js";

/**
 * Whether the struct of a reply, at `at` in a message that ends at `end`, starts with a field of another id than 0: an exception that the
 * IDL declares. An empty struct is the success of a void function.
 */
export function startsWithException(
  dialect: number,
  bytes: Uint8Array,
  at: number,
  end: number,
): boolean {
  const head = bytes[at] as number;
  if (head === 0) return false;
  if (protocolOf(dialect) === Protocol.Binary) {
    return at + 3 <= end && (bytes[at + 1] !== 0 || bytes[at + 2] !== 0);
  }
  // Compact: the upper half is the difference to the id before, 0 at first, or 0 when the id follows.
  return head > 0x0f || (at + 2 <= end && bytes[at + 1] !== 0);
}
