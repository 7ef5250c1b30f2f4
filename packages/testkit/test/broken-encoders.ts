import {
  type ByteWriter,
  ErrorKind,
  type Message,
  Mutation,
  type ProxyError,
  writeUint32,
} from "@meltemi/core";
import { type BrokenCodec, spoilt } from "./broken-codec.js";
import { Flag, FrameCodec, HEADER, Offset } from "./frame-codec.js";

class DropsTheBody extends FrameCodec {
  override encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    const refused = super.encode(message, mutation, out);
    out.length = at + HEADER + (out.bytes[at + Offset.nameLength] as number);
    writeUint32(out.bytes, at + Offset.size, out.length - at);
    return refused;
  }
}

class KeepsTheOldName extends FrameCodec {
  override replaceName(): void {}
}

class CountsNothing extends FrameCodec {
  override encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    super.encode(message, mutation, out);
    return 0;
  }
}

class EncodesInPlace extends FrameCodec {
  override encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    const refused = super.encode(message, mutation, out);
    writeUint32(message.bytes, message.start + Offset.size, out.length - at);
    return refused;
  }
}

class ClearsTheWriter extends FrameCodec {
  override onError(request: Message, error: ProxyError, out: ByteWriter): void {
    out.clear();
    super.onError(request, error, out);
  }
}

class LeavesAHole extends FrameCodec {
  override onError(request: Message, _error: ProxyError, out: ByteWriter): void {
    const at = out.reserve(HEADER + 4); // the last five bytes are never written
    writeUint32(out.bytes, at + Offset.size, HEADER + 4);
    writeUint32(out.bytes, at + Offset.id, request.requestIdLow);
    out.bytes[at + Offset.flags] = Flag.error;
  }
}

class WritesTooFar extends FrameCodec {
  override onError(request: Message, error: ProxyError, out: ByteWriter): void {
    super.onError(request, error, out);
    writeUint32(out.bytes, out.length, 0); // a terminator that it has not reserved
  }
}

class HoldsTheStorage extends FrameCodec {
  override onError(request: Message, _error: ProxyError, out: ByteWriter): void {
    const { bytes } = out;
    const at = out.reserve(HEADER);
    out.bytes.fill(0, at, at + HEADER);
    writeUint32(bytes, at + Offset.size, HEADER);
    writeUint32(bytes, at + Offset.id, request.requestIdLow);
    bytes[at + Offset.flags] = Flag.error;
  }
}

class SoundsLikeSuccess extends FrameCodec {
  override onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const at = out.length;
    super.onError(request, error, out);
    if (error.kind === ErrorKind.Draining) out.bytes[at + Offset.flags] = 0;
  }
}

class NeedsMoreThanItKept extends FrameCodec {
  override onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const at = out.length;
    super.onError(request, error, out);
    const { bytes, start } = request;
    out.bytes[at + HEADER] = bytes[start + Offset.nameLength] as number;
  }
}

class KeepsTooMuch extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    message.replySize = size + 1;
    return size;
  }
}

class HalfAnId extends FrameCodec {
  override setRequestId(
    message: Message,
    _high: number,
    low: number,
    out: ByteWriter,
    start: number,
  ): void {
    super.setRequestId(message, 0, low & 0xffff, out, start);
  }
}

class ForgetsTheMutation extends FrameCodec {
  override setRequestId(
    message: Message,
    high: number,
    low: number,
    out: ByteWriter,
    start: number,
  ): void {
    out.length = start;
    this.encode(message, new Mutation(), out);
    super.setRequestId(message, high, low, out, start);
  }
}

class HeartbeatWithoutFlag extends FrameCodec {
  override heartbeat(_high: number, low: number, out: ByteWriter): void {
    this.empty(low, 0, out);
  }
}

class AnswersAnswers extends FrameCodec {
  override onHeartbeat(heartbeat: Message, out: ByteWriter): void {
    this.empty(heartbeat.requestIdLow, Flag.heartbeat | Flag.answer, out);
  }
}

export const BROKEN_ENCODERS: readonly BrokenCodec[] = [
  spoilt(
    DropsTheBody,
    "encodes without the body",
    "an empty mutation leaves every byte as it is",
    "14 bytes, expected 19",
  ),
  spoilt(
    KeepsTheOldName,
    "accepts a mutation and forgets it",
    "a mutation is there when the message is decoded again",
    '"echo", expected "echo2"',
  ),
  spoilt(
    CountsNothing,
    "reports no refused mutation",
    "a refused mutation is counted and changes nothing",
    "entries refused: 0, expected 1",
  ),
  spoilt(
    EncodesInPlace,
    "changes the message that it encodes",
    "encode changes none of the bytes that it reads",
    "the original after encode",
  ),
  spoilt(
    ClearsTheWriter,
    "clears the writer first",
    "output is appended behind what is already there",
    "what was there before",
  ),
  spoilt(
    LeavesAHole,
    "reserves bytes that it never writes",
    "every byte of the output is written",
    "in a buffer used before",
  ),
  spoilt(
    WritesTooFar,
    "writes behind what it has reserved",
    "nothing is written outside the output",
    "bytes reserved",
  ),
  spoilt(
    HoldsTheStorage,
    "holds on to the storage of the writer",
    "output survives a writer that moves as it grows",
    "in a growing buffer",
  ),
  spoilt(
    SoundsLikeSuccess,
    "answers one kind of error with success",
    "every kind of error becomes an error reply to the request",
    '"draining" to request "echo": status: 0, expected 1',
  ),
  spoilt(
    NeedsMoreThanItKept,
    "reads behind replySize in onError",
    "an error reply needs only the kept bytes of its request",
    "of which replySize was kept",
  ),
  spoilt(
    KeepsTooMuch,
    "keeps more for a reply than there is",
    "replySize stays within the message and 128 bytes",
    "replySize is 20, expected 0 to 19",
  ),
  spoilt(
    HalfAnId,
    "writes half of the id",
    "a request id can be rewritten and restored",
    "bytes differ at offset 4",
  ),
  spoilt(
    ForgetsTheMutation,
    "rewrites the id in the original",
    "a request id can be rewritten in a mutated message",
    'with id 0: attribute "name"',
  ),
  spoilt(
    HeartbeatWithoutFlag,
    "sends a heartbeat that is none",
    "a heartbeat of its own making decodes as one",
    "kind: Request, expected Heartbeat",
  ),
  spoilt(
    AnswersAnswers,
    "answers answers to heartbeats",
    "a heartbeat is answered with its id, and an answer never",
    "upon the answer to",
  ),
];
