import { equal, ok } from "node:assert/strict";
import { connect as connectTls } from "node:tls";
import { Random } from "../random.js";
import { eventually } from "../watch.js";
import { assertAnswer, assertError, type Scenario } from "./scenario.js";

// Long enough for protocols that must see a whole header before they can tell.
const HTTP_REQUEST = Buffer.from(
  `GET / HTTP/1.1\r\nHost: meltemi.example\r\n${"Accept: text/html\r\n".repeat(10)}\r\n`,
);
const HTTP_RESPONSE = Buffer.from(
  `HTTP/1.1 400 Bad Request\r\n${"Via: meltemi\r\n".repeat(10)}Content-Length: 0\r\n\r\n`,
);

/**
 * F-12: bytes of no protocol or of another one. A protocol without a magic number takes some for the header
 * of a message that is too large, and says so; but nobody gets more bytes than they have sent.
 */
export const garbage: readonly Scenario[] = [
  {
    id: "F-12",
    title: "an HTTP request closes its connection and brings at most a shorter error reply",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.send(HTTP_REQUEST);
      await client.untilClosed();
      ok(client.byteCount < HTTP_REQUEST.length);
      equal(proxy.stat("request_decoding_error"), 1);
      equal(server.connections.length, 0);
    },
  },
  {
    id: "F-12",
    title: "a TLS handshake closes its connection, unanswered",
    async run(stage) {
      const { proxy } = await stage.mesh();
      const client = connectTls({ port: proxy.port, host: "127.0.0.1" });
      client.on("error", () => {}); // the broken handshake
      await new Promise((closed) => client.on("close", closed));
      equal(client.bytesRead, 0);
      equal(proxy.stat("request_decoding_error"), 1);
    },
  },
  {
    id: "F-12",
    title: "random bytes never bring more bytes than they are nor reach a server",
    async run(stage) {
      const { server, proxy } = await stage.mesh({ listener: { headerTimeout: "100ms" } });
      const random = new Random(12);
      for (let round = 0; round < 50; round++) {
        const bytes = Buffer.alloc(1 + random.below(400));
        for (let i = 0; i < bytes.length; i++) bytes[i] = random.below(256);
        const client = await stage.client(proxy);
        client.send(bytes);
        client.end();
        await client.untilClosed();
        ok(client.byteCount <= bytes.length);
      }
      equal(server.connections.length, 0);
    },
  },
  {
    id: "F-12",
    title: "garbage behind a request closes the connection once the request is answered",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "good");
      const arrival = await server.next();
      client.send(HTTP_REQUEST);
      await eventually(() => proxy.stat("request_decoding_error") === 1, "the error to be counted");
      arrival.reply();
      const first = await client.next();
      const answer = first.id === 1n ? first : await client.next();
      assertAnswer(answer, 1, "good");
      await client.untilClosed();
    },
  },
  {
    id: "F-12",
    title: "garbage from a server makes an error reply and closes its connection",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "");
      const { peer } = await server.next();
      peer.send(HTTP_RESPONSE);
      assertError(stage.protocol, await client.next(), 1, "bad-response");
      await peer.untilClosed();
      equal(proxy.clusterStat("upstream_cx_protocol_error"), 1);
      server.echo();
      assertAnswer(await client.exchange(2, "again"), 2, "again");
    },
  },
  {
    id: "F-12",
    title: "garbage behind a good response does not spoil the response",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "");
      const { peer, message } = await server.next();
      peer.send(stage.protocol.response(message.id, "good"), HTTP_RESPONSE);
      assertAnswer(await client.next(), 1, "good");
      await peer.untilClosed();
    },
  },
];
