import { isIP } from "node:net";
import type { Messages } from "@meltemi/xds";
import type { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/** What an address is for, which says what it may be. */
export type AddressUse = "listener" | "endpoint" | "DNS endpoint";

interface AddressRule {
  /** 0: the kernel may pick one. */
  readonly lowestPort: 0 | 1;
  /** What to do about a host name. Undefined: it is welcome. */
  readonly advice: string | undefined;
}

const RULES: Readonly<Record<AddressUse, AddressRule>> = {
  listener: { lowestPort: 0, advice: "give one" },
  endpoint: { lowestPort: 1, advice: "host names need a cluster of type STRICT_DNS" },
  "DNS endpoint": { lowestPort: 1, advice: undefined },
};

const HIGHEST_PORT = 65_535;
/** RFC 1035, with the underscore that service names have, and the dot behind a full name. */
const HOST_NAME = /^(?=.{1,253}\.?$)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?$/;

/**
 * A TCP address.
 * @throws {XdsResourceError} when it is anything else
 */
export function readAddress(
  address: Messages["envoy.config.core.v3.Address"] | undefined,
  use: AddressUse,
  place: Place,
): SocketAddress {
  const socket = address?.socketAddress;
  if (socket === undefined)
    throw place.error("is no socket_address; give an IP address and a port");
  const { protocol = "TCP", address: text = "", portValue = 0, namedPort } = socket;
  const { lowestPort, advice } = RULES[use];
  const at = place.at("socket_address");
  if (protocol !== "TCP") throw at.at("protocol").error(`${protocol} is not supported; use TCP`);
  if (isIP(text) === 0) checkHostName(text, advice, at.at("address"));
  if (namedPort !== undefined) throw at.at("named_port").error("is not supported; use port_value");
  if (portValue < lowestPort || portValue > HIGHEST_PORT) {
    const range = `${lowestPort} to ${HIGHEST_PORT}`;
    throw at.at("port_value").error(`${portValue} is not a port; give ${range}`);
  }
  return { address: text, port: portValue };
}

function checkHostName(text: string, advice: string | undefined, place: Place): void {
  if (text === "") throw place.error("is empty; give an address");
  if (advice !== undefined) throw place.error(`${quote(text)} is not an IP address; ${advice}`);
  if (!HOST_NAME.test(text)) {
    throw place.error(`${quote(text)} is neither an IP address nor a host name; correct it`);
  }
}
