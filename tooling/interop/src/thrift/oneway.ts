import { equal } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { Counters, type Counts } from "./counters.js";
import { DIALECTS, type Dialect } from "./dialect.js";
import { inEvery } from "./in-every.js";
import { describePair, type Pair } from "./peers.js";
import type { ProxyOptions, Scene } from "./scene.js";

/** What makes oneway calls oneway: Go's clients send them as calls, so that only a route can tell. */
export function onewayOptions({ client }: Pair): ProxyOptions {
  if (client.language !== "Go") return {};
  const route = [{ cluster: "servers" }];
  const match = { attributes: { function: { exact: "tell" } } };
  const routes = [
    { name: "oneway", match, route, oneway: true },
    { name: "others", route },
  ];
  return { listener: { routes } };
}

/** Requests are counted as what they say they are. */
export function onewayCounts({ client }: Pair): Counts {
  return client.language === "Go" ? { request_twoway: 1 } : { request_oneway: 1 };
}

export function oneway(pair: Pair): Scenario[] {
  const what =
    pair.client.language === "Go" ? "a call that its route says is oneway" : "a oneway call";
  return [
    {
      ...describePair(pair),
      name: `TH-3 in 12 dialects: ${what} is forwarded, counted and never answered`,
      run: () => inEvery(DIALECTS, (scene, dialect) => isForwarded(scene, pair, dialect)),
    },
  ];
}

async function isForwarded(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const options = onewayOptions(pair);
  const { server, back, mesh, front, client } = await scene.chain(pair, dialect, options);
  const counters = new Counters(mesh);
  await client.call("tell", ["something"]);
  await server.sees("tell");
  await counters.expect(onewayCounts(pair));
  equal(back.sent.toString("hex"), front.sent.toString("hex"));
  const { value } = await client.call("echo", ["still here"]);
  equal(value, "still here");
  equal(front.wires.length, 1, "client connections");
  // A server might answer after all what only the route says is oneway: its connection is given up.
  equal(back.wires.length, pair.client.language === "Go" ? 2 : 1, "upstream connections");
  equal(front.received.toString("hex"), back.received.toString("hex"));
  await counters.expect({ request_twoway: 1, response: 1, response_success: 1 });
}
