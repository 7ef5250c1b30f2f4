import { type ChannelOptions, Client, credentials } from "@grpc/grpc-js";
import { decodeOverLimit, encodeQuestion, type RateLimitQuestion } from "./rate-limit-messages.js";
import { Turns } from "./turns.js";

export interface RateLimitEndpoint {
  /** An IP address or a host name. */
  readonly address: string;
  readonly port: number;
}

const SHOULD_RATE_LIMIT = "/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit";

/** Addresses of pods come and go; five minutes is long against their calls and short against their lives. */
const IDLE_MS = 300_000;

const CHANNEL_OPTIONS: ChannelOptions = {
  // A service that comes back is asked again within about a second; the default grows to two minutes.
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1000,
  // A server that is gone without a word is noticed after 15 s, not when TCP gives up.
  "grpc.keepalive_time_ms": 10_000,
  "grpc.keepalive_timeout_ms": 5000,
  // Endpoints are the cluster's affair: no proxy from the environment, no settings from DNS.
  "grpc.enable_http_proxy": 0,
  "grpc.service_config_disable_resolution": 1,
  "grpc.enable_channelz": 0,
};

/**
 * Calls that run at once, for each millisecond of the timeout. A call costs 0.1 ms of the thread: of 250 begun
 * in one go 30 were answered within 20 ms, and of 1000 none, as all the time had gone into beginning; with 40 at
 * once it was 70 and more of either. Those that wait for their turn cost nothing, not even a timer: the calls
 * before them end by deadlines that are earlier.
 */
const CALLS_PER_MS = 2;
const FEWEST_CALLS_AT_ONCE = 16;

/** A connection, made at the first call, and again when it has been lost. */
interface Channel {
  readonly client: Client;
  readonly idle: ReturnType<typeof setTimeout>;
  calls: number;
}

/** Asks rate limit services, on one connection for each endpoint. Cleartext. */
export class RateLimitClient {
  readonly #channels = new Map<string, Channel>();
  readonly #timeoutMs: number;
  readonly #idleMs: number;
  readonly #turns: Turns;

  /**
   * @param timeoutMs milliseconds, above 0, that a call may take, with its wait for others and for a connection
   * @param idleMs milliseconds without a call after which the connection to an endpoint is closed
   */
  constructor(timeoutMs: number, idleMs: number = IDLE_MS) {
    this.#timeoutMs = timeoutMs;
    this.#idleMs = idleMs;
    this.#turns = new Turns(Math.max(FEWEST_CALLS_AT_ONCE, Math.ceil(timeoutMs * CALLS_PER_MS)));
  }

  /**
   * @returns whether any descriptor is over its limit. Rejects when there is no answer in time, or one
   *   that is none.
   */
  async shouldRateLimit(
    endpoint: RateLimitEndpoint,
    question: RateLimitQuestion,
  ): Promise<boolean> {
    const deadline = Date.now() + this.#timeoutMs;
    await this.#turns.begin();
    try {
      if (Date.now() >= deadline) throw new Error("timed out behind other calls");
      return await this.#call(endpoint, question, deadline);
    } finally {
      this.#turns.end();
    }
  }

  close(): void {
    for (const { client, idle } of this.#channels.values()) {
      clearTimeout(idle);
      client.close();
    }
    this.#channels.clear();
  }

  async #call(
    endpoint: RateLimitEndpoint,
    question: RateLimitQuestion,
    deadline: number,
  ): Promise<boolean> {
    const channel = this.#channelTo(endpoint);
    channel.calls++;
    try {
      return await shouldRateLimit(channel.client, question, deadline);
    } finally {
      channel.calls--;
    }
  }

  #channelTo({ address, port }: RateLimitEndpoint): Channel {
    const target = address.includes(":") ? `dns:[${address}]:${port}` : `dns:${address}:${port}`;
    const known = this.#channels.get(target);
    if (known !== undefined) {
      known.idle.refresh();
      return known;
    }
    const client = new Client(target, credentials.createInsecure(), CHANNEL_OPTIONS);
    const idle = setTimeout(() => this.#closeUnused(target), this.#idleMs);
    idle.unref();
    const channel = { client, idle, calls: 0 };
    this.#channels.set(target, channel);
    return channel;
  }

  #closeUnused(target: string): void {
    const channel = this.#channels.get(target);
    if (channel === undefined) return;
    if (channel.calls > 0) {
      channel.idle.refresh();
      return;
    }
    this.#channels.delete(target);
    channel.client.close();
  }
}

function shouldRateLimit(
  client: Client,
  question: RateLimitQuestion,
  deadline: number,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      SHOULD_RATE_LIMIT,
      serialize,
      decodeOverLimit,
      question,
      { deadline },
      (error, overLimit) => {
        if (error === null) resolve(overLimit === true);
        else reject(error);
      },
    );
  });
}

function serialize(question: RateLimitQuestion): Buffer {
  const { buffer, byteOffset, byteLength } = encodeQuestion(question);
  return Buffer.from(buffer, byteOffset, byteLength);
}
