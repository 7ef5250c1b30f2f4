import { qza } from "@meltemi/codec-qza";
import {
  AttributeSet,
  ByteWriter,
  type Codec,
  DEFAULT_LIMITS,
  Message,
  MessageKind,
  Mutation,
} from "@meltemi/core";
import { requestFrames } from "./frames.js";
import type { MicroCase } from "./micro-case.js";

/** Reading, rewriting and renumbering one Qza request of 108 bytes. */
export function codecCases(): MicroCase[] {
  const bytes = requestFrames(1, 1);
  return [
    decodeCase("qza decode, no attribute wanted", bytes, []),
    decodeCase("qza decode, cmd and sub_cmd wanted", bytes, ["cmd", "sub_cmd"]),
    encodeCase(bytes),
    setRequestIdCase(bytes),
  ];
}

function decodeCase(name: string, bytes: Uint8Array, wanted: readonly string[]): MicroCase {
  const { codec, attributes } = requestCodec();
  for (const attribute of wanted) attributes.want(attribute);
  const message = new Message();
  return {
    name,
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        message.reset(MessageKind.Request, bytes, 0);
        sum += codec.decode(bytes, 0, bytes.length, message) + message.requestIdLow;
      }
      return sum;
    },
  };
}

function encodeCase(bytes: Uint8Array): MicroCase {
  const { codec } = requestCodec();
  const message = decoded(codec, bytes);
  const mutation = new Mutation();
  mutation.set("uid", "12345");
  const out = new ByteWriter(bytes.length);
  return {
    name: "qza encode, one attribute changed",
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        out.clear();
        sum += codec.encode(message, mutation, out) + out.length;
      }
      return sum;
    },
  };
}

function setRequestIdCase(bytes: Uint8Array): MicroCase {
  const { codec } = requestCodec();
  const message = decoded(codec, bytes);
  const out = new ByteWriter(bytes.length);
  out.append(bytes, 0, bytes.length);
  return {
    name: "qza setRequestId",
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        codec.setRequestId?.(message, 0, i, out, 0);
        sum += out.bytes[4] as number;
      }
      return sum;
    },
  };
}

/** A codec for requests and the attributes that it looks at. */
export function requestCodec(): { readonly codec: Codec; readonly attributes: AttributeSet } {
  const attributes = new AttributeSet();
  const codec = qza().create({ direction: "request", attributes, limits: DEFAULT_LIMITS });
  return { codec, attributes };
}

/** The request in `bytes`, with the attributes that were wanted when it was decoded. */
export function decoded(codec: Codec, bytes: Uint8Array): Message {
  const message = new Message();
  message.reset(MessageKind.Request, bytes, 0);
  message.size = codec.decode(bytes, 0, bytes.length, message);
  return message;
}
