import {
  AttributeSet,
  ByteWriter,
  type Codec,
  type CodecPlugin,
  DEFAULT_LIMITS,
  type MatchSpec,
  Message,
  MessageKind,
  Mutation,
} from "@meltemi/core";
import type { MicroCase } from "./micro-case.js";
import type { RouteTableConstructor } from "./proxy-internals.js";

/** A message on the wire. */
export interface Wire {
  readonly plugin: CodecPlugin;
  readonly direction: "request" | "response";
  readonly bytes: Uint8Array;
}

/** Reading a message in which somebody wants these attributes. */
export function decodeCase(name: string, wire: Wire, wanted: readonly string[]): MicroCase {
  const { bytes } = wire;
  const { codec, attributes } = codecFor(wire);
  for (const attribute of wanted) attributes.want(attribute);
  const { kind } = decoded(codec, wire, attributes);
  const message = new Message();
  return {
    name,
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        message.reset(kind, bytes, 0);
        sum += codec.decode(bytes, 0, bytes.length, message) + message.requestIdLow;
      }
      return sum;
    },
  };
}

/** Reading a request and finding its route, the one there is. */
export function matchCase(
  name: string,
  wire: Wire,
  match: MatchSpec,
  routeTable: RouteTableConstructor,
): MicroCase {
  const { bytes } = wire;
  const { codec, attributes } = codecFor(wire);
  const table = new routeTable([match], attributes);
  if (table.find(decoded(codec, wire)) === -1) throw new Error(`${name}: the route does not match`);
  const message = new Message();
  return {
    name,
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        message.reset(MessageKind.Request, bytes, 0);
        sum += codec.decode(bytes, 0, bytes.length, message) + table.find(message);
      }
      return sum;
    },
  };
}

/** Writing a message of which one attribute is changed. */
export function encodeCase(name: string, wire: Wire, attribute: string): MicroCase {
  const { codec } = codecFor(wire);
  const message = decoded(codec, wire);
  const mutation = new Mutation();
  mutation.set(attribute, "12345");
  const out = new ByteWriter(wire.bytes.length + 64);
  if (codec.encode(message, mutation, out) !== 0) throw new Error(`${name}: refused`);
  return {
    name,
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

/** Giving a message, already copied, another id. `lowByteAt` is where the lowest byte of the id is. */
export function setRequestIdCase(name: string, wire: Wire, lowByteAt: number): MicroCase {
  const { codec } = codecFor(wire);
  const message = decoded(codec, wire);
  const out = new ByteWriter(wire.bytes.length);
  out.append(wire.bytes, 0, wire.bytes.length);
  return {
    name,
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        codec.setRequestId?.(message, 0, i, out, 0);
        sum += out.bytes[lowByteAt] as number;
      }
      return sum;
    },
  };
}

/** A codec for messages like this one and the attributes that it looks at. */
export function codecFor({ plugin, direction }: Wire): {
  readonly codec: Codec;
  readonly attributes: AttributeSet;
} {
  const attributes = new AttributeSet();
  const codec = plugin.create({ direction, attributes, limits: DEFAULT_LIMITS });
  return { codec, attributes };
}

/**
 * The message, with the attributes that were wanted when it was decoded.
 * @throws {Error} when it is not whole, or lacks one of `attributes` that is wanted: it would measure nothing
 */
export function decoded(
  codec: Codec,
  { plugin, direction, bytes }: Wire,
  attributes: AttributeSet = new AttributeSet(),
): Message {
  const message = new Message();
  const kind = direction === "request" ? MessageKind.Request : MessageKind.Response;
  message.reset(kind, bytes, 0);
  message.size = codec.decode(bytes, 0, bytes.length, message);
  const missing = attributes.all.find((attribute) => attribute.wanted && !message.has(attribute));
  if (message.size !== bytes.length || missing !== undefined) {
    throw new Error(`${plugin.protocol}: no ${missing?.name ?? "message"} in the bytes of a bench`);
  }
  return message;
}
