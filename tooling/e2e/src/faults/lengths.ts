import { equal, ok } from "node:assert/strict";
import { growthOf } from "../memory.js";
import { eventually } from "../watch.js";
import { assertAnswer, assertError, pattern, type Scenario } from "./scenario.js";

const LIMIT = 65_536;
/** -1 and 2^32 - 1 are the same bytes. */
const TOO_LARGE = [LIMIT + 1, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
/** For the header that names them. */
const TOO_SMALL = [0, 1, 5];
const LENGTHS = [...TOO_LARGE, ...TOO_SMALL];
const LIMITS = { maxMessageBytes: LIMIT };

/** F-8: lengths that are lies. */
export const lengths: readonly Scenario[] = [
  {
    id: "F-8",
    title: "a request with an impossible length closes its connection and costs no memory",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
      const { protocol } = stage;
      const growth = await growthOf(async () => {
        for (const length of LENGTHS) {
          const client = await stage.client(proxy);
          client.send(protocol.claim(protocol.request(1, ""), length));
          await client.untilClosed(`a request of ${length} bytes to close its connection`);
        }
      });
      ok(growth < 8 << 20, `memory grew by ${growth} bytes`);
      equal(proxy.stat("request_decoding_error"), LENGTHS.length);
      equal(server.connections.length, 0);
    },
  },
  {
    id: "F-8",
    title:
      "a request that is too large is answered before its connection closes, and nothing behind it",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
      const { protocol } = stage;
      const { maxLength = 2 ** 32 - 1 } = protocol;
      const lengths = TOO_LARGE.filter((length) => length <= maxLength);
      for (const length of lengths) {
        const client = await stage.client(proxy);
        client.send(protocol.claim(protocol.request(7, ""), length), protocol.request(8, ""));
        assertError(protocol, await client.next(), 7, "bad-request");
        await client.untilClosed(`a request of ${length} bytes to close its connection`);
        equal(client.wasReset, false);
        equal(client.received.length, 1);
      }
      equal(proxy.stat("local_reply.bad_request"), lengths.length);
      equal(server.connections.length, 0);
    },
  },
  {
    id: "F-8",
    title: "a request that is too large is answered behind those before it",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { limits: LIMITS } });
      const { protocol } = stage;
      const client = await stage.client(proxy);
      client.send(protocol.request(1, "good"), protocol.claim(protocol.request(2, ""), LIMIT + 1));
      const arrival = await server.next();
      await eventually(() => proxy.stat("request_decoding_error") === 1, "the error to be counted");
      arrival.reply();
      const answers = [...(await client.take(2))];
      // Answers that carry ids need not wait for one another.
      if (protocol.plugin.correlation === "id") answers.sort((a, b) => Number(a.id - b.id));
      const [answer, error] = answers;
      if (answer === undefined || error === undefined) throw new Error("no answers");
      assertAnswer(answer, 1, "good");
      assertError(protocol, error, 2, "bad-request");
      await client.untilClosed();
    },
  },
  {
    id: "F-8",
    title: "a response with an impossible length makes an error reply and closes its connection",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ cluster: { limits: LIMITS } });
      const { protocol } = stage;
      const client = await stage.client(proxy);
      const growth = await growthOf(async () => {
        for (const [id, length] of LENGTHS.entries()) {
          client.request(id, "");
          const { peer, message } = await server.next();
          peer.send(protocol.claim(protocol.response(message.id, ""), length));
          assertError(protocol, await client.next(), id, "bad-response");
          await peer.untilClosed(`a response of ${length} bytes to close its connection`);
        }
      });
      ok(growth < 8 << 20, `memory grew by ${growth} bytes`);
      equal(proxy.clusterStat("upstream_cx_protocol_error"), LENGTHS.length);
    },
  },
  {
    id: "F-8",
    title: "a message of exactly the limit passes",
    async run(stage) {
      const limits = { limits: LIMITS };
      const { server, proxy } = await stage.mesh({ listener: limits, cluster: limits });
      server.echo();
      const client = await stage.client(proxy);
      const payload = pattern(LIMIT - stage.protocol.request(1, "").length);
      const reply = pattern(LIMIT - stage.protocol.response(1, "").length);
      server.onRequest = (arrival) => arrival.reply(reply);
      assertAnswer(await client.exchange(1, payload), 1, reply);
      assertAnswer(await client.exchange(2, payload), 2, reply);
    },
  },
];
