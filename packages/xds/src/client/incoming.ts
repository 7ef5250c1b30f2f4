import { messageName } from "../any.js";
import { contentHash } from "../content-hash.js";
import type { Messages } from "../generated/messages.js";
import { decodeMessage } from "../messages.js";
import { MessageError } from "../protobuf/message-error.js";
import type { Resource } from "../resource.js";
import { resourceName } from "./resource-name.js";
import type { Rejection } from "./xds-handler.js";

type Any = Messages["google.protobuf.Any"];
type Wrapper = Messages["envoy.service.discovery.v3.Resource"];

const WRAPPER = "envoy.service.discovery.v3.Resource";

/** One element of a response. */
export type Incoming =
  | { readonly kind: "resource"; readonly resource: Resource }
  /** Only its lease is renewed. */
  | { readonly kind: "heartbeat"; readonly name: string; readonly ttlMs: number | undefined }
  /** It cannot be used whatever the handler thinks. Its name is empty when it is not known. */
  | ({ readonly kind: "refused" } & Rejection);

/** Reads an element of a state-of-the-world response: the resource itself, or wrapped. */
export function incomingAny(typeUrl: string, any: Any): Incoming {
  return reading("", () => {
    if (messageName(any.typeUrl ?? "") === WRAPPER) {
      return incomingWrapper(typeUrl, decodeMessage(WRAPPER, any.value ?? new Uint8Array()));
    }
    return incomingContent(typeUrl, { resource: any });
  });
}

/** Reads an element of a delta response. */
export function incomingWrapper(typeUrl: string, wrapper: Wrapper): Incoming {
  const { name = "" } = wrapper;
  return reading(name, () =>
    wrapper.resource === undefined
      ? { kind: "heartbeat", name, ttlMs: ttlOf(wrapper) }
      : incomingContent(typeUrl, wrapper),
  );
}

function incomingContent(typeUrl: string, wrapper: Wrapper): Incoming {
  const { typeUrl: actual = "", value: bytes = new Uint8Array() } = wrapper.resource ?? {};
  const inner = resourceName(bytes) ?? "";
  const name = wrapper.name || inner;
  if (messageName(actual) !== messageName(typeUrl)) {
    return refused(name, `is of type ${actual || "(none)"} in a response of ${typeUrl}`);
  }
  if (name === "") return refused(name, "has no name");
  if (inner !== name && !wrapper.aliases?.includes(inner)) {
    return refused(name, `calls itself ${JSON.stringify(inner)}`);
  }
  const ttlMs = ttlOf(wrapper);
  const version = wrapper.version || contentHash(bytes, ttlMs ?? 0);
  const lease = ttlMs === undefined ? {} : { ttlMs };
  return { kind: "resource", resource: { typeUrl, name, version, bytes, ...lease } };
}

function refused(name: string, message: string): Incoming {
  return { kind: "refused", name, message };
}

function reading(name: string, read: () => Incoming): Incoming {
  try {
    return read();
  } catch (error) {
    if (error instanceof MessageError) return refused(name, `cannot be read: ${error.message}`);
    throw error;
  }
}

function ttlOf({ ttl }: Wrapper): number | undefined {
  return ttl && (ttl.seconds ?? 0) * 1000 + (ttl.nanos ?? 0) / 1_000_000;
}
