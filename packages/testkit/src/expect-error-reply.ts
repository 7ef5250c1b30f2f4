import { MessageKind, ResponseStatus } from "@meltemi/core";
import { expectSame } from "./check.js";
import { connect } from "./connection.js";
import { expectKind } from "./expect-message.js";
import type { CodecSubject } from "./subject.js";

/** A client must read an error in these bytes, and find the request by its id where there are ids. */
export function expectErrorReply(
  subject: CodecSubject,
  bytes: Uint8Array,
  id: bigint,
  what: string,
): void {
  const { kind, status, requestId } = connect(subject, "response").decodeWhole(bytes, what);
  if (kind !== MessageKind.Error) expectKind(kind, MessageKind.Response, what);
  expectSame(status, ResponseStatus.Error, `${what}: status`);
  const { requestIdBits } = subject.plugin;
  if (requestIdBits === undefined) return;
  // Of up to 32 bits, what a codec has put into the upper half of a request's id is its own.
  const bits = requestIdBits <= 32 ? 32 : 64;
  expectSame(BigInt.asUintN(bits, requestId), BigInt.asUintN(bits, id), `${what}: id`);
}
