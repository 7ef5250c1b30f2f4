import { equal, ok } from "node:assert/strict";
import { growthOf } from "../memory.js";
import { assertAnswer, assertError, pattern, type Scenario } from "./scenario.js";

const LIMIT = 65_536;
/** Too large, or too small for the header that names them. -1 and 2^32 - 1 are the same bytes. */
const LENGTHS = [LIMIT + 1, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 0, 1, 5];
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
