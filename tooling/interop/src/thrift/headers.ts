import { deepEqual, equal } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { DIALECTS, type Dialect, HEADER_DIALECTS } from "./dialect.js";
import { inEvery } from "./in-every.js";
import { describePair, type Pair } from "./peers.js";
import type { ProxyOptions, Scene } from "./scene.js";

/** What the proxy changes on the way. */
const CHANGES: ProxyOptions = {
  route: {
    requestMutation: [
      { key: "tenant", value: "changed" },
      { key: "added", value: "on the way: ☃" },
    ],
    responseMutation: [
      { key: "served-by", value: "another" },
      { key: "via", value: "meltemi" },
    ],
  },
};

export function headers(pair: Pair): Scenario[] {
  const named = describePair(pair);
  return [
    {
      ...named,
      name: "THeader headers are changed and added on the way, there and back",
      run: () => inEvery(HEADER_DIALECTS, (scene, dialect) => areChanged(scene, pair, dialect)),
    },
    {
      ...named,
      name: "where there are no headers, the change is refused and counted, and the call passes",
      run: () => {
        const others = DIALECTS.filter(({ transport }) => transport !== "header");
        return inEvery(others, (scene, dialect) => areRefused(scene, pair, dialect));
      },
    },
  ];
}

async function areChanged(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { client, server, mesh } = await scene.chain(pair, dialect, CHANGES);
  const sent = { tenant: "original", kept: "ü" };
  for (const text of ["first", "second"]) {
    const answer = await client.call("echo", [text], sent);
    equal(answer.value, text);
    const seen = await server.sees("echo");
    deepEqual(seen.headers, { tenant: "changed", kept: "ü", added: "on the way: ☃" });
    // npm's clients do not show the headers of a response.
    if (pair.client.language !== "Node.js") {
      deepEqual(answer.headers, { "served-by": "another", via: "meltemi" });
    }
  }
  equal(mesh.stat("mutation_refused"), 0);
}

async function areRefused(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { client, mesh } = await scene.chain(pair, dialect, CHANGES);
  equal((await client.call("echo", ["a text"])).value, "a text");
  equal(mesh.stat("mutation_refused"), 4);
}
