import { expect, onTestFinished, test, vi } from "vitest";
import type { Peer } from "../src/peer.js";
import type { Stage, TestProxy } from "../src/stage.js";
import type { TestServer } from "../src/test-server.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const MORE_THAN_THE_KERNEL_TAKES = 14 << 20;

/** The proxy's ticks and its clock move when the test says so. */
function stopTheClock(): void {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] });
  vi.advanceTimersByTime(1000); // no clock of a running process says 0
  onTestFinished(() => void vi.useRealTimers());
}

/** A client that does not read, and for which more waits in the proxy than the kernel takes. */
async function notReading(
  stage: Stage,
  { ended = false } = {},
): Promise<{ client: Peer; server: TestServer; proxy: TestProxy }> {
  const limits = { maxMessageBytes: 16 << 20 };
  const { server, proxy } = await stage.mesh({ cluster: { limits } });
  const client = await stage.client(proxy);
  client.socket.pause();
  client.request(1, "");
  const { reply } = await server.next();
  if (ended) client.end();
  await turn(); // the proxy sees the end before the answer
  reply(Buffer.alloc(MORE_THAN_THE_KERNEL_TAKES));
  await expect.poll(() => proxy.stat("response")).toBe(1);
  return { client, server, proxy };
}

test("clients that were stopped before the connection to the server was made are read again", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    cluster: { limits: { bufferHighWatermarkBytes: 10_000 } },
  });
  server.echo();
  const client = await stage.client(proxy);
  const payload = "x".repeat(8000);
  client.send(...[1, 2, 3, 4].map((id) => stage.protocol.request(id, payload)));
  await client.take(4);
  expect(await client.exchange(5, "")).toMatchObject({ kind: "response" });
});

test("reading goes on as often as it stopped", async () => {
  const stage = openStage();
  const { client, server, proxy } = await notReading(stage);
  client.socket.resume();
  await client.next();
  server.echo();
  await client.exchange(2, "");
  const count = (what: string) =>
    proxy.listenerStat(`downstream_flow_control_${what}_reading_total`);
  expect(count("resumed")).toBe(count("paused"));
});

test("a client whose message is unfinished because it is not read is not late", async () => {
  stopTheClock();
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    listener: { headerTimeout: "1s" },
    cluster: { limits: { maxMessageBytes: 16 << 20 } },
  });
  const client = await stage.client(proxy);
  client.socket.pause();
  const second = stage.protocol.request(2, "second");
  client.send(stage.protocol.request(1, "first"), second.subarray(0, 5));
  (await server.next()).reply(Buffer.alloc(MORE_THAN_THE_KERNEL_TAKES));
  const paused = () => proxy.listenerStat("downstream_flow_control_paused_reading_total");
  await expect.poll(paused).toBe(1);
  vi.advanceTimersByTime(5000);
  expect(proxy.stat("header_timeout")).toBe(0);
  client.socket.resume();
  client.send(second.subarray(5));
  await client.next();
  (await server.next()).reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 2n });
});

test("a client that has ended its side has time to read its answer", async () => {
  stopTheClock();
  const stage = openStage();
  const { client } = await notReading(stage, { ended: true });
  for (const megabytes of [4, 8]) {
    vi.advanceTimersByTime(5000);
    client.socket.resume();
    await expect.poll(() => client.byteCount).toBeGreaterThan(megabytes << 20);
    client.socket.pause();
  }
  vi.advanceTimersByTime(5000);
  client.socket.resume();
  expect((await client.next()).payload).toHaveLength(MORE_THAN_THE_KERNEL_TAKES);
  await client.untilClosed();
});

test("a client that has ended its side and takes nothing of its answer is cut off", async () => {
  stopTheClock();
  const stage = openStage();
  const { client, proxy } = await notReading(stage, { ended: true });
  vi.advanceTimersByTime(1000); // notes what is left
  vi.advanceTimersByTime(9000);
  expect(proxy.listenerStat("downstream_cx_active")).toBe(1);
  vi.advanceTimersByTime(2000);
  await expect.poll(() => proxy.listenerStat("downstream_cx_active")).toBe(0);
  client.socket.resume();
  await client.untilClosed();
  expect(client.received).toHaveLength(0);
});
