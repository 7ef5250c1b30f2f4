import { equal } from "node:assert/strict";
import type { Peer } from "../peer.js";
import type { Stage } from "../stage.js";
import { eventually } from "../watch.js";
import { assertAnswer, assertError, assertRoundTrip, pattern, type Scenario } from "./scenario.js";

const PAYLOAD = pattern(10);

type Cut = (peer: Peer) => void;
const fin: Cut = (peer) => peer.end();
const rst: Cut = (peer) => peer.reset();

/** F-3 and F-4: FIN and RST at every place of a message. */
export const brokenConnections: readonly Scenario[] = [
  {
    id: "F-3",
    title: "a client that sends FIN within a request is closed without an answer",
    run: (stage) => cutRequests(stage, fin),
  },
  {
    id: "F-4",
    title: "a client that resets within a request does no harm",
    run: (stage) => cutRequests(stage, rst),
  },
  {
    id: "F-3",
    title: "a server that sends FIN within a response makes an error reply",
    run: (stage) => cutResponses(stage, fin),
  },
  {
    id: "F-4",
    title: "a server that resets within a response makes an error reply",
    run: (stage) => cutResponses(stage, rst),
  },
  {
    id: "F-3",
    title: "a client that has sent FIN still gets the answers to its requests, then FIN",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.send(stage.protocol.request(1, "one"), stage.protocol.request(2, "two"));
      client.end();
      for (let answered = 0; answered < 2; answered++) (await server.next()).reply();
      assertAnswer(await client.next(), 1, "one");
      assertAnswer(await client.next(), 2, "two");
      await client.untilClosed();
      equal(client.wasReset, false);
    },
  },
  {
    id: "F-3",
    title: "a client that asks for more than may be in flight and sends FIN gets every answer",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { maxRequestsPerConnection: 2 } });
      server.echo();
      const client = await stage.client(proxy);
      const ids = Array.from({ length: 50 }, (_, id) => id);
      client.send(...ids.map((id) => stage.protocol.request(id, `${id}`)));
      client.end();
      for (const answer of await client.take(ids.length)) {
        assertAnswer(answer, answer.id, `${answer.id}`);
      }
      await client.untilClosed();
    },
  },
  {
    id: "F-4",
    title: "the answer to a client that has reset reaches nobody",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const gone = await stage.client(proxy);
      gone.request(1, "mine");
      const orphan = await server.next();
      gone.reset();
      await gone.untilClosed();
      const client = await stage.client(proxy);
      client.request(1, "yours");
      const arrival = await server.next();
      orphan.reply("for the one who has gone");
      arrival.reply();
      assertAnswer(await client.next(), 1, "yours");
      await assertRoundTrip(client, server, 2, "again");
    },
  },
  {
    id: "F-4",
    title: "a client that resets leaves no request in flight, even where there is no timeout",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ route: { timeout: "0s" } });
      const client = await stage.client(proxy);
      for (const id of [1, 2]) client.request(id, "");
      await server.take(2);
      client.reset();
      await eventually(() => proxy.stat("request_active") === 0, "the requests to be given up");
      equal(proxy.clusterStat("upstream_rq_active"), 0);
    },
  },
  {
    id: "F-3",
    title: "every request that waits on a connection is answered when the server closes it",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const clients = await stage.clients(proxy, 5);
      for (const client of clients) client.request(9, "");
      await server.take(clients.length);
      for (const peer of server.connections) peer.end();
      for (const client of clients) {
        assertError(stage.protocol, await client.next(), 9, "upstream-reset");
      }
    },
  },
  {
    id: "F-4",
    title: "ten thousand requests in flight are all answered when their connection is reset",
    correlations: ["id"],
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const clients = await stage.clients(proxy, 20);
      const count = 500;
      const requests = Array.from({ length: count }, (_, id) => stage.protocol.request(id, ""));
      for (const client of clients) client.send(...requests);
      await server.take(clients.length * count);
      for (const peer of server.connections) peer.reset();
      for (const client of clients) {
        for (const [id, answer] of (await client.take(count)).entries()) {
          assertError(stage.protocol, answer, id, "upstream-reset");
        }
      }
    },
  },
];

async function cutRequests(stage: Stage, cut: Cut): Promise<void> {
  const { server, proxy } = await stage.mesh();
  const bytes = stage.protocol.request(1, PAYLOAD);
  for (let size = 0; size < bytes.length; size++) {
    const client = await stage.client(proxy);
    if (size > 0) client.send(bytes.subarray(0, size));
    cut(client);
    await client.untilClosed();
    equal(client.byteCount, 0);
  }
  equal(server.arrivals.length, 0);
  const client = await stage.client(proxy);
  await assertRoundTrip(client, server, 2, "again");
}

async function cutResponses(stage: Stage, cut: Cut): Promise<void> {
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  const size = stage.protocol.response(1, PAYLOAD).length;
  for (let sent = 0; sent < size; sent++) {
    client.request(sent, "");
    const { peer, message } = await server.next();
    const bytes = stage.protocol.response(message.id, PAYLOAD);
    // What has been written must leave before a reset, which would drop it.
    if (sent > 0) await new Promise((done) => peer.socket.write(bytes.subarray(0, sent), done));
    cut(peer);
    assertError(stage.protocol, await client.next(), sent, "upstream-reset");
  }
  await assertRoundTrip(client, server, 1, "again");
}
