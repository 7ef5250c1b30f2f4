import { FilterStatus } from "@meltemi/core";
import { expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { openStage } from "./open-stage.js";

const inOrder = frameProtocol({ correlation: "order" });

test("the beginning of an answer that nobody has asked for closes an idle connection", async () => {
  const stage = openStage(inOrder);
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(7, "first");
  const { peer, reply } = await server.next();
  reply();
  await client.next();
  // Its end would come behind the next request and, with the same id, be taken for the answer.
  const unasked = buildFrame({ type: FrameType.Response, id: 7, payload: "unasked" });
  peer.send(unasked.subarray(0, unasked.length - 1));
  await peer.untilClosed();
  client.request(7, "second");
  (await server.next()).reply("asked");
  expect((await client.next()).payload.toString()).toBe("asked");
});

test("every endpoint has a connection, though others have all that the cluster may have", async () => {
  const stage = openStage(inOrder);
  const servers = [await stage.server(), await stage.server()];
  for (const server of servers) server.echo();
  const proxy = await stage.proxy({
    servers,
    cluster: { circuitBreaker: { maxConnections: 1 } },
  });
  const client = await stage.client(proxy);
  for (const id of [1, 2, 3, 4]) {
    expect(await client.exchange(id, "")).toMatchObject({ kind: "response" });
  }
  expect(servers.map(({ connections }) => connections.length)).toEqual([1, 1]);
});

test("thousands of oneway requests that wait for a connection leave when there is one", async () => {
  const stage = openStage(inOrder);
  const { server, proxy } = await stage.mesh({
    // Let go after their read, they all queue: a client is stopped only by one that queues in its read.
    filters: [testFilter("later", { onRequest: async () => FilterStatus.Continue })],
    cluster: { circuitBreaker: { maxConnections: 1, maxPendingRequests: 100_000 } },
  });
  const client = await stage.client(proxy);
  client.request(1, "");
  const first = await server.next();
  const thousand = Buffer.concat(
    Array.from({ length: 1000 }, () => buildFrame({ type: FrameType.Oneway })),
  );
  for (const waiting of await stage.clients(proxy, 20)) waiting.send(thousand);
  await expect.poll(() => proxy.clusterStat("upstream_rq_pending_active")).toBe(20_000);
  first.reply();
  await server.take(20_000);
  expect(server.connections).toHaveLength(1);
});
