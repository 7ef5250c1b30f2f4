import { qza } from "@meltemi/codec-qza";
import type { Protocol } from "./protocol.js";

// The header's layout, offsets in bytes, big-endian; every length counts the header too.
const HEADER_SIZE = 106;
const Offset = {
  Version: 0,
  PackFlow: 1,
  LengthLow: 5,
  Command: 7,
  ResponseCode: 9,
  SubCommand: 64,
  LengthHigh: 103,
} as const;

const RouteNotFoundCode = 50;
const OtherErrorCode = 51;

/** Qza, built by hand from its layout, so that the codec is not tested against itself. */
export function qzaProtocol(): Protocol {
  return {
    title: "qza",
    plugin: qza(),
    maxId: 0xffff_ffffn,
    request: packet,
    response: packet,
    claim(message, length) {
      const header = Buffer.from(message.subarray(0, HEADER_SIZE));
      writeLength(header, length);
      return header;
    },
    sizeOf: (bytes, start) =>
      bytes.length - start < HEADER_SIZE
        ? 0
        : bytes.readUInt16BE(start + Offset.LengthLow) +
          0x10000 * bytes.readUInt16BE(start + Offset.LengthHigh),
    read(bytes, side) {
      const code = bytes.readInt16BE(Offset.ResponseCode);
      const failed = side === "client" && code !== 0;
      return {
        kind: side === "server" ? "request" : failed ? "error" : "response",
        id: BigInt(bytes.readUInt32BE(Offset.PackFlow)),
        name: String(bytes.readInt16BE(Offset.Command)),
        payload: bytes.subarray(HEADER_SIZE),
        bytes,
        error: failed ? String(code) : undefined,
      };
    },
    seenError: (kind) => String(kind === "route-not-found" ? RouteNotFoundCode : OtherErrorCode),
  };
}

function packet(id: number | bigint, payload: Uint8Array | string): Buffer {
  const body = Buffer.from(payload);
  const bytes = Buffer.alloc(HEADER_SIZE + body.length);
  bytes[Offset.Version] = 8;
  bytes.writeUInt32BE(Number(id), Offset.PackFlow);
  bytes.writeInt16BE(153, Offset.Command);
  bytes.writeInt16BE(1, Offset.SubCommand);
  writeLength(bytes, bytes.length);
  bytes.set(body, HEADER_SIZE);
  return bytes;
}

function writeLength(bytes: Buffer, length: number): void {
  bytes.writeUInt16BE(length % 0x10000, Offset.LengthLow);
  bytes.writeUInt16BE(Math.floor(length / 0x10000), Offset.LengthHigh);
}
