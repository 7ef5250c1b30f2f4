import type { ByteWriter, Codec, Message, ProxyError } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";
import type { Output } from "../io/output.js";
import { OrderedReplies } from "./ordered-replies.js";

/** What error replies and answers to heartbeats rarely exceed. */
const SMALL_REPLY_BYTES = 512;

/** Writes what one client is answered: whole replies or nothing, and in order where order is all it knows. */
export class ClientReplies {
  readonly #output: Output;
  readonly #ordered: OrderedReplies | undefined;

  constructor(output: Output, inOrder: boolean) {
    this.#output = output;
    this.#ordered = inOrder ? new OrderedReplies(output) : undefined;
  }

  /** Bytes that wait for their turn. */
  get heldBytes(): number {
    return this.#ordered?.heldBytes ?? 0;
  }

  /** Requests without an answer, as the client sees it: one that is held back for its turn is none. */
  unanswered(inFlight: number): number {
    return this.#ordered === undefined ? inFlight : Math.max(inFlight, this.#ordered.waiting);
  }

  /** A request has come that is to be answered; returns its place in the order. */
  begin(): number {
    return this.#ordered?.begin() ?? 0;
  }

  /** @returns the number of mutation entries refused. @throws when the codec cannot encode it */
  response(exchange: ProxyExchange, response: Message, codec: Codec): number {
    const { request, mutationOfResponse } = exchange;
    const ordered = this.#ordered;
    this.#output.begin(response.size);
    const out = ordered === undefined ? this.#output : ordered.writer(exchange.sequence);
    const start = out.length;
    let refused = 0;
    try {
      if (mutationOfResponse === undefined || mutationOfResponse.size === 0) {
        out.append(response.bytes, response.start, response.start + response.size);
      } else {
        refused = codec.encode(response, mutationOfResponse, out, request);
      }
      if (exchange.correlationKey !== 0) {
        codec.setRequestId?.(response, request.requestIdHigh, request.requestIdLow, out, start);
      }
    } catch (error) {
      out.length = start;
      throw error;
    }
    ordered?.done(exchange.sequence);
    return refused;
  }

  /** Tells the client in its own protocol what went wrong. @throws when the codec cannot encode it */
  error(exchange: ProxyExchange, error: ProxyError, codec: Codec): void {
    this.#output.begin(SMALL_REPLY_BYTES);
    const out = this.#ordered?.writer(exchange.sequence) ?? this.#output;
    const start = out.length;
    try {
      codec.onError(exchange.request, error, out);
    } catch (cause) {
      out.length = start;
      throw cause;
    }
    this.#ordered?.done(exchange.sequence);
  }

  /** Answers a message that never becomes an exchange, in its turn. @throws what `write` throws */
  answer(write: (out: ByteWriter) => void): void {
    const sequence = this.begin();
    this.#output.begin(SMALL_REPLY_BYTES);
    const out = this.#ordered?.writer(sequence) ?? this.#output;
    const start = out.length;
    try {
      write(out);
    } catch (error) {
      out.length = start;
      throw error;
    } finally {
      this.#ordered?.done(sequence);
    }
  }

  /** The request in that place gets no answer; what waited for its turn follows. */
  skip(sequence: number): void {
    this.#ordered?.writer(sequence);
    this.#ordered?.done(sequence);
  }

  /** Sends on, as it is, what a bound server says unasked. */
  forward(message: Message): void {
    this.#output.begin(message.size);
    this.#output.append(message.bytes, message.start, message.start + message.size);
  }
}
