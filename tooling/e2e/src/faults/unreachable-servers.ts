import { equal, ok } from "node:assert/strict";
import { blackHole, refusingPort } from "../unreachable.js";
import { assertAnswer, assertError, type Scenario } from "./scenario.js";

/** F-6: no connection to the server can be made. */
export const unreachableServers: readonly Scenario[] = [
  {
    id: "F-6",
    title: "a server that refuses connections makes an error reply",
    async run(stage) {
      const proxy = await stage.proxy({ servers: [{ port: await refusingPort() }] });
      const client = await stage.client(proxy);
      for (const id of [1, 2]) {
        assertError(stage.protocol, await client.exchange(id, ""), id, "upstream-reset");
      }
      equal(proxy.clusterStat("upstream_cx_connect_fail"), 2);
    },
  },
  {
    id: "F-6",
    title: "a server that does not take connections makes an error reply after the connect timeout",
    async run(stage) {
      const hole = await blackHole();
      stage.defer(hole.close);
      const proxy = await stage.proxy({ servers: [hole], cluster: { connectTimeout: "100ms" } });
      const clients = await stage.clients(proxy, 3);
      for (const client of clients) client.request(1, "");
      for (const client of clients) {
        const answer = await client.next("the reply after the connect timeout");
        assertError(stage.protocol, answer, 1, "timeout");
      }
    },
  },
  {
    id: "F-6",
    title: "a server whose name is not known makes an error reply",
    async run(stage) {
      const proxy = await stage.proxy({
        cluster: { type: "dns", endpoints: [{ address: "nothing.invalid", port: 1 }] },
      });
      const client = await stage.client(proxy);
      assertError(stage.protocol, await client.exchange(1, ""), 1, "no-healthy-upstream");
    },
  },
  {
    id: "F-6",
    title: "a dead server does not harm the requests that go to its neighbour",
    async run(stage) {
      const server = await stage.server();
      server.echo();
      const proxy = await stage.proxy({ servers: [{ port: await refusingPort() }, server] });
      const client = await stage.client(proxy);
      const kinds: string[] = [];
      for (let id = 0; id < 6; id++) kinds.push((await client.exchange(id, "")).kind);
      const served = kinds.filter((kind) => kind === "response");
      // A proxy may try the neighbour instead of replying with the error, but may never lose both.
      ok(served.length >= 3, kinds.join());
    },
  },
  {
    id: "F-6",
    title: "a server that comes up later is found",
    async run(stage) {
      const port = await refusingPort();
      const proxy = await stage.proxy({ servers: [{ port }] });
      const client = await stage.client(proxy);
      assertError(stage.protocol, await client.exchange(1, ""), 1, "upstream-reset");
      const server = await stage.server(port);
      server.echo();
      assertAnswer(await client.exchange(2, "up"), 2, "up");
    },
  },
];
