import { equal } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import type { ThriftClient } from "./client.js";
import { DIALECTS, type Dialect, HEADER_DIALECTS } from "./dialect.js";
import { inEvery } from "./in-every.js";
import { describePair, type Language, type Pair, type Peer } from "./peers.js";
import type { Scene } from "./scene.js";

const CLIENTS = 8;
const ROUNDS = 4;
/** Servers take so long at most, in an order that nobody can foresee. Milliseconds. */
const LONGEST_NAP_MS = 20;

/** Clients of which each counts its calls from 0 or 1, so that their ids are the same. */
export function sharing(peers: readonly Peer[]): Scenario[] {
  const server = (language: Language) => peers.filter((peer) => peer.language === language);
  const framedOrNot = DIALECTS.filter(({ transport }) => transport !== "header");
  return peers.flatMap((client) => [
    // It works on several calls of a connection at once. In THeader, it loses the header of such answers.
    ...server("Node.js").map((only) => row({ client, server: only }, framedOrNot)),
    ...server("Go").map((only) => row({ client, server: only }, HEADER_DIALECTS)),
  ]);
}

function row(pair: Pair, dialects: readonly Dialect[]): Scenario {
  const transports = [...new Set(dialects.map(({ transport }) => transport))].join(" and ");
  return {
    ...describePair(pair),
    name: `${transports}: ${CLIENTS} clients with the same ids share one upstream connection, each with its own answers`,
    run: () => inEvery(dialects, (scene, dialect) => share(scene, pair, dialect)),
  };
}

async function share(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { mesh, back } = await scene.chain(pair, dialect, { cluster: { multiplexing: true } });
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, () => scene.client(pair.client, mesh.port, dialect)),
  );
  await Promise.all(
    clients.map(async (client, at) => {
      const calls: Promise<void>[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const call = sleeps(client, `client ${at}, round ${round}`);
        calls.push(call);
        // Only npm's client sends a call before the one before it has been answered.
        if (pair.client.language !== "Node.js") await call;
      }
      await Promise.all(calls);
    }),
  );
  equal(back.wires.length, 1, "upstream connections");
  equal(mesh.stat("response_success"), CLIENTS * ROUNDS);
}

async function sleeps(client: ThriftClient, text: string): Promise<void> {
  const nap = Math.floor(Math.random() * LONGEST_NAP_MS);
  equal((await client.call("sleep", [nap, text])).value, text);
}
