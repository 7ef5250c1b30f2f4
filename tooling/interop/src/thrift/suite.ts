import type { Scenario, Suite } from "../suite.js";
import { earlyClose } from "./early-close.js";
import { errors } from "./errors.js";
import { headers } from "./headers.js";
import { load } from "./load.js";
import { missingTools } from "./missing.js";
import { mixture } from "./mixture.js";
import { oneway } from "./oneway.js";
import { passThrough } from "./pass-through.js";
import { type Peer, pairsOf, startPeers, stopPeers } from "./peers.js";
import { routing } from "./routing.js";
import { sharing } from "./sharing.js";

export const thriftSuite: Suite = {
  name: "thrift",
  missing: missingTools,
  open: async () => {
    const peers = await startPeers();
    return { scenarios: scenariosOf(peers), close: () => stopPeers(peers) };
  },
};

/** What is played with every pair. */
const OF_PAIRS = [passThrough, routing, oneway, headers];
/** What is played with each language alone. */
const OF_LANGUAGES = [earlyClose, errors, load];
/** What is played with all of them. */
const OF_ALL = [sharing, mixture];

function scenariosOf(peers: readonly Peer[]): Scenario[] {
  const pairs = pairsOf(peers);
  const languages = peers.map((peer) => ({ client: peer, server: peer }));
  return [
    ...OF_PAIRS.flatMap((scenarios) => pairs.flatMap(scenarios)),
    ...OF_LANGUAGES.flatMap((scenarios) => languages.flatMap(scenarios)),
    ...OF_ALL.flatMap((scenarios) => scenarios(peers)),
  ];
}
