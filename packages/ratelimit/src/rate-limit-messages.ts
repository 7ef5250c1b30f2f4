import protobuf from "protobufjs/minimal.js";

export interface RateLimitEntry {
  readonly key: string;
  readonly value: string;
}

/** What is asked. Every descriptor has one or more entries. */
export interface RateLimitQuestion {
  readonly domain: string;
  readonly descriptors: readonly (readonly RateLimitEntry[])[];
}

/** Number of a field and its wire type, as one tag: here varint (0) or length-delimited (2). */
const varint = (field: number): number => field << 3;
const delimited = (field: number): number => (field << 3) | 2;

const DOMAIN = delimited(1);
const DESCRIPTORS = delimited(2);
const ENTRIES = delimited(1);
const KEY = delimited(1);
const VALUE = delimited(2);
const OVERALL_CODE = varint(1);

/** RateLimitResponse.Code; 0 is UNKNOWN and 1 is OK. */
const OVER_LIMIT = 2;

/** An envoy.service.ratelimit.v3.RateLimitRequest. Without hits_addend it counts as one hit. */
export function encodeQuestion({ domain, descriptors }: RateLimitQuestion): Uint8Array {
  const writer = protobuf.Writer.create().uint32(DOMAIN).string(domain);
  for (const entries of descriptors) {
    writer.uint32(DESCRIPTORS).fork();
    for (const { key, value } of entries) {
      writer.uint32(ENTRIES).fork();
      writer.uint32(KEY).string(key).uint32(VALUE).string(value);
      writer.ldelim();
    }
    writer.ldelim();
  }
  return writer.finish();
}

/**
 * Whether an envoy.service.ratelimit.v3.RateLimitResponse says OVER_LIMIT; all else in it is skipped.
 * @throws when the bytes are not a message
 */
export function decodeOverLimit(bytes: Uint8Array): boolean {
  const reader = protobuf.Reader.create(bytes);
  let code = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === OVERALL_CODE) code = reader.int32();
    else reader.skipType(tag & 7);
  }
  return code === OVER_LIMIT;
}
