import {
  type ByteWriter,
  CodecError,
  type Message,
  MessageKind,
  type ProxyError,
  ResponseStatus,
  readInt32,
} from "@meltemi/core";
import { type BrokenCodec, spoilt } from "./broken-codec.js";
import { FrameCodec, HEADER, Offset } from "./frame-codec.js";

class SignedId extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > 0) message.requestIdLow = readInt32(bytes, start + Offset.id);
    return size;
  }
}

class WaitingIsAState extends FrameCodec {
  waiting = false;
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    if (this.waiting) throw new CodecError("unsupported", "unexpected state: waiting");
    const size = super.decode(bytes, start, end, message);
    this.waiting = size === 0;
    return size;
  }
}

class WholeOrNothing extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > end - start) throw new CodecError("truncated", "the message is not whole");
    return size;
  }
}

class TakesEverything extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    return Math.max(
      super.decode(bytes, start, end, message),
      end - start >= HEADER ? end - start : 0,
    );
  }
}

class KeepsTheFirstBuffer extends FrameCodec {
  kept: Uint8Array | undefined;
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(this.kept ?? bytes, start, end, message);
    this.kept = size > end - start ? bytes : undefined;
    return size;
  }
}

class AlwaysFromZero extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    return super.decode(bytes, 0, end - start, message);
  }
}

class ReadsAhead extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    if (end - start < Offset.nameLength) return 0;
    return super.decode(bytes, start, Math.max(end, start + HEADER), message);
  }
}

class ErrorSticks extends FrameCodec {
  failed = false;
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    this.failed ||= message.kind === MessageKind.Error;
    if (this.failed) message.status = ResponseStatus.Error;
    return size;
  }
}

let pendingSize = 0;
class SharedState extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    const told = end - start === HEADER || pendingSize === 0 ? size : pendingSize;
    pendingSize = told > end - start ? told : 0;
    return told;
  }
}

class ClearsFlags extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > 0 && size <= end - start) bytes[start + Offset.flags] = 0;
    return size;
  }
}

class TrustsTheLength extends FrameCodec {
  override checkSize(size: number): number {
    return Math.abs(size);
  }
}

class OffByOne extends FrameCodec {
  override checkSize(size: number): number {
    if (size === this.context.limits.maxMessageBytes) throw new CodecError("too-large", `${size}`);
    return super.checkSize(size);
  }
}

class CutsToTheLimit extends FrameCodec {
  override checkSize(size: number): number {
    return Math.min(super.checkSize(size), this.context.limits.maxMessageBytes);
  }
}

class SizeFirst extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > end - start) message.reset(MessageKind.Request, bytes, start);
    return size;
  }
}

class KeepsWhatHasNotCome extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > 0) message.replySize = HEADER + (bytes[start + Offset.nameLength] as number);
    return size;
  }
}

class AllocatesFirst extends FrameCodec {
  body: Uint8Array | undefined;
  override checkSize(size: number): number {
    if (size > 0 && size < 64 << 20) this.body = new Uint8Array(size);
    return super.checkSize(size);
  }
}

class TypeErrorOnNoise extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    if (end - start >= HEADER && (bytes[start + Offset.flags] as number) > 15) {
      throw new TypeError("undefined is not a function");
    }
    return super.decode(bytes, start, end, message);
  }
}

class AnswersOnlyTheKnown extends FrameCodec {
  override onError(request: Message, error: ProxyError, out: ByteWriter): void {
    if ((request.codecState & 0xf0) !== 0) throw new TypeError("no such flags");
    super.onError(request, error, out);
  }
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (size > 0) message.codecState = bytes[start + Offset.flags] as number;
    return size;
  }
}

class NeedsTheName extends FrameCodec {
  override decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const size = super.decode(bytes, start, end, message);
    if (!this.name.wanted) message.kind = MessageKind.Request;
    return size;
  }
}

