import { dubbo } from "@meltemi/codec-dubbo";
import { ByteWriter, readUint32, writeUint32 } from "@meltemi/core";
import type { FrameLayout } from "./frame-layout.js";
import type { LoadProtocol } from "./load-protocol.js";

const HEADER_BYTES = 16;
/** Magic, flags and, in the lowest byte, status. */
const HEAD_AT = 0;
/** Lower half of the request id. */
const ID_AT = 8;
/** Bytes behind the header. */
const LENGTH_AT = 12;
/** Request, two-way, Hessian 2. */
const REQUEST_HEAD = 0xda_bb_c2_00;
/** Response, Hessian 2, status 20: OK. */
const ANSWER_HEAD = 0xda_bb_02_14;
/** The Hessian integer 4: a result and attachments follow. */
const VALUE_WITH_ATTACHMENTS = 0x94;

export const INTERFACE = "org.apache.dubbo.samples.basic.api.DemoService";
const METHOD = "sayHello";
/** The attachment that the micro benches match and change. */
export const ATTACHMENT = { name: "foo", value: "bar" } as const;

/** Dubbo 2: `sayHello(String, long)` with the attachments of Dubbo's own clients; all share one upstream. */
export const dubboLoad: LoadProtocol = {
  name: "dubbo",
  codec: dubbo,
  match: { attributes: { interface: { exact: INTERFACE }, method: { exact: METHOD } } },
  cells: [
    { connections: 1, inFlight: 1 },
    { connections: 64, inFlight: 1, bar: 1 },
    { connections: 64, inFlight: 32, bar: 0.5 },
  ],
  request: layout(
    REQUEST_HEAD,
    (body) => {
      const texts = ["2.0.2", INTERFACE, "0.0.0", METHOD, "Ljava/lang/String;J", "world"];
      for (const text of texts) writeText(body, text);
    },
    {
      path: INTERFACE,
      interface: INTERFACE,
      version: "0.0.0",
      [ATTACHMENT.name]: ATTACHMENT.value,
    },
  ),
  answer: {
    ...layout(ANSWER_HEAD, (body) => body.uint8(VALUE_WITH_ATTACHMENTS), { dubbo: "2.0.2" }),
    sizeAt: LENGTH_AT,
    statusAt: HEAD_AT,
    headBytes: HEADER_BYTES,
    sizeOf: (bytes, at) => HEADER_BYTES + readUint32(bytes, at + LENGTH_AT),
    statusOf: (bytes, at) => `status ${bytes[at + HEAD_AT + 3]}`,
  },
};

/** A frame with a body of what `begin` writes, a long that holds connection and marker, and attachments. */
function layout(
  head: number,
  begin: (body: ByteWriter) => void,
  attachments: Readonly<Record<string, string>>,
): FrameLayout {
  const out = new ByteWriter();
  for (const word of [head, 0, 0, 0]) out.uint32(word);
  begin(out);
  out.utf8("L");
  const long = out.length;
  out.uint32(0);
  out.uint32(0);
  out.utf8("H");
  for (const text of Object.entries(attachments).flat()) writeText(out, text);
  out.utf8("Z");
  const template = out.bytes.slice(0, out.length);
  writeUint32(template, LENGTH_AT, template.length - HEADER_BYTES);
  return { template, idAt: ID_AT, connectionAt: long, markerAt: long + 7 };
}

/** A Hessian string of up to 1023 characters, all ASCII. */
function writeText(out: ByteWriter, text: string): void {
  if (text.length < 32) out.uint8(text.length);
  else out.uint16(0x30_00 | text.length);
  out.utf8(text);
}
