import { type Codec, CodecError, type CodecPlugin, type Message, readUint16 } from "@meltemi/core";
import { FRAME_HEADER_SIZE, FrameOffset } from "./wire.js";

/** Frames with this number are the ones that a broken codec mishandles. */
export const BREAKING_NUMBER = 0xbad;

type Fault = () => number;
const throwTypeError: Fault = () => {
  throw new TypeError("a defect of the codec");
};

/** Mistakes that the author of a codec can make. */
export const DECODE_FAULTS: Readonly<Record<string, Fault>> = {
  "throws a TypeError": throwTypeError,
  "throws a CodecError": () => {
    throw new CodecError("malformed", "refused on purpose");
  },
  "throws something that is no Error": () => {
    throw undefined;
  },
  "returns NaN": () => Number.NaN,
  "returns a negative size": () => -1,
  "returns a fraction": () => 1.5,
  "returns infinity": () => Number.POSITIVE_INFINITY,
  "returns more than a message may have": () => 2 ** 40,
  "returns undefined": () => undefined as unknown as number,
};

export type BrokenMember = "encode" | "onError" | "setRequestId" | "onHeartbeat";

/** The plugin with a decode that mishandles marked frames of one direction. */
export function brokenDecode(
  plugin: CodecPlugin,
  direction: "request" | "response",
  fault: Fault,
): CodecPlugin {
  return replaceCodec(plugin, direction, (codec) => ({
    decode(bytes, start, end, message) {
      const size = codec.decode(bytes, start, end, message);
      const marked = end - start >= FRAME_HEADER_SIZE && isMarked(bytes, start);
      return marked ? fault() : size;
    },
  }));
}

/** The plugin with a member that throws a TypeError for marked frames of one direction. */
export function brokenMember(
  plugin: CodecPlugin,
  direction: "request" | "response",
  member: BrokenMember,
): CodecPlugin {
  return replaceCodec(plugin, direction, (codec) => {
    const whole = codec as unknown as Record<BrokenMember, (...parameters: unknown[]) => unknown>;
    const original = whole[member].bind(codec);
    const throwing = (message: Message, ...rest: unknown[]): unknown =>
      isMarked(message.bytes, message.start) ? throwTypeError() : original(message, ...rest);
    return { [member]: throwing };
  });
}

/** The plugin with a heartbeat that throws. */
export function brokenHeartbeat(plugin: CodecPlugin): CodecPlugin {
  return replaceCodec(plugin, "response", () => ({ heartbeat: throwTypeError }));
}

/** The plugin, unable to make a codec for those directions, as long as they are true. */
export function brokenCreate(
  plugin: CodecPlugin,
  faults: { readonly request?: boolean; readonly response?: boolean },
): CodecPlugin {
  return Object.freeze<CodecPlugin>({
    ...plugin,
    create: (context) => {
      if (faults[context.direction] === true) throwTypeError();
      return plugin.create(context);
    },
  });
}

/** The plugin with a decode that never finds out how long a message is. */
export function undecided(plugin: CodecPlugin): CodecPlugin {
  return replaceCodec(plugin, "request", () => ({ decode: () => 0 }));
}

/** The plugin, mistaking the id that the proxy has chosen for its neighbour, once in so many requests. */
export function mistakenIds(plugin: CodecPlugin, onceIn: number): CodecPlugin {
  let calls = 0;
  return replaceCodec(plugin, "request", (codec) => ({
    setRequestId(message, high, low, out, start) {
      const mistaken = ++calls % onceIn === 0 ? low ^ 1 : low;
      codec.setRequestId?.(message, high, mistaken, out, start);
    },
  }));
}

/** The plugin, counting the calls of decode for one direction. */
export function countingDecode(
  plugin: CodecPlugin,
  direction: "request" | "response",
  counts: { calls: number },
): CodecPlugin {
  return replaceCodec(plugin, direction, (codec) => ({
    decode(bytes, start, end, message) {
      counts.calls++;
      return codec.decode(bytes, start, end, message);
    },
  }));
}

/** What decode was given and what it made of it. */
export interface DecodeCall {
  readonly available: number;
  readonly result: number;
}

/** The plugin, noting the calls of decode for one direction. */
export function notingDecode(
  plugin: CodecPlugin,
  direction: "request" | "response",
  calls: DecodeCall[],
): CodecPlugin {
  return replaceCodec(plugin, direction, (codec) => ({
    decode(bytes, start, end, message) {
      const result = codec.decode(bytes, start, end, message);
      calls.push({ available: end - start, result });
      return result;
    },
  }));
}

function replaceCodec(
  plugin: CodecPlugin,
  direction: "request" | "response",
  change: (codec: Codec) => Partial<Codec>,
): CodecPlugin {
  return Object.freeze<CodecPlugin>({
    ...plugin,
    create(context) {
      const codec = plugin.create(context);
      if (context.direction !== direction) return codec;
      // Bound, since the members of the copy would otherwise lose the codec's private state.
      const whole: Codec = {
        decode: codec.decode.bind(codec),
        encode: codec.encode.bind(codec),
        onError: codec.onError.bind(codec),
      };
      if (codec.setRequestId) whole.setRequestId = codec.setRequestId.bind(codec);
      if (codec.onHeartbeat) whole.onHeartbeat = codec.onHeartbeat.bind(codec);
      if (codec.heartbeat) whole.heartbeat = codec.heartbeat.bind(codec);
      return { ...whole, ...change(codec) };
    },
  });
}

function isMarked(bytes: Uint8Array, start: number): boolean {
  return readUint16(bytes, start + FrameOffset.Number) === BREAKING_NUMBER;
}
