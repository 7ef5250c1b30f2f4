import { thrift } from "@meltemi/codec-thrift";
import { ByteWriter, readUint32, writeUint32 } from "@meltemi/core";
import type { FrameLayout } from "./frame-layout.js";
import type { LoadProtocol } from "./load-protocol.js";

/** Bytes behind the first four. */
const LENGTH_AT = 0;
/** Version 1 of the binary protocol, and the type of the message. */
const HEAD_AT = 4;
const VERSION = 0x80_01_00_00;
const CALL = 1;
const REPLY = 2;
export const METHOD = "sayHello";
/** The sequence id, behind length, head, and the name with its own length. */
const ID_AT: number = 12 + METHOD.length;
const HEAD_BYTES: number = ID_AT + 4;

const FieldType = { Stop: 0, Int64: 10, Text: 11 } as const;

/** Thrift, binary protocol in frames: `sayHello(string, i64)`; a request at a time on each upstream connection. */
export const thriftLoad: LoadProtocol = {
  name: "thrift",
  codec: thrift,
  match: { attributes: { method: { exact: METHOD } } },
  cells: [
    { connections: 1, inFlight: 1 },
    { connections: 64, inFlight: 1, bar: 0.8 },
    { connections: 64, inFlight: 32 },
  ],
  // Arguments are the fields 1 and 2, the result is field 0.
  request: layout(CALL, 2, (body) => {
    writeFieldHead(body, FieldType.Text, 1);
    body.uint32("world".length);
    body.utf8("world");
  }),
  answer: {
    ...layout(REPLY, 0, () => {}),
    sizeAt: LENGTH_AT,
    statusAt: HEAD_AT,
    headBytes: HEAD_BYTES,
    sizeOf: (bytes, at) => 4 + readUint32(bytes, at + LENGTH_AT),
    statusOf: (bytes, at) => `message type ${bytes[at + HEAD_AT + 3]}`,
  },
};

/** A frame with the fields that `begin` writes, and an i64 of that field id that holds connection and marker. */
function layout(type: number, field: number, begin: (body: ByteWriter) => void): FrameLayout {
  const out = new ByteWriter();
  out.uint32(0);
  out.uint32((VERSION | type) >>> 0);
  out.uint32(METHOD.length);
  out.utf8(METHOD);
  out.uint32(0);
  begin(out);
  writeFieldHead(out, FieldType.Int64, field);
  const value = out.length;
  out.uint32(0);
  out.uint32(0);
  out.uint8(FieldType.Stop);
  const template = out.bytes.slice(0, out.length);
  writeUint32(template, LENGTH_AT, template.length - 4);
  return { template, idAt: ID_AT, connectionAt: value, markerAt: value + 7 };
}

function writeFieldHead(out: ByteWriter, type: number, id: number): void {
  out.uint8(type);
  out.uint16(id);
}
