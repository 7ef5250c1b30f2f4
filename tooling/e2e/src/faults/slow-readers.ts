import { deepEqual, ok } from "node:assert/strict";
import { growthOf } from "../memory.js";
import type { Peer } from "../peer.js";
import type { Arrival } from "../test-server.js";
import { eventually, turn } from "../watch.js";
import { assertAnswer, assertError, pattern, type Scenario } from "./scenario.js";

const BLOCK = pattern(256 << 10);
const FLOOD = 400; // blocks: 100 MiB, ten times what the kernel's socket buffers hold
const PAUSE = 80; // blocks: 20 MiB, more than the kernel holds
const LIMITS = { bufferHighWatermarkBytes: 256 << 10, bufferLimitBytes: 1 << 20 };
/**
 * Half of the flood. Beside what is counted against the limits there are buffers kept for reuse, and one
 * read (64 KiB) of each connection to a server.
 */
const BOUND = 48 << 20;

/** F-2: a peer that never reads while the other floods. */
export const slowReaders: readonly Scenario[] = [
  {
    id: "F-2",
    title: "a client that never reads costs bounded memory and delays nobody",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
      // The server obeys backpressure, so that what piles up piles up in the proxy.
      const waiting: Arrival[] = [];
      const pump = (peer: Peer): void => {
        while (waiting.length > 0 && peer.socket.writableLength < BLOCK.length) {
          waiting.shift()?.reply(BLOCK);
        }
      };
      server.onConnection = (peer) => peer.socket.on("drain", () => pump(peer));
      server.onRequest = (arrival) => {
        if (arrival.message.payload.length > 0) arrival.reply();
        else {
          waiting.push(arrival);
          pump(arrival.peer);
        }
      };
      const [slow, other] = await stage.clients(proxy, 2);
      if (slow === undefined || other === undefined) throw new Error("no clients");
      assertAnswer(await other.exchange(1, "before"), 1, "before");

      const growth = await growthOf(async () => {
        slow.socket.pause();
        for (let id = 0; id < FLOOD; id++) slow.request(id, "");
        for (let id = 0; id < 200; id++) {
          assertAnswer(await other.exchange(id, "meanwhile"), id, "meanwhile");
        }
      });
      ok(growth < BOUND, `memory grew by ${growth} bytes`);
    },
  },
  {
    id: "F-2",
    title: "a server that never reads costs bounded memory, and its clients are told in time",
    async run(stage) {
      const { server, proxy } = await stage.mesh({
        listener: { limits: LIMITS },
        // For in-order protocols: with few connections, requests must wait in the proxy.
        cluster: { limits: LIMITS, circuitBreaker: { maxConnections: 4 } },
        route: { timeout: "300ms" },
      });
      server.onConnection = (peer) => peer.socket.pause();
      const client = await stage.client(proxy);
      const growth = await growthOf(async () => {
        for (let id = 0; id < FLOOD && client.received.length === 0; id++) {
          if (client.socket.writableLength < BLOCK.length) client.request(id, BLOCK);
          await turn();
        }
        assertError(stage.protocol, await client.next(), 0, "timeout");
      });
      ok(growth < BOUND, `memory grew by ${growth} bytes`);
      const sent = client.socket.bytesWritten - client.socket.writableLength;
      ok(sent < (FLOOD * BLOCK.length) / 2, `the proxy read ${sent} bytes that it cannot pass on`);
    },
  },
  {
    id: "F-2",
    title: "connections that have carried large messages cost no memory when they are idle",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      const clients = await stage.clients(proxy, 50);
      const large = pattern(1 << 20);
      const growth = await growthOf(async () => {
        for (const client of clients) client.request(1, large);
        for (const client of clients) assertAnswer(await client.next(), 1, large);
        for (const peer of [...clients, server]) peer.forget();
      });
      ok(growth < BOUND / 2, `memory grew by ${growth} bytes`);
    },
  },
  {
    id: "F-2",
    title: "a client that reads nothing for a while gets every answer when it goes on",
    async run(stage) {
      const limits = { ...LIMITS, bufferLimitBytes: 64 << 20 };
      const { server, proxy } = await stage.mesh({ listener: { limits } });
      server.onRequest = (arrival) => arrival.reply(BLOCK);
      const [slow, other] = await stage.clients(proxy, 2);
      if (slow === undefined || other === undefined) throw new Error("no clients");
      slow.socket.pause();
      for (let id = 0; id < PAUSE; id++) slow.request(id, "");
      for (let id = 0; id < 20; id++) assertAnswer(await other.exchange(id, ""), id, BLOCK);
      slow.socket.resume();
      const ids = (await slow.take(PAUSE)).map((answer) => {
        assertAnswer(answer, answer.id, BLOCK);
        return Number(answer.id);
      });
      deepEqual(
        ids.sort((a, b) => a - b),
        Array.from({ length: PAUSE }, (_, id) => id),
      );
    },
  },
  {
    id: "F-2",
    title: "a server that reads nothing for a while gets every request when it goes on",
    async run(stage) {
      const { server, proxy } = await stage.mesh({
        cluster: { limits: LIMITS, circuitBreaker: { maxConnections: 4 } },
      });
      server.echo();
      server.onConnection = (peer) => peer.socket.pause();
      const client = await stage.client(proxy);
      for (let id = 0; id < PAUSE; id++) client.request(id, BLOCK);
      await eventually(
        () => proxy.clusterStat("upstream_flow_control_paused_reading_total") > 0,
        "the proxy to stop reading from the client",
      );
      server.onConnection = undefined;
      for (const peer of server.connections) peer.socket.resume();
      for (const answer of await client.take(PAUSE)) assertAnswer(answer, answer.id, BLOCK);
    },
  },
];
