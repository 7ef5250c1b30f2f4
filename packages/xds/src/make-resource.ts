import { contentHash } from "./content-hash.js";
import type { Resource } from "./resource.js";

/**
 * A resource whose version is a hash of its content.
 * @param bytes the encoded message; the resource keeps it, so do not change it
 * @param ttlMs milliseconds after which a client forgets it unless it is sent again. @default never
 */
export function makeResource(
  typeUrl: string,
  name: string,
  bytes: Uint8Array,
  ttlMs?: number,
): Resource {
  const version = contentHash(bytes, ttlMs ?? 0);
  return { typeUrl, name, version, bytes, ...(ttlMs !== undefined && { ttlMs }) };
}
