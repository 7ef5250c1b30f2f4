import { isIP } from "node:net";
import { InvalidArgumentError } from "commander";
import type { PairForm } from "./options.js";

/** Addresses of the command line, checked before anything starts: what is wrong in them shows late, or never. */

/** @throws {InvalidArgumentError} */
export function hostAndPort(text: string): string {
  if (splitPort(text) === undefined) {
    throw new InvalidArgumentError("Write HOST:PORT, such as 127.0.0.1:15010.");
  }
  return text;
}

/** @throws {InvalidArgumentError} */
export function ipAddress(text: string): string {
  if (isIP(text) === 0) {
    throw new InvalidArgumentError("Write an IP address, such as 10.1.2.3.");
  }
  return text;
}

/** @throws {InvalidArgumentError} */
export function outboundAddress(text: string): string {
  if (text !== "vip" && text !== "none" && isIP(text) === 0) {
    throw new InvalidArgumentError("Write vip, none, or an IP address such as 127.0.0.1.");
  }
  return text;
}

export const inboundForm: PairForm = {
  isRight: (port, target) => isPort(port) && isIP(splitPort(target) ?? "") !== 0,
  remedy: "Write PORT=ADDRESS:PORT, such as 8091=127.0.0.1:9001.",
};

/** The host of `host:port`, without the brackets of IPv6. Undefined for what is not of this form. */
function splitPort(text: string): string | undefined {
  const [, address, name, port = ""] = /^(?:\[([^\]]+)\]|([^\s:/[\]]+)):(\d+)$/.exec(text) ?? [];
  if (!isPort(port) || (address !== undefined && isIP(address) !== 6)) return undefined;
  return address ?? name;
}

function isPort(text: string): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;
}
