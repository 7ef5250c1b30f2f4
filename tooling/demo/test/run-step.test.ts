import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQzaClient, createQzaServer } from "@meltemi/samples";
import { afterEach, expect, test } from "vitest";
import { EXAMPLE_PORTS } from "../src/mesh.js";
import { runStep } from "../src/run-step.js";
import type { Step } from "../src/steps.js";
import { Traffic } from "../src/traffic.js";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const STEP: Step = {
  headline: "",
  folder: "example",
  change: "during-requests",
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
  const client = await createQzaClient({ port: server.port });
  cleanups.push(() => client.close());

  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const signal = new AbortController().signal;
  const traffic = new Traffic({ client, print, signal, intervalMs: 0 });
  const ports = new Map(EXAMPLE_PORTS.map((port) => [port, port > 9900 ? adminPort : port]));
  return { mesh: { examples: root, folder: root, ports }, traffic, print, lines };
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

test("a step whose files are there from the start only sends its requests", async () => {
  const surroundings = await startSurroundings(() => "");
  const step: Step = { ...STEP, change: "at-start" };
  expect(await runStep({ step, ...surroundings })).toEqual([
    { text: "reaches v1", held: true, seen: "v1 v1" },
  ]);
});
