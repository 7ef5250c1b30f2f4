import { type Messages, messageName } from "@meltemi/xds";
import type { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

type TransportSocket = Messages["envoy.config.core.v3.TransportSocket"];

/** Envoy's name for plain text, where no message says so. */
const RAW_BUFFER_NAME = "envoy.transport_sockets.raw_buffer";
const RAW_BUFFER = "envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer";

/**
 * This proxy speaks plain text. Where anything else is asked for, going on would send in the clear what
 * was meant to be encrypted.
 * @throws {XdsResourceError} when the socket is not one of plain text
 */
export function requirePlainText(socket: TransportSocket | undefined, place: Place): void {
  if (socket === undefined) return;
  const { name = "", typedConfig } = socket;
  const type = messageName(typedConfig?.typeUrl ?? "");
  if (type === RAW_BUFFER || (type === "" && name === RAW_BUFFER_NAME)) return;
  throw place.error(
    `${quote(type === "" ? name : type)} is not supported, and this proxy does not fall back to plain text; ` +
      "remove it, or leave TLS to a proxy in front",
  );
}
