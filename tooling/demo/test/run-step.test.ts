import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQzaServer } from "@meltemi/samples";
import { afterEach, expect, test } from "vitest";
import { portsOf, type Step } from "../src/example.js";
import { QZA } from "../src/qza-example.js";
import { runStep } from "../src/run-step.js";
import { Traffic } from "../src/traffic.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const STEP: Step = {
  headline: "",
  folder: "example",
  change: "during-requests",
  kinds: ["1", "2"],
  requests: 2,
  expectations: [{ text: "reaches v1", outcomes: "v1 v1" }],
};

/** A step's surroundings, with a server instead of the mesh and one admin server for all proxies. */
async function startSurroundings(stats: () => string) {
  const root = await mkdtemp(join(tmpdir(), "meltemi-demo-test-"));
  cleanups.push(() => rm(root, { recursive: true }));
  await mkdir(join(root, "example"));
  await writeFile(join(root, "example/client-side.yaml"), "port: 8090\n");
  const admin = createServer((_request, response) => response.end(stats()));
  cleanups.push(() => admin.close().closeAllConnections());
  await new Promise<void>((resolve) => admin.listen(0, "127.0.0.1", resolve));
  const address = admin.address();
  const adminPort = address !== null && typeof address === "object" ? address.port : 0;
  const server = await createQzaServer({ port: 0, label: "v1" });
  cleanups.push(() => server.close());
  const client = await QZA.connect(server.port);
  cleanups.push(() => client.close());

  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const signal = new AbortController().signal;
  const traffic = new Traffic({ client, print, signal, intervalMs: 0 });
  const ports = new Map(portsOf(QZA).map((port) => [port, port > 9900 ? adminPort : port]));
  return {
    mesh: { files: root, folder: root, proxies: QZA.proxies, ports },
    traffic,
    print,
    lines,
  };
}

test("a step changes the files, waits for the proxies and tells what its requests came to", async () => {
  let asked = 0;
  const surroundings = await startSurroundings(
    () => `config.reload_success: ${asked++ < 3 ? 1 : 2}`,
  );
  const results = await runStep({ step: STEP, ...surroundings });
  expect(results).toEqual([
    {
      text: "no request fails across the change",
      held: true,
      seen: expect.stringMatching(/^\d{2,} requests, 0 failed$/),
    },
    { text: "reaches v1", held: true, seen: "v1 v1" },
  ]);
  const file = join(surroundings.mesh.folder, "client-side.yaml");
  expect(await readFile(file, "utf8")).toBe("port: 8090\n");
  expect(surroundings.lines).toContain(`   changed: ${file}`);
});

test("a change that a proxy refuses makes the expectations of the step fail", async () => {
  let asked = 0;
  const surroundings = await startSurroundings(
    () => `config.reload_failure: ${asked++ < 3 ? 0 : 1}`,
  );
  const [, last] = await runStep({ step: STEP, ...surroundings });
  expect(last).toEqual({
    text: "reaches v1",
    held: false,
    seen: "Error: client-side has refused its new configuration",
  });
});

test("a step that changes no file only sends its requests", async () => {
  const surroundings = await startSurroundings(() => "");
  for (const change of ["at-start", "none"] as const) {
    const step: Step = { ...STEP, change };
    expect(await runStep({ step, ...surroundings })).toEqual([
      { text: "reaches v1", held: true, seen: "v1 v1" },
    ]);
  }
});

test("a burst is printed in part and counted in full", async () => {
  const surroundings = await startSurroundings(() => "");
  const outcomes = { labels: ["v1", "v2"], atLeast: 99, atMost: 100 } as const;
  const expectations = [{ text: "reaches v1", outcomes }];
  const step: Step = { ...STEP, change: "none", requests: 30, burst: true, expectations };
  expect(await runStep({ step, ...surroundings })).toEqual([
    { text: "reaches v1", held: true, seen: "v1: 30" },
  ]);
  expect(surroundings.lines).toHaveLength(11);
  expect(surroundings.lines.at(-1)).toBe("... and 20 more. Of all 30: v1: 30");
});
