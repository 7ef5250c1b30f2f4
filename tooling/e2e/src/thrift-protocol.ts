import { thrift } from "@meltemi/codec-thrift";
import type { ErrorKind } from "@meltemi/core";
import type { Protocol, Received } from "./protocol.js";
import { readThrift, thriftSize } from "./thrift/read.js";
import { type ThriftDialect, ThriftType, thriftMessage } from "./thrift/wire.js";

const KINDS: Readonly<Record<ThriftType, Received["kind"]>> = {
  [ThriftType.Call]: "request",
  [ThriftType.Reply]: "response",
  [ThriftType.Exception]: "error",
  [ThriftType.Oneway]: "oneway",
};
const INTERNAL_ERROR = 6;
/** Types of the proxy's own TApplicationExceptions; every other kind is an internal error. */
const EXCEPTIONS: Partial<Readonly<Record<ErrorKind, number>>> = {
  "route-not-found": 1, // unknown method
  "bad-request": 7, // protocol error
  "bad-response": 7,
};
/** Bytes of a frame that its length does not count. */
const PREFIX_SIZE = 4;
/** Of arguments without a payload, in binary. */
const EMPTY_STRUCT_SIZE = 8;
const LARGEST_FRAME = 0x3fff_ffff;

const FRAMED_BINARY: ThriftDialect = { transport: "framed", encoding: "binary" };

/** The protocol in one of its dialects. Only framed ones can claim lengths. */
export function thriftProtocol(dialect: ThriftDialect = FRAMED_BINARY, name = "echo"): Protocol {
  const { transport, encoding } = dialect;
  const build = (type: ThriftType, field: number): Protocol["request"] => {
    return (id, payload) => thriftMessage(dialect, { type, name, id: Number(id), field, payload });
  };
  const request = build(ThriftType.Call, 1);
  const headerSize = request(0, "").length - EMPTY_STRUCT_SIZE;
  return {
    title: `thrift, ${transport} ${encoding}`,
    plugin: thrift(),
    maxId: 0xffff_ffffn,
    maxLength: PREFIX_SIZE + LARGEST_FRAME,
    request,
    oneway: build(ThriftType.Oneway, 1),
    response: build(ThriftType.Reply, 0),
    claim(message, length) {
      const bytes = Buffer.from(message.subarray(0, headerSize));
      bytes.writeInt32BE((length - PREFIX_SIZE) | 0);
      return bytes;
    },
    sizeOf: (bytes, start) => thriftSize(dialect, bytes, start),
    read(bytes) {
      const { type, name: method, id, payload, code } = readThrift(dialect, bytes);
      const kind = KINDS[type];
      const error = kind === "error" ? String(code) : undefined;
      return { kind, id: BigInt(id), name: method, payload, bytes, error };
    },
    seenError: (kind) => String(EXCEPTIONS[kind] ?? INTERNAL_ERROR),
  };
}
