import {
  type AttributeSet,
  type Codec,
  CodecError,
  DEFAULT_LIMITS,
  type Limits,
  Message,
  MessageKind,
} from "@meltemi/core";
import { fail } from "./check.js";
import { type DecodedMessage, readMessage } from "./decoded-message.js";
import type { Direction } from "./subject.js";

export interface DecodeAllOptions {
  /** The direction that the codec was created for. */
  readonly direction: Direction;
  /** The set that the codec was created with. */
  readonly attributes: AttributeSet;
  /** @default DEFAULT_LIMITS */
  readonly limits?: Limits;
}

/**
 * Drives decode as the proxy does: over chunks as a socket delivers them, a partial message waiting
 * for its rest at the front of a new buffer, one Message reused for all. Bytes left over at the end
 * are a message that has not come whole, and are dropped.
 * @returns every whole message, copied out
 * @throws {CodecError} what decode throws, or `too-large` where a limit is passed
 * @throws {Error} when decode returns neither a size, nor 0, nor a bound beyond the bytes at hand, or
 *   less for a message than it said before
 */
export function decodeAll(
  codec: Codec,
  chunks: Iterable<Uint8Array>,
  options: DecodeAllOptions,
): DecodedMessage[] {
  const { direction, attributes, limits = DEFAULT_LIMITS } = options;
  const initialKind = direction === "request" ? MessageKind.Request : MessageKind.Response;
  const message = new Message();
  const messages: DecodedMessage[] = [];
  let pending: Uint8Array = new Uint8Array(0);
  let needed = 1; // bytes from the start of `pending` without which there is no use in calling
  let told = 0; // the size of the message at the start of `pending`, once it is known

  for (const chunk of chunks) {
    const bytes = new Uint8Array(pending.length + chunk.length);
    bytes.set(pending);
    bytes.set(chunk, pending.length);
    let start = 0;
    while (bytes.length - start >= needed) {
      message.reset(initialKind, bytes, start);
      const size = codec.decode(bytes, start, bytes.length, message);
      const available = bytes.length - start;
      if (!Number.isSafeInteger(size) || (size < 0 && -size <= available)) {
        fail(`decode returned ${size} for ${available} bytes`);
      }
      if (told > 0 && size !== told) fail(`decode said ${told} bytes, then ${size}`);
      if (size > 0 && size < needed) fail(`decode said at least ${needed} bytes, then ${size}`);
      if (Math.abs(size) > limits.maxMessageBytes) {
        throw tooLarge(Math.abs(size), limits.maxMessageBytes);
      }
      if (size < 0) {
        needed = -size;
        break;
      }
      if (size === 0) {
        if (bytes.length - start >= limits.maxHeaderBytes) {
          throw tooLarge(bytes.length - start, limits.maxHeaderBytes);
        }
        break;
      }
      needed = size;
      told = size;
      if (size > bytes.length - start) break;
      message.size = size;
      messages.push(readMessage(message, attributes));
      start += size;
      needed = 1;
      told = 0;
    }
    pending = bytes.subarray(start);
  }
  return messages;
}

function tooLarge(size: number, limit: number): CodecError {
  return new CodecError("too-large", `${size} bytes, limit ${limit}`);
}
