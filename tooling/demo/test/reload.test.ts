import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { readReloads, statistic, waitForReload } from "../src/reload.js";

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** An admin server that gives the next of the texts each time, and the last for ever. */
async function startAdmin(...texts: string[]): Promise<number> {
  let asked = 0;
  const server = createServer((_request, response) => {
    response.end(texts[Math.min(asked++, texts.length - 1)]);
  });
  cleanups.push(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

test("a statistic is found by its whole name and is 0 before it exists", () => {
  const stats = "other.config.reload_success: 9\nconfig.reload_success: 12\n";
  expect(statistic(stats, "config.reload_success")).toBe(12);
  expect(statistic(stats, "config.reload_failure")).toBe(0);
});

test("a reload is waited for until the proxy has counted it", async () => {
  const port = await startAdmin("config.reload_success: 1", "config.reload_success: 2");
  const before = await readReloads("client-side", port);
  expect(before).toEqual({ taken: 1, refused: 0 });
  await waitForReload("client-side", port, before);
});

test("a configuration that the proxy refuses ends the wait", async () => {
  const port = await startAdmin("config.reload_failure: 0", "config.reload_failure: 1");
  const waiting = waitForReload("client-side", port, await readReloads("client-side", port));
  await expect(waiting).rejects.toThrow("client-side has refused its new configuration");
});

test("a proxy without an admin server is named", async () => {
  const port = await startAdmin("");
  for (const cleanup of cleanups.splice(0)) cleanup();
  await expect(readReloads("client-side", port)).rejects.toThrow(/^client-side does not answer at/);
});
