import { FilterStatus } from "@meltemi/core";
import { expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { openStage } from "./open-stage.js";

const bound = frameProtocol({ correlation: "connection" });

test("each client has one server connection of its own", async () => {
  const stage = openStage(bound);
  const { server, proxy } = await stage.mesh();
  server.echo();
  const clients = await stage.clients(proxy, 3);
  for (const id of [1, 2]) {
    for (const client of clients) {
      expect((await client.exchange(id, `${id}`)).payload.toString()).toBe(`${id}`);
    }
  }
  expect(server.connections.map(({ received }) => received.length)).toEqual([2, 2, 2]);
});

test("a client that goes takes its server connection with it", async () => {
  const stage = openStage(bound);
  const { server, proxy } = await stage.mesh();
  server.echo();
  const [leaving, staying] = await stage.clients(proxy, 2);
  await leaving?.exchange(1, "");
  await staying?.exchange(1, "");
  leaving?.end();
  await (await server.connection(0)).untilClosed();
  await leaving?.untilClosed();
  expect((await staying?.exchange(2, "still there"))?.payload.toString()).toBe("still there");
});

test("a server that goes takes its client with it, after the answers that are due", async () => {
  const stage = openStage(bound);
  const { server, proxy } = await stage.mesh();
  const [left, staying] = await stage.clients(proxy, 2);
  staying?.request(1, "");
  (await server.next()).reply();
  left?.request(1, "");
  (await server.next()).peer.end();
  expect(await left?.next()).toMatchObject({ kind: "error", error: "upstream-reset" });
  await left?.untilClosed();
  staying?.request(2, "still there");
  (await server.next()).reply();
  expect((await staying?.take(2))?.[1]?.payload.toString()).toBe("still there");
});

test("pipelined requests go out at once on the client's own connection", async () => {
  const stage = openStage(bound);
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(...[1, 2, 3].map((id) => stage.protocol.request(id, "")));
  const arrivals = await server.take(3);
  for (const arrival of arrivals) arrival.reply();
  expect((await client.take(3)).map(({ id }) => id)).toEqual([1n, 2n, 3n]);
  expect(server.connections).toHaveLength(1);
});

test("what a server says unasked reaches its client", async () => {
  const stage = openStage(bound);
  const { server, proxy } = await stage.mesh();
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  (await server.connection()).send(stage.protocol.response(5, "news"));
  expect((await client.next()).payload.toString()).toBe("news");
});

test("the oneway request of a client that has gone still leaves, and closes what it has opened", async () => {
  const stage = openStage(bound);
  let proceed: (status: FilterStatus) => void = () => {};
  const gate = new Promise<FilterStatus>((resolve) => {
    proceed = resolve;
  });
  const filters = [testFilter("gate", { onRequest: () => gate })];
  const { server, proxy } = await stage.mesh({ filters });
  const client = await stage.client(proxy);
  client.send(buildFrame({ type: FrameType.Oneway, payload: "last words" }));
  await expect.poll(() => proxy.stat("request_oneway")).toBe(1);
  client.reset();
  await expect.poll(() => proxy.listenerStat("downstream_cx_active")).toBe(0);
  proceed(FilterStatus.Continue);
  const { peer, message } = await server.next();
  expect(message.payload.toString()).toBe("last words");
  await peer.untilClosed();
});
