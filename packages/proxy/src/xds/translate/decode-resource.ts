import { decodeMessage, type MessageName, type Messages, type Resource } from "@meltemi/xds";
import { errorText } from "../../error-text.js";
import { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

/** A decoded resource, and its root for messages. */
export interface Decoded<T extends MessageName> {
  readonly message: Messages[T];
  readonly place: Place;
}

const RESEND = "send it again, from a control plane of the same version of the API";

/** @throws {XdsResourceError} when the bytes are not a message of that type */
export function decodeResource<T extends MessageName>(type: T, resource: Resource): Decoded<T> {
  const place = Place.of(resource);
  if (resource.typeUrl !== `type.googleapis.com/${type}`) {
    throw place.error(`is of type ${quote(resource.typeUrl)}; send ${type}`);
  }
  return { message: decodeAt(place, type, resource.bytes), place };
}

/** @throws {XdsResourceError} when the bytes are not a message of that type */
export function decodeAt<T extends MessageName>(
  place: Place,
  type: T,
  bytes: Uint8Array,
): Messages[T] {
  try {
    return decodeMessage(type, bytes);
  } catch (error) {
    throw place.error(`cannot be read as ${type} (${errorText(error).slice(0, 500)}); ${RESEND}`);
  }
}

/**
 * @param name what the resource calls itself
 * @throws {XdsResourceError} when it travels under another name
 */
export function checkName(place: Place, field: string, name: string, resource: Resource): void {
  if (name === resource.name) return;
  throw place
    .at(field)
    .error(`${quote(name)} is not the name under which the resource was sent; make them the same`);
}
