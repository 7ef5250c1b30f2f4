import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import protobuf from "protobufjs";

/** As Envoy has it, without what is not used here. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  package envoy.service.ratelimit.v3;
  message Entry { string key = 1; string value = 2; }
  message RateLimitDescriptor { repeated Entry entries = 1; }
  message RateLimitRequest { string domain = 1; repeated RateLimitDescriptor descriptors = 2; }
  message RateLimitResponse { int32 overall_code = 1; }
`);
const REQUEST = root.lookupType("RateLimitRequest");
const RESPONSE = root.lookupType("RateLimitResponse");
const OK = 1;
const OVER_LIMIT = 2;

interface RateLimitRequest {
  readonly domain: string;
  readonly descriptors: readonly {
    readonly entries: readonly { readonly key: string; readonly value: string }[];
  }[];
}

type Call = ServerUnaryCall<RateLimitRequest, number>;

/** A rate limit service with an hour that does not end: each descriptor may have so many hits. */
export class RateLimitService {
  /** Hits by domain and descriptor: "prod method=sayHello". */
  readonly hits = new Map<string, number>();
  readonly #server = new Server();
  readonly #limit: number;

  private constructor(limit: number) {
    this.#limit = limit;
    const method = {
      path: "/envoy.service.ratelimit.v3.RateLimitService/ShouldRateLimit",
      requestStream: false,
      responseStream: false,
      requestSerialize: (): Buffer => Buffer.alloc(0),
      requestDeserialize: (bytes: Buffer): RateLimitRequest =>
        REQUEST.toObject(REQUEST.decode(bytes), { defaults: true }) as RateLimitRequest,
      responseSerialize: (overallCode: number): Buffer =>
        Buffer.from(RESPONSE.encode({ overallCode }).finish()),
      responseDeserialize: (): number => 0,
    };
    this.#server.addService(
      { ShouldRateLimit: method },
      {
        ShouldRateLimit: ({ request }: Call, reply: sendUnaryData<number>) =>
          reply(null, this.#count(request)),
      },
    );
  }

  /** @param limit hits of each descriptor that pass */
  static async start(limit: number, port: number): Promise<RateLimitService> {
    const service = new RateLimitService(limit);
    await new Promise<void>((resolve, reject) => {
      const credentials = ServerCredentials.createInsecure();
      service.#server.bindAsync(`127.0.0.1:${port}`, credentials, (error) =>
        error === null ? resolve() : reject(error),
      );
    });
    return service;
  }

  async close(): Promise<void> {
    this.#server.forceShutdown();
  }

  #count({ domain, descriptors }: RateLimitRequest): number {
    const counts = descriptors.map(({ entries }) => {
      const name = `${domain} ${entries.map(({ key, value }) => `${key}=${value}`).join()}`;
      const hits = (this.hits.get(name) ?? 0) + 1;
      this.hits.set(name, hits);
      return hits;
    });
    return counts.some((hits) => hits > this.#limit) ? OVER_LIMIT : OK;
  }
}
