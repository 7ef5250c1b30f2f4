import {
  type Attribute,
  type ByteWriter,
  type Codec,
  type CodecContext,
  CodecError,
  type Message,
  MessageKind,
  type Mutation,
  type ProxyError,
  ResponseStatus,
  readInt32,
  readUint32,
  writeUint32,
} from "@meltemi/core";
import type { AttachmentEditor } from "./attachment-editor.js";
import { FIXED_NAMES } from "./attributes.js";
import type { Body } from "./body.js";
import { statusOf } from "./error-replies.js";
import { answerFlags, isReadOnlyEvent, writeAnswerBody } from "./events.js";
import {
  beginMessage,
  endMessage,
  Field,
  Flag,
  HEADER_SIZE,
  MAGIC_HIGH,
  MAGIC_LOW,
  STATUS_OK,
} from "./header.js";
import { NULL } from "./hessian-grammar.js";
import type { HessianWalker } from "./hessian-walker.js";
import { writeString } from "./hessian-writer.js";
import { keptVersionSize, readsResponseAttachments } from "./protocol-version.js";
import { RequestBody } from "./request-body.js";
import {
  hasAttachments,
  isException,
  ResponseBody,
  writeWithAttachments,
} from "./response-body.js";
import { HESSIAN2, SERIALIZATIONS } from "./serializations.js";

/** What all connections share, since it keeps nothing from one call to the next but its room. */
export interface Tools {
  readonly walker: HessianWalker;
  readonly editor: AttachmentEditor;
}

export class DubboCodec implements Codec {
  readonly #direction: CodecContext["direction"];
  readonly #status: Attribute;
  readonly #serialization: Attribute;
  readonly #body: Body;
  readonly #editor: AttachmentEditor;

  constructor({ direction, attributes }: CodecContext, { walker, editor }: Tools) {
    this.#direction = direction;
    this.#status = attributes.attribute("status");
    this.#serialization = attributes.attribute("serialization");
    this.#body =
      direction === "request"
        ? new RequestBody(attributes, walker)
        : new ResponseBody(attributes, walker);
    this.#editor = editor;
  }

  decode(bytes: Uint8Array, start: number, end: number, message: Message): number {
    const available = end - start;
    if (available < 2) return 0;
    if (bytes[start] !== MAGIC_HIGH || bytes[start + 1] !== MAGIC_LOW) refuseMagic(bytes, start);
    if (available < HEADER_SIZE) return 0;
    const flags = bytes[start + Field.flags] as number;
    message.requestIdHigh = readUint32(bytes, start + Field.requestId);
    message.requestIdLow = readUint32(bytes, start + Field.requestId + 4);
    message.kind = kindOf(flags);
    if (message.kind === MessageKind.Request) message.replySize = HEADER_SIZE;
    const bodyLength = readInt32(bytes, start + Field.bodyLength);
    if (bodyLength < 0) refuseLength(bodyLength);
    const size = HEADER_SIZE + bodyLength;
    if (size <= available) this.#decodeBody(message, flags, start + size);
    return size;
  }

