import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("a draining proxy finishes what is in flight and then closes", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const [busy, idle] = await stage.clients(proxy, 2);
    if (busy === undefined || idle === undefined) throw new Error("no clients");
    busy.request(1, "in flight");
    const arrival = await server.next();
    const drained = proxy.proxy.drain();
    await idle.untilClosed("the idle connection to close");
    expect(busy.ended).toBe(false);
    arrival.reply();
    expect((await busy.next()).payload.toString()).toBe("in flight");
    await busy.untilClosed("the connection to close behind its last answer");
    expect(busy.wasReset).toBe(false);
    await drained;
  });

  test("a draining proxy takes no new connection", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const { port } = proxy;
    const client = await stage.client(proxy);
    client.request(1, "");
    const arrival = await server.next();
    const drained = proxy.proxy.drain();
    const late = connect({ port, host: "127.0.0.1" });
    const [error] = (await once(late, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNREFUSED");
    arrival.reply();
    await drained;
  });

  test("requests that outlast the drain timeout are told so", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({ rest: { drainTimeout: "100ms" } });
    const client = await stage.client(proxy);
    client.request(1, "");
    await server.next();
    await proxy.proxy.drain();
    expect(await client.next()).toMatchObject({ kind: "error", id: 1n, error: "draining" });
    await client.untilClosed();
  });
});

test("draining an idle proxy is done at once", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ rest: { drainTimeout: "60s" } });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  await proxy.proxy.drain();
  await client.untilClosed();
});

test("close ends everything at once", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const { peer } = await server.next();
  await proxy.proxy.close();
  await client.untilClosed();
  await peer.untilClosed();
});
