import { equal } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { assertAnswer, type Scenario } from "./scenario.js";

/** F-9: connections that do little or nothing. */
export const dawdlers: readonly Scenario[] = [
  {
    id: "F-9",
    title: "a client that dribbles its request for ever is closed after the header timeout",
    async run(stage) {
      const { proxy } = await stage.mesh({ listener: { headerTimeout: "150ms" } });
      const client = await stage.client(proxy);
      const bytes = stage.protocol.request(1, "");
      const start = performance.now();
      // Slow enough that the timeout comes first, and never so slow that the connection is idle.
      for (let at = 0; at < bytes.length - 1 && !client.closed; at++) {
        client.send(bytes.subarray(at, at + 1));
        await delay(25);
      }
      await client.untilClosed("the dribbling connection to close");
      equal(client.byteCount, 0);
      equal(performance.now() - start >= 150, true);
    },
  },
  {
    id: "F-9",
    title: "a client that stops within a request is closed after the header timeout",
    async run(stage) {
      const { proxy } = await stage.mesh({ listener: { headerTimeout: "100ms" } });
      const client = await stage.client(proxy);
      client.send(stage.protocol.request(1, "never whole").subarray(0, -1));
      await client.untilClosed("the stalled connection to close");
    },
  },
  {
    id: "F-9",
    title: "the header timeout spares a client that waits between whole requests",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { headerTimeout: "60ms" } });
      server.echo();
      const client = await stage.client(proxy);
      for (const id of [1, 2]) {
        await delay(150);
        assertAnswer(await client.exchange(id, "a"), id, "a");
      }
    },
  },
  {
    id: "F-9",
    title: "the header timeout spares a client whose requests wait for others to be answered",
    async run(stage) {
      const { server, proxy } = await stage.mesh({
        listener: { headerTimeout: "60ms", maxRequestsPerConnection: 1 },
      });
      const client = await stage.client(proxy);
      const second = stage.protocol.request(2, "b");
      client.send(stage.protocol.request(1, "a"), second.subarray(0, -1));
      const first = await server.next();
      await delay(200); // the second one is not whole, but nobody is waiting for it
      server.echo();
      first.reply();
      assertAnswer(await client.next(), 1, "a");
      client.send(second.subarray(-1));
      assertAnswer(await client.next(), 2, "b");
    },
  },
  {
    id: "F-9",
    title: "an idle client is closed after the idle timeout",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { idleTimeout: "100ms" } });
      server.echo();
      const clients = await stage.clients(proxy, 2);
      await clients[0]?.exchange(1, "");
      for (const client of clients) await client.untilClosed("the idle connection to close");
      equal(proxy.stat("idle_timeout"), 2);
    },
  },
  {
    id: "F-9",
    title: "an idle upstream connection is closed after the idle timeout of its cluster",
    correlations: ["id", "order"],
    async run(stage) {
      const { server, proxy } = await stage.mesh({ cluster: { idleTimeout: "100ms" } });
      server.echo();
      const client = await stage.client(proxy);
      assertAnswer(await client.exchange(1, "a"), 1, "a");
      await (await server.connection()).untilClosed("the idle upstream connection to close");
      assertAnswer(await client.exchange(2, "b"), 2, "b");
      equal(server.connections.length, 2);
    },
  },
];