class AlwaysSets extends FrameCodec {
  override setName(message: Message, start: number, end: number): void {
    if (end > start) message.setRange(this.name, start, end);
  }
}

class LooksOnce extends FrameCodec {
  readonly wanted: boolean = this.name.wanted;
  override setName(message: Message, start: number, end: number): void {
    if (this.wanted) super.setName(message, start, end);
  }
}

export const BROKEN_DECODERS: readonly BrokenCodec[] = [
  spoilt(
    SignedId,
    "reads ids as signed",
    "every sample decodes to what it says",
    "requestId: -2147483647, expected 2147483649",
  ),
  spoilt(
    WaitingIsAState,
    "cannot be called again after it asked for more",
    "a message that arrives byte by byte is sized once and for all",
    "unexpected state: waiting",
  ),
  spoilt(
    WholeOrNothing,
    "refuses a message that is not whole yet",
    "a message cut off anywhere is waited for, never refused",
    "the message is not whole",
  ),
  spoilt(
    TakesEverything,
    "takes all bytes for one message",
    "messages that arrive together come apart",
    "decode: 42, expected 19",
  ),
  spoilt(
    KeepsTheFirstBuffer,
    "reads on in the buffer in which the message began",
    "any chunking gives the same messages",
    "in 3 chunks",
  ),
  spoilt(
    AlwaysFromZero,
    "ignores start",
    "where a message lies in the buffer makes no difference",
    '"echo" at 1',
  ),
  spoilt(
    ReadsAhead,
    "checks for one byte less than it reads",
    "no byte at or behind the end is read",
    "9 bytes and then",
  ),
  spoilt(
    ErrorSticks,
    "remembers an error for ever",
    "nothing is left over from the message before",
    '"answer" after "failure": status',
  ),
  spoilt(
    SharedState,
    "keeps state in the module",
    "the codecs of two connections share nothing",
    "on another connection: decode",
  ),
  spoilt(
    ClearsFlags,
    "clears a byte that it has read",
    "decode changes none of the bytes",
    "after decode: bytes differ at offset 8",
  ),
  spoilt(
    TrustsTheLength,
    "believes any length",
    "a length that cannot be is refused within the header",
    "expected a CodecError",
  ),
  spoilt(
    OffByOne,
    "refuses a message of exactly the limit",
    "a message of exactly the limit is accepted",
    "expected 4194304",
  ),
  spoilt(
    CutsToTheLimit,
    "cuts a length down to the limit",
    "a length over the limit is told as it is, or refused",
    "decode: 4194304, expected 4194305",
  ),
  spoilt(
    SizeFirst,
    "tells the size before it has read the id",
    "an oversized request can be answered",
    "told after 10 bytes: id: 0, expected 2147483649",
  ),
  spoilt(
    KeepsWhatHasNotCome,
    "keeps bytes for a reply that have not come yet",
    "an oversized request can be answered",
    "told after 10 bytes: replySize is 14, more than has come",
  ),
  spoilt(
    AllocatesFirst,
    "allocates the message before it is there",
    "a length from the wire allocates nothing",
    "decode allocated",
  ),
  spoilt(
    TypeErrorOnNoise,
    "throws a TypeError for unknown flags",
    "garbage is decoded or refused, and nothing else happens",
    "decode threw TypeError",
  ),
  spoilt(
    AnswersOnlyTheKnown,
    "cannot answer what it has decoded",
    "what was decoded from garbage can be answered and encoded",
    "TypeError: no such flags",
  ),
  spoilt(
    NeedsTheName,
    "tells the kind only when the name is wanted",
    "a message decodes alike when no attribute is wanted",
    "none wanted: kind: Request, expected Oneway",
  ),
  spoilt(
    AlwaysSets,
    "ignores wanted",
    "an attribute that nobody wants is not set",
    'attribute "name" is set',
  ),
  spoilt(
    LooksOnce,
    "looks at wanted only when it is created",
    "an attribute wanted later is delivered from then on",
    'attribute "name": undefined',
  ),
];
