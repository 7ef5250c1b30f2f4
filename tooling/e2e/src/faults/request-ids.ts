import { deepEqual, equal } from "node:assert/strict";
import { Random } from "../random.js";
import { eventually } from "../watch.js";
import { assertAnswer, assertError, type Scenario } from "./scenario.js";

/** F-10 and F-11: ids and answers that would confuse a multiplexer. */
export const requestIds: readonly Scenario[] = [
  {
    id: "F-10",
    title: "requests with one and the same id all get their own answers",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      const payloads = ["a", "b", "c"];
      for (const payload of payloads) client.request(5, payload);
      for (const arrival of (await server.take(3)).toReversed()) arrival.reply();
      const answers = await client.take(3);
      for (const answer of answers) equal(answer.id, 5n);
      deepEqual(answers.map((answer) => answer.payload.toString()).sort(), payloads);
    },
  },
  {
    id: "F-10",
    title: "clients that use the same ids get their own answers",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const clients = await stage.clients(proxy, 10);
      for (const [i, client] of clients.entries()) client.request(1, `client ${i}`);
      for (const arrival of (await server.take(10)).toReversed()) arrival.reply();
      for (const [i, client] of clients.entries()) {
        assertAnswer(await client.next(), 1, `client ${i}`);
      }
    },
  },
  {
    id: "F-10",
    title: "the smallest and the largest id come back as they went",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      const client = await stage.client(proxy);
      for (const id of [0n, stage.protocol.maxId, 0n, 1n]) {
        assertAnswer(await client.exchange(id, "a"), id, "a");
      }
    },
  },
  {
    id: "F-10",
    title: "answers with unknown, zero and largest ids are dropped",
    correlations: ["id"],
    async run(stage) {
      const { protocol } = stage;
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "mine");
      const arrival = await server.next();
      const strangers = [arrival.message.id ^ 0x5555n, 0n, protocol.maxId];
      for (const id of strangers) arrival.peer.send(protocol.response(id, "a stranger's"));
      arrival.reply();
      assertAnswer(await client.next(), 1, "mine");
      equal(proxy.clusterStat("upstream_rq_unknown_response"), strangers.length);
      equal(server.connections.length, 1);
    },
  },
  {
    id: "F-10",
    title: "an answer with another id than its request's is a bad response, not an answer",
    correlations: ["order"],
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "mine");
      const { peer, message } = await server.next();
      peer.send(stage.protocol.response(message.id + 1n, "a stranger's"));
      assertError(stage.protocol, await client.next(), 1, "bad-response");
      await peer.untilClosed();
    },
  },
  {
    id: "F-11",
    title: "a second answer to a request reaches nobody",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const [first, second] = await stage.clients(proxy, 2);
      if (first === undefined || second === undefined) throw new Error("no clients");
      first.request(1, "one");
      const { peer, message } = await server.next();
      const answer = stage.protocol.response(message.id, "one");
      peer.send(answer, answer, answer);
      assertAnswer(await first.next(), 1, "one");
      for (const client of [second, first]) {
        client.request(2, "two");
        (await server.next()).reply();
        assertAnswer(await client.next(), 2, "two");
      }
      deepEqual([first.received.length, second.received.length], [2, 1]);
    },
  },
  {
    id: "F-11",
    title: "a second answer is not taken for the answer to a request that waits for the connection",
    correlations: ["order"],
    async run(stage) {
      const { server, proxy } = await stage.mesh({
        cluster: { circuitBreaker: { maxConnections: 1 } },
      });
      const [first, second] = await stage.clients(proxy, 2);
      if (first === undefined || second === undefined) throw new Error("no clients");
      first.request(1, "one");
      const { peer, message } = await server.next();
      second.request(1, "two");
      await eventually(
        () => proxy.clusterStat("upstream_rq_pending_active") === 1,
        "the second request to wait",
      );
      const answer = stage.protocol.response(message.id, "one");
      peer.send(answer, answer);
      assertAnswer(await first.next(), 1, "one");
      (await server.next()).reply();
      assertAnswer(await second.next(), 1, "two");
    },
  },
  {
    id: "F-11",
    title: "the beginning of a second answer is not taken for the beginning of the next",
    correlations: ["order"],
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "one");
      const { peer, message } = await server.next();
      const answer = stage.protocol.response(message.id, "one");
      peer.send(answer, answer.subarray(0, -1));
      assertAnswer(await client.next(), 1, "one");
      client.request(1, "two");
      const arrival = await server.next();
      if (arrival.peer === peer) peer.send(answer.subarray(-1));
      arrival.reply();
      assertAnswer(await client.next(), 1, "two");
    },
  },
  {
    id: "F-11",
    title: "answers in any order find their requests",
    correlations: ["id"],
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const clients = await stage.clients(proxy, 8);
      const random = new Random(11);
      for (let round = 0; round < 20; round++) {
        for (const [i, client] of clients.entries()) {
          for (const id of [1, 2, 3]) client.request(id, `${round} ${i} ${id}`);
        }
        const arrivals = await server.take(clients.length * 3);
        for (const arrival of random.shuffled(arrivals)) arrival.reply();
        for (const [i, client] of clients.entries()) {
          for (const answer of await client.take(3)) {
            assertAnswer(answer, answer.id, `${round} ${i} ${answer.id}`);
          }
        }
      }
      equal(server.connections.length, 1);
    },
  },
];
