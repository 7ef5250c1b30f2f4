import { turn } from "../watch.js";
import { assertAnswer, pattern, type Scenario } from "./scenario.js";

const PAYLOAD = pattern(40);

/** F-1: messages in pieces. */
export const fragments: readonly Scenario[] = [
  {
    id: "F-1",
    title: "a request that comes byte by byte reaches the server unchanged",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      const client = await stage.client(proxy);
      await client.sendInPieces(stage.protocol.request(7, PAYLOAD));
      assertAnswer(await client.next(), 7, PAYLOAD);
    },
  },
  {
    id: "F-1",
    title: "requests cut at any place reach the server unchanged",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      const client = await stage.client(proxy);
      const ids = [1, 2, 3];
      const bytes = Buffer.concat(ids.map((id) => stage.protocol.request(id, PAYLOAD)));
      for (let cut = 1; cut < bytes.length; cut++) {
        client.send(bytes.subarray(0, cut));
        await turn();
        client.send(bytes.subarray(cut));
        const answers = await client.take(ids.length);
        answers.forEach((answer, i) => {
          assertAnswer(answer, ids[i] as number, PAYLOAD);
        });
      }
    },
  },
  {
    id: "F-1",
    title: "a response that comes byte by byte reaches the client unchanged",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(7, "");
      const { peer, message } = await server.next();
      await peer.sendInPieces(stage.protocol.response(message.id, PAYLOAD));
      assertAnswer(await client.next(), 7, PAYLOAD);
    },
  },
  {
    id: "F-1",
    title: "a response cut at any place reaches the client unchanged",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      const size = stage.protocol.response(1, PAYLOAD).length;
      for (let cut = 1; cut < size; cut++) {
        client.request(cut, "");
        const { peer, message } = await server.next();
        const bytes = stage.protocol.response(message.id, PAYLOAD);
        peer.send(bytes.subarray(0, cut));
        await turn();
        peer.send(bytes.subarray(cut));
        assertAnswer(await client.next(), cut, PAYLOAD);
      }
    },
  },
  {
    id: "F-1",
    title: "messages larger than any read arrive unchanged, both ways",
    async run(stage) {
      const { server, proxy } = await stage.mesh();
      server.echo();
      const client = await stage.client(proxy);
      const large = pattern(1_000_000);
      for (const id of [1, 2, 3]) assertAnswer(await client.exchange(id, large), id, large);
    },
  },
];
