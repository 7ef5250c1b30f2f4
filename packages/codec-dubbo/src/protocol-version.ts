import type { Message } from "@meltemi/core";
import { HEADER_SIZE } from "./header.js";

/** Longest string whose Hessian form has one byte of length. */
const LONGEST_VERSION = 0x1f;

/** Bytes of the body at `at` that `readsResponseAttachments` must see: its first string, where that is short. */
export function keptVersionSize(bytes: Uint8Array, at: number, end: number): number {
  const length = at < end ? (bytes[at] as number) : LONGEST_VERSION + 1;
  return length <= LONGEST_VERSION && length < end - at ? 1 + length : 0;
}

/**
 * Whether the consumer that sent the request reads attachments in responses: since 2.0.2 of the protocol.
 * Consumers before 2.6.3 sent the version of their jar instead, and 2.8 is Dubbox: neither reads them.
 * The rule of Dubbo 2.7's Version.isSupportResponseAttachment.
 *
 * @param request its header and the first string of its body, as far as `replySize` says they were kept
 */
export function readsResponseAttachments(request: Message): boolean {
  const at = request.start + HEADER_SIZE;
  const end = request.start + request.replySize;
  if (at >= end) return false;
  const version = versionNumber(request.bytes, at + 1, end);
  if (version >= 2_001_000 && version < 2_060_300) return false;
  if (version >= 2_080_000 && version < 2_090_000) return false;
  return version >= 2_000_200;
}

/** Dubbo's Version.getIntVersion: 2.6.3 and 2.6.3-stable are 2060300, 2.5.3.6 is 2050306. */
function versionNumber(bytes: Uint8Array, start: number, end: number): number {
  let version = 0;
  let part = 0;
  let parts = 1;
  let inDigits = true;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (bytes[i] === 0x2e) {
      version = (version + part) * 100;
      part = 0;
      parts++;
      inDigits = true;
    } else if (inDigits && digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
    } else {
      inDigits = false;
    }
  }
  version += part;
  return parts === 3 ? version * 100 : version;
}
