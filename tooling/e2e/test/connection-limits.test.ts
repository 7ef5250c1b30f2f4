import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { openStage } from "./open-stage.js";

const one = { circuitBreaker: { maxConnections: 1 } };
const goAway = buildFrame({ type: FrameType.GoAway });

describe("where a cluster may have one connection", () => {
  test("turning multiplexing on while it is busy fails no request", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster: { multiplexing: false, ...one } });
    const [first, second] = [await stage.client(proxy), await stage.client(proxy)];
    first.request(1, "slow");
    const slow = await server.next();
    await proxy.apply({ cluster: { multiplexing: true, ...one } });
    second.request(1, "fast");
    (await server.next()).reply();
    expect((await second.next()).payload.toString()).toBe("fast");
    slow.reply();
    expect((await first.next()).payload.toString()).toBe("slow");
  });

  test("a client of another dialect is served beside it", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster: one });
    server.echo();
    for (const dialect of [0, 1, 2]) {
      const client = await stage.client(proxy);
      client.send(buildFrame({ type: FrameType.Request, dialect, id: 1, payload: "asked" }));
      expect((await client.next()).payload.toString()).toBe("asked");
    }
  });

  test("a server that says goodbye to every connection and keeps them gets no more and more of them", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ cluster: one });
    const client = await stage.client(proxy);
    for (let i = 1; i <= 2; i++) {
      client.request(i, "kept");
      (await server.next()).peer.send(goAway);
      await expect.poll(() => proxy.clusterStat("upstream_cx_close_notify")).toBe(i);
    }
    for (let i = 3; i <= 30; i++) {
      client.request(i, "refused");
      expect(await client.next()).toMatchObject({ error: "overflow" });
    }
    expect(proxy.clusterStat("upstream_cx_active")).toBe(2);
    for (const arrival of server.arrivals) arrival.reply();
    expect((await client.next()).payload.toString()).toBe("kept");
    expect((await client.next()).payload.toString()).toBe("kept");
  });
});
