import { equal, ok } from "node:assert/strict";
import type { Peer } from "../peer.js";
import type { Stage } from "../stage.js";
import type { Arrival, TestServer } from "../test-server.js";
import { assertAnswer, assertError, assertRoundTrip, type Scenario } from "./scenario.js";

/** F-5: the server takes the request and does not answer in time. */
export const silentServers: readonly Scenario[] = [
  {
    id: "F-5",
    title: "a late answer is dropped, and the shared connection stays",
    correlations: ["id"],
    async run(stage) {
      const { server, proxy } = await stage.mesh({ route: { timeout: "100ms" } });
      const [first, second] = await stage.clients(proxy, 2);
      if (first === undefined || second === undefined) throw new Error("no clients");
      const late = await timeOut(stage, first, server);
      second.request(1, "in time");
      const arrival = await server.next();
      late.reply("late");
      arrival.reply();
      assertAnswer(await second.next(), 1, "in time");
      await assertRoundTrip(first, server, 2, "again");
      equal(server.connections.length, 1);
      equal(proxy.clusterStat("upstream_rq_unknown_response"), 1);
      equal(proxy.clusterStat("upstream_rq_timeout"), 1);
    },
  },
  {
    id: "F-5",
    title: "a late answer cannot reach anybody, since its connection is closed",
    correlations: ["order"],
    async run(stage) {
      const { server, proxy } = await stage.mesh({ route: { timeout: "100ms" } });
      const client = await stage.client(proxy);
      const late = await timeOut(stage, client, server);
      await late.peer.untilClosed("the proxy to close the connection with the late answer");
      late.reply("late");
      await assertRoundTrip(client, server, 2, "again");
    },
  },
  {
    id: "F-5",
    title: "a timeout comes not early and at most a few ticks late",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ route: { timeout: "150ms" } });
      const client = await stage.client(proxy);
      const start = performance.now();
      client.request(1, "");
      await server.next();
      assertError(stage.protocol, await client.next(), 1, "timeout");
      const elapsed = performance.now() - start;
      // The upper bound leaves room for a busy machine; the lower one needs none.
      ok(elapsed >= 150 && elapsed < 1000, `it came after ${elapsed} ms`);
    },
  },
];

/** A request of the client has had the answer "timeout"; returns it, for a late answer. */
async function timeOut(stage: Stage, client: Peer, server: TestServer): Promise<Arrival> {
  client.request(1, "");
  const arrival = await server.next();
  assertError(stage.protocol, await client.next("the timeout"), 1, "timeout");
  return arrival;
}
