import { createQzaServer } from "@meltemi/samples";
import { afterEach, expect, test } from "vitest";
import { QZA } from "../src/qza-example.js";
import { check, checkAnswered, summary } from "../src/result.js";
import { Traffic } from "../src/traffic.js";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const KINDS = ["1", "2"];

async function startTraffic() {
  const server = await createQzaServer({ port: 0, label: "v1" });
  cleanups.push(() => server.close());
  const client = await QZA.connect(server.port);
  cleanups.push(() => client.close());
  const lines: string[] = [];
  const stopped = new AbortController();
  const print = (line: string): void => void lines.push(line);
  const traffic = new Traffic({ client, print, signal: stopped.signal, intervalMs: 0 });
  return { server, lines, stopped, traffic };
}

test("the kinds take turns and each reply is printed", async () => {
  const { traffic, lines } = await startTraffic();
  const outcomes = await traffic.send(KINDS, 3);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["1", "2", "1"]);
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
  const sending = traffic.sendDuring(KINDS, change);
  await traffic.send(KINDS, 20);
  end(new Error("refused"));
  const outcomes = await sending;
  expect(outcomes.length).toBeGreaterThan(10);
  expect(outcomes.length % 2).toBe(0);
});

test("a change that is done at once still sees ten requests", async () => {
  const { traffic } = await startTraffic();
  expect(await traffic.sendDuring(KINDS, Promise.resolve())).toHaveLength(10);
});

test("a request that nobody answers is an outcome that does not hold", async () => {
  const { traffic, server } = await startTraffic();
  await server.close();
  const outcomes = await traffic.send(KINDS, 2);
  expect(checkAnswered("answered", outcomes)).toMatchObject({
    held: false,
    seen: expect.stringMatching(/^2 requests, 2 failed: the connection to .* has ended$/),
  });
});

test("sending ends when it is told to", async () => {
  const { traffic, stopped } = await startTraffic();
  stopped.abort();
  await expect(traffic.send(KINDS, 1)).rejects.toThrow(/abort/);
});

test("an expectation holds only for exactly the outcomes that it names", () => {
  const outcomes = [
    { kind: "1", text: "v1", answered: true },
    { kind: "2", text: "51", answered: false },
  ];
  expect(check({ text: "all", outcomes: "v1 51" }, outcomes).held).toBe(true);
  expect(check({ text: "two", kind: "2", outcomes: "51" }, outcomes).held).toBe(true);
  expect(check({ text: "all", outcomes: ["v2 51", "v1 51"] }, outcomes).held).toBe(true);
  expect(check({ text: "all", outcomes: ["v2 51", "51"] }, outcomes).held).toBe(false);
  expect(check({ text: "two", kind: "2", outcomes: "v2" }, outcomes)).toEqual({
    text: "two",
    held: false,
    seen: "51",
  });
  expect(checkAnswered("answered", []).held).toBe(false);
});

test("a share holds within its bounds, and only of the labels that it names", () => {
  const outcomes = { labels: ["v1", "v2"], atLeast: 10, atMost: 30 } as const;
  const checked = (text: string) =>
    check(
      { text: "share", outcomes },
      text.split(" ").map((each) => ({ kind: "", text: each, answered: true })),
    );
  expect(checked("v2 v1 v2 v2")).toEqual({ text: "share", held: true, seen: "v1: 1, v2: 3" });
  expect(checked("v2 v2 v2 v2").held).toBe(false);
  expect(checked("v1 v2").held).toBe(false);
  expect(checked("v2 v1 v2 60")).toMatchObject({ held: false, seen: "60: 1, v1: 1, v2: 2" });
  expect(check({ text: "share", outcomes }, []).held).toBe(false);
});

test("the summary is a table of what held and what was seen", () => {
  const results = [
    { text: "short", held: true, seen: "v1" },
    { text: "longer text", held: false, seen: "51" },
  ];
  expect(summary(results)).toBe("short        held (v1)\nlonger text  NOT held (51)");
});
