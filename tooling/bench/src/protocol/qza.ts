import { qza } from "@meltemi/codec-qza";
import { readUint16, writeUint16 } from "@meltemi/core";
import type { LoadProtocol } from "./load-protocol.js";

const HEADER_BYTES = 106;
const VERSION = 8;
/** pack_flow, 32 bits: the request id. */
const ID_AT = 1;
/** Lower 16 bits of pack_len: the size of the whole frame, header included. */
const LENGTH_AT = 5;
export const COMMAND_AT = 7;
const COMMAND = 153;
/** rsp_code, 16 bits: 0 unless a proxy answers with an error. */
const RESULT_AT = 9;
const SUB_COMMAND_AT = 64;
const SUB_COMMAND = 1;
/** client_uin, 32 bits. */
const UIN_AT = 74;
/** The int8 of the body. */
const VALUE_AT = HEADER_BYTES + 1;

const common = { idAt: ID_AT, connectionAt: UIN_AT, markerAt: VALUE_AT };

/** Qza: a header of 106 bytes, answered by any connection of a shared upstream. */
export const qzaLoad: LoadProtocol = {
  name: "qza",
  codec: qza,
  match: { attributes: { cmd: { exact: String(COMMAND) } } },
  cells: [
    { connections: 1, inFlight: 1 },
    { connections: 64, inFlight: 1, bar: 1 },
    { connections: 64, inFlight: 32, bar: 0.5 },
  ],
  // The JCE body {0: int8}.
  request: { ...common, template: frame([0x00, 0]) },
  answer: {
    ...common,
    // The JCE body {0: int8, 1: "v1"}.
    template: frame([0x00, 0, 0x16, 2, 0x76, 0x31]),
    sizeAt: LENGTH_AT,
    statusAt: RESULT_AT,
    headBytes: HEADER_BYTES,
    sizeOf: (bytes, at) => readUint16(bytes, at + LENGTH_AT),
    statusOf: (bytes, at) => `rsp_code ${readUint16(bytes, at + RESULT_AT)}`,
  },
};

function frame(body: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  bytes[0] = VERSION;
  writeUint16(bytes, LENGTH_AT, bytes.length);
  writeUint16(bytes, COMMAND_AT, COMMAND);
  writeUint16(bytes, SUB_COMMAND_AT, SUB_COMMAND);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}
