import { deepEqual, equal, match, ok } from "node:assert/strict";
import { CONTRACT_VERSION, ErrorKind, type FilterPlugin, FilterStatus } from "@meltemi/core";
import { BadServer } from "../bad-server.js";
import type { Scenario } from "../suite.js";
import { DIALECTS, type Dialect, LAX_DIALECTS } from "./dialect.js";
import {
  FAILURES,
  type Failure,
  INTERNAL_ERROR,
  PROTOCOL_ERROR,
  UNKNOWN_METHOD,
} from "./failures.js";
import { inEvery } from "./in-every.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import { describePair, type Pair } from "./peers.js";
import type { Scene } from "./scene.js";

/** The exception type for each kind of error. */
const TYPES: Readonly<Record<ErrorKind, number>> = {
  [ErrorKind.RouteNotFound]: UNKNOWN_METHOD,
  [ErrorKind.ClusterNotFound]: INTERNAL_ERROR,
  [ErrorKind.NoHealthyUpstream]: INTERNAL_ERROR,
  [ErrorKind.BadResponse]: PROTOCOL_ERROR,
  [ErrorKind.Unspecified]: INTERNAL_ERROR,
  [ErrorKind.OverLimit]: INTERNAL_ERROR,
  [ErrorKind.Timeout]: INTERNAL_ERROR,
  [ErrorKind.Overflow]: INTERNAL_ERROR,
  [ErrorKind.Forbidden]: INTERNAL_ERROR,
  [ErrorKind.UpstreamReset]: INTERNAL_ERROR,
  [ErrorKind.Draining]: INTERNAL_ERROR,
  [ErrorKind.Fault]: INTERNAL_ERROR,
  [ErrorKind.BadRequest]: PROTOCOL_ERROR,
};

/** What clients see of the proxy's own errors. */
export function errors(pair: Pair): Scenario[] {
  const row = (
    name: string,
    play: (scene: Scene, dialect: Dialect) => Promise<void>,
    dialects = DIALECTS,
  ): Scenario => ({
    ...describePair(pair),
    name: `in ${dialects.length} dialects, ${name}`,
    run: () => inEvery(dialects, play),
  });
  // Python's server does not understand messages without a version.
  const all = pair.server.language === "Python" ? DIALECTS : [...DIALECTS, ...LAX_DIALECTS];
  return [
    ...FAILURES.map((failure) =>
      row(`${failure.name} is a TApplicationException with our text`, (scene, dialect) =>
        expectFailure(scene, pair, dialect, failure),
      ),
    ),
    row(
      "every kind of error is a TApplicationException, and the connection goes on",
      (scene, dialect) => expectEveryKind(scene, pair, dialect),
      all,
    ),
  ];
}

async function expectFailure(
  scene: Scene,
  pair: Pair,
  dialect: Dialect,
  { options, instead, fail, applicationType, text, afterwards }: Failure,
): Promise<void> {
  let upstream: number | undefined;
  if (instead !== undefined) {
    const server = await BadServer.start(instead);
    scene.defer(() => server.close());
    upstream = server.port;
  }
  const chain = await scene.chain(pair, dialect, options, upstream);
  const another = () => scene.client(pair.client, chain.mesh.port, dialect);
  const first = await fail(chain, another);
  isException(first, applicationType, text);
  const { client, front } = chain;
  if (afterwards === "closed") {
    const after = await outcomeOf(client, "echo", ["and on"]);
    ok("type" in after && after.type !== "TApplicationException", "the connection is closed");
    return;
  }
  if (afterwards === "fails") isException(await fail(chain, another), applicationType, text);
  else deepEqual(await outcomeOf(client, "echo", ["and on"]), { value: "and on" });
  equal(front.wires.length, 1, "client connections");
}

async function expectEveryKind(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  let kind: ErrorKind | undefined;
  const refusal = refuseWith(() => kind);
  const options = { filters: [refusal], listener: { filters: [{ name: refusal.name }] } };
  const { client, mesh } = await scene.chain(pair, dialect, options);
  for (kind of Object.values(ErrorKind)) {
    const outcome = await outcomeOf(client, "echo", ["nobody will see it"]);
    isException(outcome, TYPES[kind], new RegExp(`^refused as ${kind}: Grüße ☃$`));
    equal(mesh.stat(`local_reply.${kind.replaceAll("-", "_")}`), 1, kind);
  }
  kind = undefined;
  deepEqual(await outcomeOf(client, "echo", ["and on"]), { value: "and on" });
}

function isException(outcome: Outcome, applicationType: number, text: RegExp): void {
  if (!("type" in outcome)) throw new Error(`no exception but ${JSON.stringify(outcome.value)}`);
  match(outcome.message, text);
  equal(outcome.type, "TApplicationException");
  deepEqual(outcome.details, { applicationType });
}

/** A filter that answers requests with an error, as long as there is a kind. */
function refuseWith(kind: () => ErrorKind | undefined): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "refusal",
    configSchema: { type: "object" },
    create: () => ({
      onRequest: (exchange) => {
        const chosen = kind();
        if (chosen === undefined) return FilterStatus.Continue;
        const text = `refused as ${chosen}: Grüße ☃`;
        exchange.reply({ kind: chosen, source: "proxy", retriable: false, text });
        return FilterStatus.Stop;
      },
    }),
  };
}
