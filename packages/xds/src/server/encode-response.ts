import type { Messages } from "../generated/messages.js";
import { encodeMessage } from "../messages.js";
import { WireType } from "../protobuf/wire-type.js";
import { WireWriter } from "../protobuf/wire-writer.js";
import type { Resource } from "../resource.js";
import type { SessionResponse } from "./session-messages.js";

/** Tags of DiscoveryResponse and DeltaDiscoveryResponse, where these fields have the same numbers. */
const tag = (number: number): number => (number << 3) | WireType.Delimited;
const VERSION = tag(1);
const RESOURCES = tag(2);
const TYPE_URL = tag(4);
const NONCE = tag(5);
const REMOVED_RESOURCES = tag(6);

type Protocol = "sotw" | "delta";

/** The field `resources` with one element, by resource: streams share it, each is encoded once. */
const encoded: Readonly<Record<Protocol, WeakMap<Resource, Uint8Array>>> = {
  sotw: new WeakMap(),
  delta: new WeakMap(),
};

const WRAPPER = "envoy.service.discovery.v3.Resource";
type Any = Messages["google.protobuf.Any"];

const writer = new WireWriter(65_536);

/** The response as protobuf, put together from parts that were encoded before. */
export function encodeResponse(protocol: Protocol, response: SessionResponse): Uint8Array {
  writer.clear();
  writeText(VERSION, response.version);
  for (const resource of response.resources) write(chunkOf(protocol, resource));
  for (const resource of response.heartbeats) write(leasedChunk(protocol, resource));
  writeText(TYPE_URL, response.typeUrl);
  writeText(NONCE, response.nonce);
  for (const name of response.removed) writeText(REMOVED_RESOURCES, name);
  return writer.bytes.slice(0, writer.length);
}

function chunkOf(protocol: Protocol, resource: Resource): Uint8Array {
  let chunk = encoded[protocol].get(resource);
  if (chunk === undefined) {
    const { typeUrl, bytes, ttlMs } = resource;
    const any = { typeUrl, value: bytes };
    const plain = protocol === "sotw" && ttlMs === undefined;
    chunk = plain ? elementOf(any) : leasedChunk(protocol, resource, any);
    encoded[protocol].set(resource, chunk);
  }
  return chunk;
}

/** Delta wraps all resources; state-of-the-world wraps those with a lease, in an Any again. */
function leasedChunk(
  protocol: Protocol,
  { name, version, ttlMs }: Resource,
  any?: Any,
): Uint8Array {
  const ttl = ttlMs === undefined ? undefined : durationOf(ttlMs);
  const value = encodeMessage(WRAPPER, { name, version, resource: any, ttl });
  return protocol === "delta"
    ? element(value)
    : elementOf({ typeUrl: `type.googleapis.com/${WRAPPER}`, value });
}

function elementOf(any: Any): Uint8Array {
  return element(encodeMessage("google.protobuf.Any", any));
}

function element(content: Uint8Array): Uint8Array {
  const chunk = new WireWriter(content.length + 6);
  chunk.varint(RESOURCES);
  chunk.varint(content.length);
  chunk.append(content, 0, content.length);
  return chunk.bytes.slice(0, chunk.length);
}

function durationOf(ms: number): Messages["google.protobuf.Duration"] {
  return { seconds: Math.floor(ms / 1000), nanos: Math.round((ms % 1000) * 1_000_000) };
}

function writeText(fieldTag: number, text: string): void {
  if (text === "" && fieldTag !== REMOVED_RESOURCES) return;
  writer.varint(fieldTag);
  const at = writer.beginDelimited();
  writer.utf8(text);
  writer.endDelimited(at);
}

function write(chunk: Uint8Array): void {
  writer.append(chunk, 0, chunk.length);
}
