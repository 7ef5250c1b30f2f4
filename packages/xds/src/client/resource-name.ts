import { WireReader } from "../protobuf/wire-reader.js";
import { WireType } from "../protobuf/wire-type.js";

const NAME = (1 << 3) | WireType.Delimited;

/**
 * The name of an encoded resource: in all types its first field.
 * @returns undefined when it has none
 * @throws {MessageError} when the bytes are no message
 */
export function resourceName(bytes: Uint8Array): string | undefined {
  const reader = new WireReader(bytes);
  let name: string | undefined;
  while (reader.position < reader.end) {
    const tag = reader.uint32();
    if (tag === NAME) name = reader.string();
    else reader.skip(tag & 7, tag >>> 3, 0);
  }
  return name;
}
