import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { waitForProxies } from "../src/wait-for-proxies.js";

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A server that gives the next of the answers each time, and the last for ever. */
async function startServer(...answers: readonly unknown[]) {
  const paths: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url);
    response.end(JSON.stringify(answers[Math.min(paths.length, answers.length) - 1]));
  });
  cleanups.push(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return { paths, port, url: `http://127.0.0.1:${port}` };
}

const view = (id: string, ...states: readonly string[]) => ({
  id,
  connected: true,
  types: states.map((state) => ({ type: "RDS", state, error: "no such cluster" })),
});
const settled = (value: boolean) => ({ controlPlane: { settled: value } });

test("the wait ends when each proxy has confirmed everything and has it in force", async () => {
  const server = await startServer(
    { proxies: [{ ...view("a", "synced"), connected: false }] },
    { proxies: [view("a", "synced"), view("b", "not-sent")] },
    { proxies: [view("a", "synced"), view("b", "stale", "synced")] },
    { proxies: [view("a", "synced"), view("b", "not-sent", "synced")] },
  );
  const admin = await startServer(settled(false), settled(true));
  const proxies = ["a", "b"].map((name) => ({ name, adminPort: admin.port }));
  await waitForProxies(server.url, proxies);
  expect(server.paths).toEqual(Array(5).fill("/api/v1/proxies"));
  expect(admin.paths).toEqual(Array(4).fill("/config_dump"));
});

test("a proxy that rejects what it was sent ends the wait with its reason", async () => {
  const { url } = await startServer({ proxies: [view("a", "synced", "rejected")] });
  await expect(waitForProxies(url, [{ name: "a", adminPort: 1 }])).rejects.toThrow(
    "a has rejected its RDS: no such cluster",
  );
});

test("a control plane that has gone is named", async () => {
  const { url } = await startServer({});
  for (const cleanup of cleanups.splice(0)) cleanup();
  await expect(waitForProxies(url, [])).rejects.toThrow(`nothing answers at ${url}/api/v1/proxies`);
});
