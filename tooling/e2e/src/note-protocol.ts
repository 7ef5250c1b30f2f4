import { note } from "@meltemi/example-write-a-codec";
import type { Protocol } from "./protocol.js";

// Size of the whole note, id, status, size of the method's name, the name, the body.
const HEADER_SIZE = 10;
const Offset = { Size: 0, Id: 4, Status: 8, MethodSize: 9 } as const;

/** The private protocol of the guide, built by hand. The payload of a request is its method. */
export function noteProtocol(): Protocol {
  return {
    title: "note",
    plugin: note(),
    maxId: 0xffff_ffffn,
    request: (id, payload) => write(id, Buffer.from(payload), Buffer.alloc(0)),
    response: (id, payload) => write(id, Buffer.from("answer"), Buffer.from(payload)),
    claim(message, length) {
      const header = Buffer.from(message.subarray(0, HEADER_SIZE));
      header.writeUInt32BE(length, Offset.Size);
      return header;
    },
    sizeOf: (bytes, start) =>
      bytes.length - start < HEADER_SIZE ? 0 : bytes.readUInt32BE(start + Offset.Size),
    read(bytes, side) {
      const status = bytes.readUInt8(Offset.Status);
      const body = HEADER_SIZE + bytes.readUInt8(Offset.MethodSize);
      return {
        kind: side === "server" ? "request" : status === 0 ? "response" : "error",
        id: BigInt(bytes.readUInt32BE(Offset.Id)),
        name: bytes.toString("utf8", HEADER_SIZE, body),
        payload: bytes.subarray(body),
        bytes,
        error: status === 0 ? undefined : `${status}`,
      };
    },
    seenError: (kind) => note().errorReplies[kind].replace("status ", ""),
  };
}

function write(id: number | bigint, method: Buffer, body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header.writeUInt32BE(HEADER_SIZE + method.length + body.length, Offset.Size);
  header.writeUInt32BE(Number(id), Offset.Id);
  header.writeUInt8(method.length, Offset.MethodSize);
  return Buffer.concat([header, method, body]);
}
