import { createQzaServer } from "@meltemi/samples";
import { afterEach, expect, test } from "vitest";
import type { Step } from "../src/example.js";
import { QZA } from "../src/qza-example.js";
import { runStep } from "../src/run-step.js";
import { Traffic } from "../src/traffic.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const STEP: Step = {
  headline: "",
  kinds: ["1", "2"],
  requests: 2,
  expectations: [{ text: "reaches v1", outcomes: "v1 v1" }],
};

const during = { file: "change.yaml", when: "during-requests" } as const;

/** A step's traffic, with a server in place of the mesh. */
async function startTraffic() {
  const server = await createQzaServer({ port: 0, label: "v1" });
  cleanups.push(() => server.close());
  const client = await QZA.connect(server.port);
  cleanups.push(() => client.close());
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const signal = new AbortController().signal;
  return { server, lines, traffic: new Traffic({ client, print, signal, intervalMs: 0 }) };
}

test("a step applies its file while requests flow, and tells what its own came to", async () => {
  const { traffic, server } = await startTraffic();
  const applied: string[] = [];
  const apply = async (file: string) => {
    await expect.poll(() => server.requests.get(1)).toBeGreaterThan(20);
    applied.push(file);
  };
  expect(await runStep({ step: { ...STEP, change: during }, traffic, apply })).toEqual([
    {
      text: "no request fails across the change",
      held: true,
      seen: expect.stringMatching(/^\d{2,} requests, 0 failed$/),
    },
    { text: "reaches v1", held: true, seen: "v1 v1" },
  ]);
  expect(applied).toEqual(["change.yaml"]);
});

test("where each request counts, none is sent before the change is in force", async () => {
  const { traffic, lines } = await startTraffic();
  const before: string[] = [];
  const apply = async () => {
    before.push(...lines);
  };
  const step: Step = { ...STEP, change: { ...during, when: "between-requests" } };
  expect(await runStep({ step, traffic, apply })).toHaveLength(1);
  expect(before).toEqual([]);
  expect(lines).toHaveLength(2);
});

test("a change that is refused makes the expectations of the step fail", async () => {
  const { traffic } = await startTraffic();
  const apply = () => Promise.reject(new Error("client-side has rejected its RDS: no such codec"));
  const [, last] = await runStep({ step: { ...STEP, change: during }, traffic, apply });
  expect(last).toEqual({
    text: "reaches v1",
    held: false,
    seen: "Error: client-side has rejected its RDS: no such codec",
  });
});

test("a step without a change applies nothing, and a burst is printed in part", async () => {
  const { traffic, lines } = await startTraffic();
  const outcomes = { labels: ["v1", "v2"], atLeast: 99, atMost: 100 } as const;
  const expectations = [{ text: "reaches v1", outcomes }];
  const step: Step = { ...STEP, requests: 30, burst: true, expectations };
  const apply = (file: string) => Promise.reject(new Error(file));
  expect(await runStep({ step, traffic, apply })).toEqual([
    { text: "reaches v1", held: true, seen: "v1: 30" },
  ]);
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe("... and 20 more. Of all 30: v1: 30");
});
