import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
  type status,
} from "@grpc/grpc-js";
import { type ReceivedRequest, ResponseType, readRequest } from "./rate-limit-proto.js";

export type Code = "UNKNOWN" | "OK" | "OVER_LIMIT";

/** The bytes of an answer, or the status that the call fails with. */
export type Answer = Uint8Array | { readonly fails: status };

/** Hits by descriptor, written "key=value,key=value", and how many each may have in the hour. */
export class HourlyLimits {
  readonly hits = new Map<string, number>();
  readonly #limits: ReadonlyMap<string, number>;

  constructor(limits: Readonly<Record<string, number>>) {
    this.#limits = new Map(Object.entries(limits));
  }

  /** Counts every descriptor of the request for itself. Those without a limit are OK. */
  count({ descriptors }: ReceivedRequest): Uint8Array {
    const codes = descriptors.map(({ entries }): Code => {
      const name = entries.map(({ key, value }) => `${key}=${value}`).join();
      const hits = (this.hits.get(name) ?? 0) + 1;
      this.hits.set(name, hits);
      return hits > (this.#limits.get(name) ?? Infinity) ? "OVER_LIMIT" : "OK";
    });
    return answering(codes.includes("OVER_LIMIT") ? "OVER_LIMIT" : "OK", codes);
  }
}

/** An answer with that code, and statuses and a body for the filter to skip. */
export function answering(overallCode: Code, codes: readonly Code[] = []): Uint8Array {
  const statuses = codes.map((code) => ({ code, limitRemaining: 3 }));
  const rawBody = new TextEncoder().encode("over");
  return ResponseType.encode(ResponseType.fromObject({ overallCode, statuses, rawBody })).finish();
}

type UnaryCall = ServerUnaryCall<ReceivedRequest, Uint8Array>;

/** A rate limit service on loopback. */
export class RateLimitServer {
  readonly address = "127.0.0.1";
  readonly received: ReceivedRequest[] = [];
  /** Calls whose client no longer waits. */
  cancelled = 0;
  readonly #server = new Server();
  readonly #answer: (request: ReceivedRequest) => Answer | Promise<Answer>;
  #port = 0;

  private constructor(answer: (request: ReceivedRequest) => Answer | Promise<Answer>) {
    this.#answer = answer;
    const method = {
      path: "/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit",
      requestStream: false,
      responseStream: false,
      requestSerialize: (): Buffer => Buffer.alloc(0),
      requestDeserialize: (bytes: Buffer): ReceivedRequest => readRequest(bytes),
      responseSerialize: (bytes: Uint8Array): Buffer => Buffer.from(bytes),
      responseDeserialize: (bytes: Buffer): Uint8Array => bytes,
    };
    this.#server.addService(
      { ShouldRateLimit: method },
      {
        ShouldRateLimit: (call: UnaryCall, reply: sendUnaryData<Uint8Array>) => {
          void this.#serve(call, reply);
        },
      },
    );
  }

  /** @param port 0: any that is free */
  static async start(
    answer: (request: ReceivedRequest) => Answer | Promise<Answer>,
    port = 0,
  ): Promise<RateLimitServer> {
    const server = new RateLimitServer(answer);
    server.#port = await new Promise<number>((resolve, reject) => {
      server.#server.bindAsync(
        `${server.address}:${port}`,
        ServerCredentials.createInsecure(),
        (error, bound) => (error === null ? resolve(bound) : reject(error)),
      );
    });
    return server;
  }

  get port(): number {
    return this.#port;
  }

  /** Ends every connection, at once. */
  stop(): void {
    this.#server.forceShutdown();
  }

  async #serve(call: UnaryCall, reply: sendUnaryData<Uint8Array>): Promise<void> {
    call.on("cancelled", () => this.cancelled++);
    this.received.push(call.request);
    const answer = await this.#answer(call.request);
    if (answer instanceof Uint8Array) reply(null, answer);
    else reply({ code: answer.fails, details: "as told" } as ServiceError);
  }
}
