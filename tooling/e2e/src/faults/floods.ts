import { equal } from "node:assert/strict";
import type { Stage, TestProxy } from "../stage.js";
import { eventually } from "../watch.js";
import { assertAnswer, type Scenario } from "./scenario.js";

/** F-7: more connections than are allowed, or very many. */
export const floods: readonly Scenario[] = [
  {
    id: "F-7",
    title: "connections over the limit are closed, and those within it are served",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { maxConnections: 5 } });
      server.echo();
      const clients = await stage.clients(proxy, 5);
      for (const client of clients) assertAnswer(await client.exchange(1, "a"), 1, "a");
      const excess = await stage.client(proxy);
      await excess.untilClosed("the connection over the limit to close");
      for (const client of clients) assertAnswer(await client.exchange(2, "b"), 2, "b");
    },
  },
  {
    id: "F-7",
    title: "a connection that closes makes room for another",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { maxConnections: 1 } });
      server.echo();
      for (let id = 0; id < 5; id++) {
        const client = await stage.client(proxy);
        assertAnswer(await client.exchange(id, "a"), id, "a");
        client.end();
        await client.untilClosed();
        await eventually(
          () => proxy.listenerStat("downstream_cx_active") === 0,
          "the place to be free",
        );
      }
    },
  },
  {
    id: "F-7",
    title: "a storm of connects fills the limit and no more",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { maxConnections: 100 } });
      server.echo();
      equal(await servedOf(stage, proxy, 300), 100);
    },
  },
  {
    id: "F-7",
    title: "a thousand idle connections do not hinder one that is used",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      await stage.clients(proxy, 1000);
      const client = await stage.client(proxy);
      for (let id = 0; id < 20; id++) assertAnswer(await client.exchange(id, "a"), id, "a");
    },
  },
];

/** How many of so many connections made at once get an answer; the others must be closed. */
async function servedOf(stage: Stage, proxy: TestProxy, count: number): Promise<number> {
  const clients = await stage.clients(proxy, count);
  for (const client of clients) client.request(1, "");
  const outcomes = await Promise.all(
    clients.map((client) =>
      client.next().then(
        () => true,
        () => !client.closed && Promise.reject(new Error("neither answered nor closed")),
      ),
    ),
  );
  return outcomes.filter((served) => served).length;
}
