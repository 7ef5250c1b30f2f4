import {
  AttributeSet,
  ByteWriter,
  type Codec,
  DEFAULT_LIMITS,
  Message,
  MessageKind,
  Mutation,
} from "@meltemi/core";
import type { Direction } from "@meltemi/testkit";
import { dubbo } from "../src/index.js";

export interface OpenCodec {
  readonly codec: Codec;
  readonly direction: Direction;
  readonly attributes: AttributeSet;
}

const REQUEST_NAMES = [
  "interface",
  "method",
  "version",
  "dubbo",
  "parameter_types",
  "serialization",
  "path",
  "group",
];

/** A codec that wants all that has a name of its own, and those attachments. */
export function open(direction: Direction, ...attachments: readonly string[]): OpenCodec {
  const names = direction === "request" ? REQUEST_NAMES : ["status", "serialization"];
  return openWanting(direction, ...names, ...attachments);
}

export function openWanting(direction: Direction, ...names: readonly string[]): OpenCodec {
  const attributes = new AttributeSet();
  for (const name of names) attributes.want(name);
  const codec = dubbo().create({ direction, attributes, limits: DEFAULT_LIMITS });
  return { codec, direction, attributes };
}

/** One whole message, decoded. */
export function decodeOne({ codec, direction }: OpenCodec, bytes: Uint8Array): Message {
  const message = new Message();
  message.reset(direction === "request" ? MessageKind.Request : MessageKind.Response, bytes, 0);
  message.size = codec.decode(bytes, 0, bytes.length, message);
  return message;
}

/** All attributes that a message has for the codec, as text. */
export function textsOf(opened: OpenCodec, bytes: Uint8Array): Record<string, string> {
  const message = decodeOne(opened, bytes);
  const texts = opened.attributes.all.map((attribute) => [attribute.name, message.text(attribute)]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined));
}

export interface Mutated {
  readonly bytes: Uint8Array;
  readonly refused: number;
}

/** The message with those names set, or removed where the value is undefined. */
export function mutate(
  direction: Direction,
  bytes: Uint8Array,
  changes: Readonly<Record<string, string | undefined>>,
  request?: Uint8Array,
): Mutated {
  const opened = openWanting(direction);
  const mutation = new Mutation();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) mutation.remove(name);
    else mutation.set(name, value);
  }
  const out = new ByteWriter();
  const answered = request === undefined ? undefined : decodeOne(openWanting("request"), request);
  const refused = opened.codec.encode(decodeOne(opened, bytes), mutation, out, answered);
  return { bytes: out.bytes.slice(0, out.length), refused };
}
