import { dubboLoad } from "./dubbo.js";
import type { LoadProtocol } from "./load-protocol.js";
import { qzaLoad } from "./qza.js";
import { thriftLoad } from "./thrift.js";

/** In the order in which they are measured. */
export const PROTOCOLS: readonly LoadProtocol[] = [qzaLoad, dubboLoad, thriftLoad];

/** @throws {Error} with a sentence for the user, when there is none of that name */
export function protocolOf(name: string): LoadProtocol {
  const protocol = PROTOCOLS.find((known) => known.name === name);
  if (protocol !== undefined) return protocol;
  throw new Error(`"${name}" is no protocol of the bench; use ${namesOf(PROTOCOLS)}`);
}

function namesOf(protocols: readonly LoadProtocol[]): string {
  return protocols.map(({ name }) => name).join(", ");
}
