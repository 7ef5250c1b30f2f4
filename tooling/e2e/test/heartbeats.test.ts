import { describe, expect, onTestFinished, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { growthOf } from "../src/memory.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const heartbeat = (id: number) => buildFrame({ type: FrameType.HeartbeatRequest, id });

describe("a heartbeat from a client", () => {
  test("is answered by the proxy and never forwarded", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(heartbeat(9));
    expect(await client.next()).toMatchObject({ kind: "heartbeat-reply", id: 9n });
    expect(server.connections).toHaveLength(0);
    expect(proxy.stat("request_event")).toBe(1);
    expect(proxy.stat("request")).toBe(0);
  });

  test("does not hold up the messages behind it in the same segment", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    client.send(heartbeat(1), stage.protocol.request(2, "two"), heartbeat(3));
    const kinds = (await client.take(3)).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds.sort()).toEqual(["heartbeat-reply 1", "heartbeat-reply 3", "response 2"]);
  });

  test("that is itself an answer is swallowed", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    client.send(buildFrame({ type: FrameType.HeartbeatReply, id: 1 }));
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  });
});

describe("a heartbeat from a server", () => {
  test("is answered, and the response behind it in the same segment arrives", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    peer.send(heartbeat(77), stage.protocol.response(message.id, "behind it"));
    expect((await client.next()).payload.toString()).toBe("behind it");
    await peer.untilReceived(2, "the answer to the heartbeat");
    expect(peer.received[1]).toMatchObject({ kind: "heartbeat-reply", id: 77n });
    expect(client.received).toHaveLength(1);
  });

  test("does no harm if there is no end of them and their answers are never read", async () => {
    const stage = openStage();
    const limits = { bufferHighWatermarkBytes: 64 << 10, bufferLimitBytes: 1 << 20 };
    const { server, proxy } = await stage.mesh({ cluster: { limits } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer } = await server.next();
    peer.socket.pause();
    const heartbeats = Buffer.concat(new Array<Buffer>(64 << 10).fill(heartbeat(5)));
    const growth = await growthOf(async () => {
      // Answers of 80 MiB, many times what the kernel's socket buffers hold.
      for (let round = 0; round < 75 && !peer.closed; round++) {
        if (peer.socket.writableLength === 0) peer.send(heartbeats);
        await turn();
      }
    });
    expect(growth).toBeLessThan(32 << 20);
  });
});

describe("heartbeats of the proxy", () => {
  const cluster = { heartbeat: { interval: "50ms", maxMissed: 2 } };

  test("keep an idle upstream connection alive as long as the server answers", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster });
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    const upstream = await server.connection();
    upstream.onMessage = ({ kind, id }) => {
      if (kind === "heartbeat") upstream.send(buildFrame({ type: FrameType.HeartbeatReply, id }));
    };
    await upstream.untilReceived(5, "four heartbeats"); // twice as many as may be missed
    expect(upstream.received.slice(1).every(({ kind }) => kind === "heartbeat")).toBe(true);
    expect(upstream.ended).toBe(false);
  });

  test("end a connection whose server does not answer them", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster });
    const client = await stage.client(proxy);
    client.request(1, "");
    await (await server.connection()).untilClosed("the dead connection to close");
    expect(await client.next()).toMatchObject({ kind: "error", error: "upstream-reset" });
    expect(proxy.clusterStat("upstream_heartbeat_failed")).toBe(1);
  });

  test("go to a silent server also while clients keep sending to it", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster });
    const client = await stage.client(proxy);
    let id = 0;
    const timer = setInterval(() => client.request(id++, ""), 10);
    onTestFinished(() => clearInterval(timer));
    await (await server.connection()).untilClosed("the dead connection to close");
    expect(await client.next()).toMatchObject({ kind: "error", error: "upstream-reset" });
    expect(proxy.clusterStat("upstream_heartbeat_failed")).toBe(1);
  });
});
