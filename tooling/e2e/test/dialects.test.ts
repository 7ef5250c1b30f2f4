import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { dialectOf, frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

const request = (dialect: number, id: number, payload = "") =>
  buildFrame({ type: FrameType.Request, dialect, id, payload });

const MODES = [
  { title: "multiplexed", protocol: frameProtocol(), cluster: {} },
  { title: "in order", protocol: frameProtocol({ correlation: "order" }), cluster: {} },
  {
    title: "in order and multiplexed",
    protocol: frameProtocol({ correlation: "order", requestIdBits: 32 }),
    cluster: { multiplexing: true },
  },
];

describe.each(MODES)("$title:", ({ protocol, cluster }) => {
  test("clients of different dialects never share an upstream connection", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ cluster });
    server.echo();
    const clients = await stage.clients(proxy, 3);
    for (const id of [1, 2, 3, 4]) {
      for (const [dialect, client] of clients.entries()) {
        client.send(request(dialect, id, `${dialect} ${id}`));
        expect((await client.next()).payload.toString()).toBe(`${dialect} ${id}`);
      }
    }
    const spoken = server.connections.map(({ received }) => received.map(dialectOf));
    expect(spoken).toEqual([
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [2, 2, 2, 2],
    ]);
  });

  test("a client that changes its dialect gets every answer", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ cluster });
    server.echo();
    const client = await stage.client(proxy);
    const dialects = [0, 3, 0, 3, 7, 0];
    client.send(...dialects.map((dialect, id) => request(dialect, id, `${id}`)));
    const answers = await client.take(dialects.length);
    expect(answers.map(({ id, payload }) => `${id} ${payload}`).sort()).toEqual(
      dialects.map((_, id) => `${id} ${id}`),
    );
    for (const { received } of server.connections) {
      expect(new Set(received.map(dialectOf)).size).toBe(1);
    }
  });

  test.each<[string, (peer: { reset(): void; send(bytes: Buffer): void }) => void]>([
    ["resets the connection", (peer) => peer.reset()],
    ["answers with garbage", (peer) => peer.send(Buffer.from("I beg your pardon?"))],
  ])("a dialect at which the server %s harms nobody else", async (_title, refuse) => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ cluster });
    const [understood, foreign] = [await stage.client(proxy), await stage.client(proxy)];
    understood.send(request(0, 1, "held"));
    const held = await server.next();
    for (const id of [1, 2, 3]) {
      foreign.send(request(5, id));
      refuse((await server.next()).peer);
      const answer = await foreign.next();
      expect(answer).toMatchObject({ kind: "error", id: BigInt(id) });
    }
    held.reply();
    expect((await understood.next()).payload.toString()).toBe("held");
    server.echo();
    understood.send(request(0, 2, "and on"));
    expect((await understood.next()).payload.toString()).toBe("and on");
    expect(held.peer.ended).toBe(false);
  });
});

test("every dialect has connections of its own beyond the limit of the cluster", async () => {
  const stage = openStage(frameProtocol({ correlation: "order" }));
  const { server, proxy } = await stage.mesh({
    cluster: { circuitBreaker: { maxConnections: 1 } },
  });
  server.echo();
  const client = await stage.client(proxy);
  for (const dialect of [0, 1, 2]) {
    client.send(request(dialect, dialect));
    expect(await client.next()).toMatchObject({ kind: "response", id: BigInt(dialect) });
  }
  expect(server.connections).toHaveLength(3);
});
