import { deepEqual, equal, ok } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { Counters } from "./counters.js";
import { DIALECTS, type Dialect, LAX_DIALECTS } from "./dialect.js";
import { EVERYTHING } from "./everything.js";
import { inEvery } from "./in-every.js";
import { outcomeOf } from "./outcome.js";
import { describePair, type Pair } from "./peers.js";
import type { Scene } from "./scene.js";

const SUCCESS = { request_twoway: 1, response: 1, response_success: 1 };
const FAILURE = { request_twoway: 1, response: 1, response_error: 1 };

/** Calls, the exception that the client's application sees, and what the proxy counts. */
const CALLS = [
  { called: "name", args: [], exception: undefined, counts: SUCCESS },
  { called: "echo", args: ["Grüße ☃"], exception: undefined, counts: SUCCESS },
  { called: "echoBinary", args: ["AP+AAQ=="], exception: undefined, counts: SUCCESS },
  { called: "echoEverything", args: [EVERYTHING], exception: undefined, counts: SUCCESS },
  { called: "nothing", args: [], exception: undefined, counts: SUCCESS },
  {
    called: "refuse",
    args: ["not today", 17],
    exception: "Refused",
    counts: { ...FAILURE, response_business_exception: 1 },
  },
  { called: "crash", args: ["oops"], exception: "TApplicationException", counts: FAILURE },
];

export function passThrough(pair: Pair): Scenario[] {
  const row = (name: string, dialects: readonly Dialect[]): Scenario => ({
    ...describePair(pair),
    name,
    run: () => inEvery(dialects, (scene, dialect) => passesUnchanged(scene, pair, dialect)),
  });
  const rows = [
    row(
      `TH-1 in ${DIALECTS.length} dialects, results, declared and undeclared exceptions: same bytes, same outcome, counted`,
      DIALECTS,
    ),
  ];
  // Python's server takes the name of such a message for bytes and finds no function of that name.
  if (pair.server.language !== "Python") {
    rows.push(row("TH-1 in binary without versions, framed and unframed", LAX_DIALECTS));
  }
  return rows;
}

async function passesUnchanged(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { server, back, mesh, front, client } = await scene.chain(pair, dialect);
  const direct = await scene.client(pair.client, server.port, dialect);
  const counters = new Counters(mesh);
  for (const { called, args, exception, counts } of CALLS) {
    const expected = await outcomeOf(direct, called, args);
    equal("type" in expected ? expected.type : undefined, exception, called);
    deepEqual(await outcomeOf(client, called, args), expected, `outcome of ${called}`);
    ok(front.sent.length > 0 && front.received.length > 0, `${called} crossed the taps`);
    equal(back.sent.toString("hex"), front.sent.toString("hex"), `request of ${called}`);
    equal(front.received.toString("hex"), back.received.toString("hex"), `response of ${called}`);
    await counters.expect(counts);
  }
}
