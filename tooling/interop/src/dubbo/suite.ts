import type { OpenSuite, Scenario, Suite } from "../suite.js";
import { CALLS } from "./calls.js";
import { CONNECTIONS } from "./connections.js";
import { WRONG } from "./failures.js";
import { missingTools } from "./java.js";
import { Peers, VERSIONS } from "./peers.js";
import { ROUTING } from "./routing.js";
import { type DubboScenario, type Pair, sameVersions } from "./scenario.js";
import { OTHER_SERIALIZATION } from "./serialization.js";
import type { Cast } from "./stage.js";

const SCENARIOS: readonly DubboScenario[] = [
  ...CALLS,
  ...ROUTING,
  ...WRONG,
  ...CONNECTIONS,
  ...OTHER_SERIALIZATION,
];

const SAME = VERSIONS.map((version) => ({ client: version, provider: version }));
const PAIRS: readonly Pair[] = [
  ...SAME,
  ...VERSIONS.flatMap((client) => VERSIONS.map((provider) => ({ client, provider }))).filter(
    (pair) => !sameVersions(pair),
  ),
];

export const dubboSuite: Suite = {
  name: "dubbo",
  missing: missingTools,
  open: async (): Promise<OpenSuite> => {
    const peers = await Peers.open();
    return {
      scenarios: PAIRS.flatMap((pair) => scenariosOf(peers, pair)),
      close: () => peers.close(),
    };
  },
};

function scenariosOf(peers: Peers, pair: Pair): Scenario[] {
  const { client, provider } = pair;
  return SCENARIOS.filter(({ between = sameVersions }) => between(pair)).map(({ name, run }) => ({
    peer: "Java consumer > provider",
    version: sameVersions(pair) ? client : `${client} > ${provider}`,
    name,
    run: async () => run({ peers, pair, cast: await castOf(peers, pair) }),
  }));
}

async function castOf(peers: Peers, { client, provider }: Pair): Promise<Cast> {
  const [consumer, v1, v2] = await Promise.all([
    peers.consumer(client),
    peers.provider(provider, "v1"),
    peers.provider(provider, "v2"),
  ]);
  return { consumer, v1, v2 };
}
