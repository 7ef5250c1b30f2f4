// #region start
import {
  type Attribute,
  ByteWriter,
  type Codec,
  type CodecContext,
  CodecError,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readUint32,
  writeUint32,
} from "@meltemi/core";
import { Field, HEADER_SIZE, LONGEST_METHOD } from "./frame.js";
import { errorStatus, Status } from "./statuses.js";

export class NoteCodec implements Codec {
  readonly #isResponse: boolean;
  readonly #method: Attribute;
  readonly #status: Attribute;
  /** Where the name of a method becomes bytes, see #setMethod. */
  readonly #name = new ByteWriter(LONGEST_METHOD);

  constructor({ direction, attributes }: CodecContext) {
    this.#isResponse = direction === "response";
    this.#method = attributes.attribute("method");
    this.#status = attributes.attribute("status");
  }
  // #endregion

  // #region decode
  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    if (end - start < HEADER_SIZE) return 0; // the size is not yet known
    const size = readUint32(bytes, start + Field.size);
    const methodSize = bytes[start + Field.methodSize] as number;
    if (methodSize === 0 || methodSize > LONGEST_METHOD || size < HEADER_SIZE + methodSize) {
      throw new CodecError("malformed", `a note of ${size} bytes, ${methodSize} for its method`);
    }
    if (end - start < HEADER_SIZE + methodSize) return 0; // an error reply repeats the method

    message.requestIdLow = readUint32(bytes, start + Field.id);
    message.replySize = HEADER_SIZE + methodSize;
    const status = bytes[start + Field.status] as number;
    if (this.#isResponse && status !== Status.Ok) {
      message.kind = MessageKind.Error;
      message.status = ResponseStatus.Error;
    }
    if (this.#method.wanted) {
      message.setRange(this.#method, start + HEADER_SIZE, start + HEADER_SIZE + methodSize);
    }
    if (this.#isResponse && this.#status.wanted) message.setInteger(this.#status, status);
    return size;
  }
  // #endregion

  // #region onError
  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    const at = out.length;
    out.append(request.bytes, request.start, request.start + request.replySize);
    out.utf8(error.text); // the body
    out.bytes[at + Field.status] = errorStatus(error.kind);
    writeUint32(out.bytes, at + Field.size, out.length - at);
  }
  // #endregion

  // #region setRequestId
  setRequestId(
    _message: Message,
    _high: number,
    low: number,
    out: ByteWriter,
    start: number,
  ): void {
    writeUint32(out.bytes, start + Field.id, low);
  }
  // #endregion

  // #region encode
  encode(message: Message, mutation: Mutation, out: ByteWriter): number {
    const at = out.length;
    out.append(message.bytes, message.start, message.start + message.size);
    let refused = 0;
    for (let i = 0; i < mutation.size; i++) {
      const isMethod = mutation.nameAt(i).toLowerCase() === "method";
      if (!isMethod || !this.#setMethod(out, at, mutation.valueAt(i))) refused++;
    }
    return refused;
  }

  /** Gives the note at `at` another method. False for one that a note cannot have. */
  #setMethod(out: ByteWriter, at: number, method: string | undefined): boolean {
    if (method === undefined) return false; // a note without a method is none
    const name = this.#name;
    name.clear();
    const size = name.utf8(method);
    if (size === 0 || size > LONGEST_METHOD) return false;
    out.splice(at + HEADER_SIZE, out.bytes[at + Field.methodSize] as number, size);
    out.bytes.set(name.bytes.subarray(0, size), at + HEADER_SIZE);
    out.bytes[at + Field.methodSize] = size;
    writeUint32(out.bytes, at + Field.size, out.length - at);
    return true;
  }
  // #endregion
}
