import { createQzaClient, createQzaServer } from "@meltemi/samples";
import { afterEach, expect, test } from "vitest";
import { check, checkAnswered, summary } from "../src/result.js";
import { Traffic } from "../src/traffic.js";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startTraffic() {
  const server = await createQzaServer({ port: 0, label: "v1" });
  cleanups.push(() => server.close());
  const client = await createQzaClient({ port: server.port });
  cleanups.push(() => client.close());
  const lines: string[] = [];
  const stopped = new AbortController();
  const print = (line: string): void => void lines.push(line);
  const traffic = new Traffic({ client, print, signal: stopped.signal, intervalMs: 0 });
  return { server, lines, stopped, traffic };
}

test("sub commands 1 and 2 take turns and each reply is printed", async () => {
  const { traffic, lines } = await startTraffic();
  const outcomes = await traffic.send(3);
  expect(outcomes.map(({ subCmd }) => subCmd)).toEqual([1, 2, 1]);
  expect(lines).toEqual([
    "Request cmd: 0x99/1, seq: 1; Response ask: 1, label: v1",
    "Request cmd: 0x99/2, seq: 2; Response ask: 2, label: v1",
    "Request cmd: 0x99/1, seq: 3; Response ask: 3, label: v1",
  ]);
});

test("requests flow until the change is done, in whole turns, even when it fails", async () => {
  const { traffic } = await startTraffic();
  let end = (_error: Error): void => undefined;
  const change = new Promise<void>((_resolve, reject) => {
    end = reject;
  });
  const sending = traffic.sendDuring(change);
  await traffic.send(20);
  end(new Error("refused"));
  const outcomes = await sending;
  expect(outcomes.length).toBeGreaterThan(10);
  expect(outcomes.length % 2).toBe(0);
});

test("a change that is done at once still sees ten requests", async () => {
  const { traffic } = await startTraffic();
  expect(await traffic.sendDuring(Promise.resolve())).toHaveLength(10);
});

test("a request that nobody answers is an outcome that does not hold", async () => {
  const { traffic, server } = await startTraffic();
  await server.close();
  const outcomes = await traffic.send(2);
  expect(checkAnswered("answered", outcomes)).toMatchObject({
    held: false,
    seen: expect.stringMatching(/^2 requests, 2 failed: the connection to .* has ended$/),
  });
});

test("sending ends when it is told to", async () => {
  const { traffic, stopped } = await startTraffic();
  stopped.abort();
  await expect(traffic.send(1)).rejects.toThrow(/abort/);
});

test("an expectation holds only for exactly the outcomes that it names", () => {
  const outcomes = [
    { subCmd: 1, text: "v1", answered: true },
    { subCmd: 2, text: "51", answered: false },
  ];
  expect(check({ text: "all", outcomes: "v1 51" }, outcomes).held).toBe(true);
  expect(check({ text: "two", subCmd: 2, outcomes: "51" }, outcomes).held).toBe(true);
  expect(check({ text: "two", subCmd: 2, outcomes: "v2" }, outcomes)).toEqual({
    text: "two",
    held: false,
    seen: "51",
  });
  expect(checkAnswered("answered", []).held).toBe(false);
});

test("the summary is a table of what held and what was seen", () => {
  const results = [
    { text: "short", held: true, seen: "v1" },
    { text: "longer text", held: false, seen: "51" },
  ];
  expect(summary(results)).toBe("short        held (v1)\nlonger text  NOT held (51)");
});
