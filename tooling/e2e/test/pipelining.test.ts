import { expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { endpoint, type Stage } from "../src/stage.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const inOrder = frameProtocol({ correlation: "order" });

/** A proxy that sends requests by name to a slow or to a fast server. */
async function twoServers(stage: Stage) {
  const [slow, fast] = [await stage.server(), await stage.server()];
  const route = (name: string) => ({
    name,
    match: { attributes: { name: { exact: name } } },
    route: [{ cluster: name }],
  });
  const proxy = await stage.proxy({
    listener: { routes: [route("slow"), route("fast")] },
    clusters: [
      { name: "slow", endpoints: [endpoint(slow)] },
      { name: "fast", endpoints: [endpoint(fast)] },
    ],
  });
  return { slow, fast, client: await stage.client(proxy) };
}

const request = (id: number, name: string) => buildFrame({ type: FrameType.Request, id, name });

test("answers come in the order of the requests, however fast their servers are", async () => {
  const stage = openStage(inOrder);
  const { slow, fast, client } = await twoServers(stage);
  fast.echo();
  client.send(request(1, "slow"), request(2, "fast"), request(3, "slow"), request(4, "fast"));
  const [first, third] = await slow.take(2);
  await fast.take(2);
  third?.reply();
  first?.reply();
  expect((await client.take(4)).map(({ id }) => id)).toEqual([1n, 2n, 3n, 4n]);
});

test("the proxy's own error replies keep the order too", async () => {
  const stage = openStage(inOrder);
  const { slow, client } = await twoServers(stage);
  client.send(request(1, "slow"), request(2, "nobody"), request(3, "slow"));
  for (const arrival of (await slow.take(2)).toReversed()) arrival.reply();
  const answers = await client.take(3);
  expect(answers.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    "1 response",
    "2 error",
    "3 response",
  ]);
});

test("a timeout is answered in its place and does not hold up the requests behind it", async () => {
  const stage = openStage(inOrder);
  const { server, proxy } = await stage.mesh({ route: { timeout: "80ms" } });
  const client = await stage.client(proxy);
  client.send(request(1, "a"), request(2, "b"));
  const [silent, quick] = await server.take(2);
  expect(silent?.message.id).toBe(1n);
  quick?.reply();
  const answers = await client.take(2);
  expect(answers.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["1 error", "2 response"]);
});

test("no more requests of one connection are in flight than configured", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({ listener: { maxRequestsPerConnection: 3 } });
  const [greedy, other] = await stage.clients(proxy, 2);
  if (greedy === undefined || other === undefined) throw new Error("no clients");
  greedy.send(...[1, 2, 3, 4, 5, 6, 7].map((id) => stage.protocol.request(id, "greedy")));
  const held = await server.take(3);
  // The fence: had a fourth been forwarded, it would have come before this one.
  other.request(1, "other");
  const fence = await server.next();
  expect(fence.message.payload.toString()).toBe("other");
  server.echo();
  for (const arrival of [...held, fence]) arrival.reply();
  expect((await greedy.take(7)).map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("answers that are held back for their turn count as requests in flight", async () => {
  const stage = openStage(inOrder);
  const { server, proxy } = await stage.mesh({ listener: { maxRequestsPerConnection: 3 } });
  const [greedy, other] = await stage.clients(proxy, 2);
  if (greedy === undefined || other === undefined) throw new Error("no clients");
  greedy.send(...[1, 2, 3, 4, 5].map((id) => request(id, "greedy")));
  const [first, ...behind] = await server.take(3);
  for (const arrival of behind) arrival.reply();
  // Two fences: by now both answers have reached the proxy.
  for (const id of [1, 2]) {
    other.send(request(id, "other"));
    const fence = await server.next();
    expect(fence.message.name).toBe("other");
    fence.reply();
    await other.next();
  }
  server.echo();
  first?.reply();
  expect((await greedy.take(5)).map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5]);
});

test("heartbeats behind an unanswered request wait in the socket, not in memory", async () => {
  const stage = openStage(inOrder);
  const { server, proxy } = await stage.mesh({ listener: { maxRequestsPerConnection: 3 } });
  const client = await stage.client(proxy);
  const unanswered = buildFrame({ type: FrameType.HeartbeatReply });
  client.send(request(1, "slow"), ...new Array<Buffer>(100).fill(unanswered), request(2, "last"));
  const arrival = await server.next();
  await turn();
  expect(proxy.stat("request_event")).toBeLessThan(5);
  server.echo();
  arrival.reply();
  expect((await client.take(2)).map(({ id }) => Number(id))).toEqual([1, 2]);
  expect(proxy.stat("request_event")).toBe(100);
});
