import type { Snapshot } from "../snapshot.js";
import { RefusedRequest } from "./refused-request.js";
import type { RequestOutcome, SessionResponse } from "./session-messages.js";
import type { TypeStream } from "./type-stream.js";

export interface SessionLimits {
  /** Names that one stream may subscribe to, over all types. */
  readonly maxNames: number;
  /** Bytes of resources in one response, where it may be split. */
  readonly maxResponseBytes: number;
}

const MOST_TYPES = 32; // Envoy knows about fifteen

/**
 * The state of one stream, without the stream: requests go in, `next` gives what to send when the
 * stream can take something. Nothing is queued here but what the latest snapshot makes necessary.
 */
export class Session<Request> {
  readonly #limits: SessionLimits;
  readonly #make: (typeUrl: string) => TypeStream<Request>;
  readonly #noncePrefix: string;
  /** In the order in which types are sent. */
  readonly #streams: TypeStream<Request>[] = [];
  #snapshot: Snapshot | undefined;
  #nonces = 0;

  /** @param noncePrefix unlike that of other streams, so that no nonce is taken for this stream's */
  constructor(
    limits: SessionLimits,
    noncePrefix: string,
    make: (typeUrl: string) => TypeStream<Request>,
  ) {
    this.#limits = limits;
    this.#noncePrefix = noncePrefix;
    this.#make = make;
  }

  setSnapshot(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
  }

  /** @throws {RefusedRequest} when the client asks for more than it may */
  request(typeUrl: string, request: Request): RequestOutcome {
    const outcome = this.#streamOf(typeUrl).request(request);
    const names = this.#streams.reduce((sum, { subscription }) => sum + subscription.names.size, 0);
    if (names > this.#limits.maxNames) {
      throw new RefusedRequest(
        "RESOURCE_EXHAUSTED",
        `more than ${this.#limits.maxNames} names on one stream; subscribe to "*" or use more streams`,
      );
    }
    return outcome;
  }

  /**
   * What is to be sent now; undefined: nothing. Each call is a promise to send it.
   * @param now milliseconds of the clock that `wakeAt` is on
   */
  next(now: number): SessionResponse | undefined {
    const snapshot = this.#snapshot;
    if (snapshot === undefined) return undefined;
    for (const { subscription } of this.#streams) subscription.update(snapshot);
    const most = this.#limits.maxResponseBytes;
    for (const stream of this.#streams) {
      const arrivals = stream.takeArrivals(most);
      const departures = stream.rules.referredTo ? undefined : stream.takeDepartures();
      const content =
        arrivals && departures ? { ...arrivals, ...departures } : (arrivals ?? departures);
      if (content !== undefined) return this.#respond(stream, snapshot, content, now);
    }
    for (const stream of this.#streams) {
      const content = stream.takeDepartures() ?? stream.takeHeartbeats(now);
      if (content !== undefined) return this.#respond(stream, snapshot, content, now);
    }
    return undefined;
  }

  /** When `next` should be called although nothing happened; undefined: never. */
  get wakeAt(): number | undefined {
    const times = this.#streams.flatMap(({ heartbeatAt }) => heartbeatAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #respond(
    stream: TypeStream<Request>,
    { version }: Snapshot,
    content: Partial<SessionResponse>,
    now: number,
  ): SessionResponse {
    const nonce = `${this.#noncePrefix}${++this.#nonces}`;
    stream.sent(nonce, version, now);
    const { typeUrl } = stream.subscription;
    return { typeUrl, version, nonce, resources: [], heartbeats: [], removed: [], ...content };
  }

  #streamOf(typeUrl: string): TypeStream<Request> {
    const known = this.#streams.find(({ subscription }) => subscription.typeUrl === typeUrl);
    if (known !== undefined) return known;
    if (this.#streams.length === MOST_TYPES) {
      throw new RefusedRequest("RESOURCE_EXHAUSTED", `more than ${MOST_TYPES} types on one stream`);
    }
    const stream = this.#make(typeUrl);
    this.#streams.push(stream);
    this.#streams.sort((a, b) => a.rules.order - b.rules.order);
    return stream;
  }
}
