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
  expectKind(kind, MessageKind.Error, what);
  expectSame(status, ResponseStatus.Error, `${what}: status`);
  if (subject.plugin.correlation === "id") expectSame(requestId, id, `${what}: id`);
}
