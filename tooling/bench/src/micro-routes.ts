import { type MatchSpec, type Message, writeUint16 } from "@meltemi/core";
import type { MicroCase } from "./micro-case.js";
import { codecFor, decoded, type Wire } from "./micro-codec.js";
import { COMMAND_AT, qzaLoad } from "./protocol/qza.js";
import type { RouteTableConstructor } from "./proxy-internals.js";

const SIZES = [1, 10, 1000];
/** Different requests in turn, so that a table cannot just remember the last one. Power of two. */
const REQUESTS = 16;

const MATCHES: Readonly<Record<string, (command: number) => MatchSpec>> = {
  exact: (command) => ({ attributes: { cmd: { exact: String(command) } } }),
  regex: (command) => ({ attributes: { cmd: { regex: `0*${command}` } } }),
};

/** Finding the route of a request by its command, among 1, 10 and 1000, in the last 16 of them. */
export function routeCases(routeTable: RouteTableConstructor): MicroCase[] {
  return Object.entries(MATCHES).flatMap(([type, match]) =>
    SIZES.map((size) => routeCase(routeTable, type, match, size)),
  );
}

function routeCase(
  routeTable: RouteTableConstructor,
  type: string,
  match: (command: number) => MatchSpec,
  size: number,
): MicroCase {
  const plugin = qzaLoad.codec();
  const wireOf = (bytes: Uint8Array): Wire => ({ plugin, direction: "request", bytes });
  const { codec, attributes } = codecFor(wireOf(qzaLoad.request.template));
  const matches = Array.from({ length: size }, (_, command) => match(command));
  const table = new routeTable(matches, attributes);
  const messages: readonly Message[] = Array.from({ length: REQUESTS }, (_, i) => {
    const bytes = qzaLoad.request.template.slice();
    writeUint16(bytes, COMMAND_AT, Math.max(0, size - 1 - i));
    return decoded(codec, wireOf(bytes));
  });
  if (messages.some((message) => table.find(message) === -1)) {
    throw new Error(`route match, ${type}: a request has no route`);
  }
  return {
    name: `route match, ${size} ${type}`,
    run: (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) {
        sum += table.find(messages[i & (REQUESTS - 1)] as Message);
      }
      return sum;
    },
  };
}