  #decodeBody(message: Message, flags: number, end: number): void {
    const { bytes, start } = message;
    const body = start + HEADER_SIZE;
    const serialization = flags & Flag.serialization;
    if (message.kind === MessageKind.Heartbeat) {
      // Only servers send it. It is a request, since it answers nothing.
      const readOnly =
        this.#direction === "response" &&
        (flags & Flag.request) !== 0 &&
        isReadOnlyEvent(serialization, bytes, body, end);
      if (readOnly) message.kind = MessageKind.GoAway;
      return;
    }
    if (directionOf(flags) !== this.#direction) return; // a callback's: it has no attributes
    if (this.#serialization.wanted) {
      message.setText(this.#serialization, SERIALIZATIONS[serialization] as string);
    }
    const isHessian = serialization === HESSIAN2;
    if (this.#direction === "response") {
      const status = bytes[start + Field.status] as number;
      if (this.#status.wanted) message.setInteger(this.#status, status);
      if (status !== STATUS_OK) {
        message.status = ResponseStatus.Error;
        return; // the body is a text
      }
      if (isHessian && isException(bytes, body, end)) {
        message.kind = MessageKind.Error;
        message.status = ResponseStatus.Error;
      }
    } else if (isHessian && message.kind === MessageKind.Request) {
      message.replySize = HEADER_SIZE + keptVersionSize(bytes, body, end);
    }
    if (isHessian) this.#body.read(message, bytes, body, end);
  }

  encode(message: Message, mutation: Mutation, out: ByteWriter, request?: Message): number {
    const { bytes, start } = message;
    const end = start + message.size;
    const body = start + HEADER_SIZE;
    const editor = this.#editor;
    let attachments = this.#canEdit(message) ? this.#body.attachmentsAt(bytes, body, end) : -1;
    let mapEnd = end;
    const adds = this.#direction === "response" && !hasAttachments(bytes, body, end);
    if (adds) {
      if (request === undefined || !readsResponseAttachments(request)) attachments = -1;
      mapEnd = attachments; // whatever is there, it is no map
    }
    const fixedNames = FIXED_NAMES[this.#direction];
    const refused = editor.plan(bytes, attachments, mapEnd, mutation, fixedNames);
    if (!editor.changes) {
      out.append(bytes, start, end);
      return refused;
    }
    const at = out.length;
    if (adds) writeWithAttachments(out, bytes, start, body, attachments);
    else out.append(bytes, start, attachments);
    const behind = editor.write(mutation, out);
    out.append(bytes, behind, end);
    endMessage(out, at);
    return refused;
  }

  onError(request: Message, error: ProxyError, out: ByteWriter): void {
    // In Hessian whatever the request was in: a client goes by what the reply's header says.
    const { requestIdHigh, requestIdLow } = request;
    const at = beginMessage(out, HESSIAN2, statusOf(error.kind), requestIdHigh, requestIdLow);
    writeString(out, error.text);
    endMessage(out, at);
  }

  setRequestId(_message: Message, high: number, low: number, out: ByteWriter, start: number): void {
    writeUint32(out.bytes, start + Field.requestId, high);
    writeUint32(out.bytes, start + Field.requestId + 4, low);
  }

  onHeartbeat(heartbeat: Message, out: ByteWriter): void {
    const { bytes, start, requestIdHigh, requestIdLow } = heartbeat;
    const flags = bytes[start + Field.flags] as number;
    const asks = Flag.request | Flag.twoWay;
    if ((flags & asks) !== asks) return;
    const body = start + HEADER_SIZE;
    const end = start + heartbeat.size;
    const at = beginMessage(
      out,
      answerFlags(flags, end - body),
      STATUS_OK,
      requestIdHigh,
      requestIdLow,
    );
    writeAnswerBody(out, bytes, body, end);
    endMessage(out, at);
  }

  heartbeat(idHigh: number, idLow: number, out: ByteWriter): void {
    const flags = Flag.request | Flag.twoWay | Flag.event | HESSIAN2;
    const at = beginMessage(out, flags, 0, idHigh, idLow);
    out.uint8(NULL);
    endMessage(out, at);
  }

  /** Whether the message is of those that can have attachments. */
  #canEdit({ bytes, start }: Message): boolean {
    const flags = bytes[start + Field.flags] as number;
    if ((flags & Flag.event) !== 0 || (flags & Flag.serialization) !== HESSIAN2) return false;
    if (directionOf(flags) !== this.#direction) return false;
    return this.#direction === "request" || bytes[start + Field.status] === STATUS_OK;
  }
}

function kindOf(flags: number): MessageKind {
  if ((flags & Flag.event) !== 0) return MessageKind.Heartbeat;
  if ((flags & Flag.request) === 0) return MessageKind.Response;
  return (flags & Flag.twoWay) !== 0 ? MessageKind.Request : MessageKind.Oneway;
}

function directionOf(flags: number): CodecContext["direction"] {
  return (flags & Flag.request) !== 0 ? "request" : "response";
}

// Apart from decode, so that the hot path holds no text.
function refuseMagic(bytes: Uint8Array, start: number): never {
  const magic = [bytes[start], bytes[start + 1]].map((byte) => byte?.toString(16).padStart(2, "0"));
  throw new CodecError("malformed", `Dubbo messages start with dabb, not ${magic.join("")}`);
}

function refuseLength(length: number): never {
  throw new CodecError("malformed", `Dubbo body length ${length} is below 0`);
}
