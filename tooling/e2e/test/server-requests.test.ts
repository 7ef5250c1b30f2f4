import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
import { growthOf } from "../src/memory.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const request = (id: number, payload = "") => buildFrame({ type: FrameType.Request, id, payload });
const oneway = buildFrame({ type: FrameType.Oneway, payload: "psst" });
const heartbeat = buildFrame({ type: FrameType.HeartbeatRequest, id: 99 });

describe.each([
  { title: "a multiplexed", protocol: frameProtocol() },
  { title: "an in-order", protocol: frameProtocol({ correlation: "order" }) },
])("on $title connection", ({ protocol }) => {
  test("a request of the server is refused to the server, and its clients do not notice", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(7, "");
    const arrival = await server.next();
    arrival.peer.send(request(4711));
    const refusal = await arrival.peer.take(2).then((messages) => messages[1]);
    expect(refusal).toMatchObject({ kind: "error", id: 4711n, error: "bad-request" });
    expect(errorOf(refusal?.payload ?? Buffer.alloc(0))).toMatchObject({ source: "upstream" });
    expect(proxy.clusterStat("upstream_rq_from_server")).toBe(1);
    arrival.reply("mine");
    expect((await client.next()).payload.toString()).toBe("mine");
    expect(client.received).toHaveLength(1);
    server.echo();
    expect(await client.exchange(8, "")).toMatchObject({ kind: "response", id: 8n });
    expect(server.connections).toHaveLength(1);
    expect(proxy.stat("request")).toBe(2);
  });

  test("a request of the server with the id of one in flight does not pass for its answer", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(7, "");
    const { peer, message } = await server.next();
    peer.send(
      request(Number(message.id), "confusing"),
      stage.protocol.response(message.id, "mine"),
    );
    expect((await client.next()).payload.toString()).toBe("mine");
    expect((await peer.take(2))[1]).toMatchObject({ kind: "error", id: message.id });
  });

  test("a oneway of the server is dropped and counted, and no answer tells of it", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(7, "");
    const { peer, reply } = await server.next();
    peer.send(oneway, heartbeat);
    // The answer to the heartbeat comes next, so there was none to the oneway before it.
    expect((await peer.take(2))[1]).toMatchObject({ kind: "heartbeat-reply", id: 99n });
    expect(proxy.clusterStat("upstream_rq_from_server")).toBe(1);
    reply("mine");
    expect((await client.next()).payload.toString()).toBe("mine");
    expect(client.received).toHaveLength(1);
  });

  test("a request of the server does not close an idle connection", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    const { length } = await server.connection().then((peer) => {
      peer.send(request(5), oneway);
      return peer.take(2);
    });
    expect(length).toBe(2);
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
    expect(server.connections).toHaveLength(1);
  });

  test("a server that calls without end and reads no refusal costs bounded memory", async () => {
    const stage = openStage(protocol);
    const limits = { bufferHighWatermarkBytes: 64 << 10, bufferLimitBytes: 1 << 20 };
    const { server, proxy } = await stage.mesh({ cluster: { limits } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer } = await server.next();
    peer.socket.pause();
    const calls = Buffer.concat(new Array<Buffer>(4096).fill(request(5)));
    const growth = await growthOf(async () => {
      // Refusals of over 100 MiB, ten times what the kernel's socket buffers hold.
      for (let round = 0; round < 150 && !peer.closed; round++) {
        if (peer.socket.writableLength === 0) peer.send(calls);
        await turn();
      }
    });
    expect(growth).toBeLessThan(32 << 20);
  });
});

test("a request of the server harms none of those who share its connection", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const clients = await stage.clients(proxy, 5);
  for (const [i, client] of clients.entries()) client.request(1, `client ${i}`);
  for (const arrival of await server.take(clients.length)) {
    arrival.peer.send(request(5), oneway);
    arrival.reply();
  }
  for (const [i, client] of clients.entries()) {
    expect((await client.next()).payload.toString()).toBe(`client ${i}`);
  }
  expect(server.connections).toHaveLength(1);
  expect(proxy.clusterStat("upstream_rq_from_server")).toBe(2 * clients.length);
});
