import protobuf from "protobufjs";

/** As Envoy has it, without what neither side of these tests reads. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  package envoy.service.ratelimit.v3;
  message RateLimitDescriptor {
    message Entry { string key = 1; string value = 2; }
    repeated Entry entries = 1;
  }
  message RateLimitRequest {
    string domain = 1;
    repeated RateLimitDescriptor descriptors = 2;
    uint32 hits_addend = 3;
  }
  message RateLimitResponse {
    enum Code { UNKNOWN = 0; OK = 1; OVER_LIMIT = 2; }
    message DescriptorStatus { Code code = 1; uint32 limit_remaining = 3; }
    Code overall_code = 1;
    repeated DescriptorStatus statuses = 2;
    bytes raw_body = 5;
  }
`);
const RequestType = root.lookupType("envoy.service.ratelimit.v3.RateLimitRequest");
export const ResponseType: protobuf.Type = root.lookupType(
  "envoy.service.ratelimit.v3.RateLimitResponse",
);

/** A request, with 0 or an empty text for what was left out. */
export interface ReceivedRequest {
  readonly domain: string;
  readonly descriptors: readonly {
    readonly entries: readonly { readonly key: string; readonly value: string }[];
  }[];
  readonly hitsAddend: number;
}

export function readRequest(bytes: Uint8Array): ReceivedRequest {
  return RequestType.toObject(RequestType.decode(bytes), { defaults: true }) as ReceivedRequest;
}
