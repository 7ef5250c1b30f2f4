import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "@meltemi/proxy";
import { expect, onTestFinished, test } from "vitest";

// A proxy that reads a file imports what was built, as users do: `npm test` builds first.
const folder = fileURLToPath(new URL("..", import.meta.url));

test("the file of the example is valid and names the codec by its path", async () => {
  const { config, plugins } = await loadConfig({ file: join(folder, "proxy.yaml") });

  expect(config.codecs).toEqual(["./dist/index.js"]);
  expect(plugins.codecs.map(({ protocol }) => protocol)).toEqual(["note"]);
});

test("a file may name the codec by the name of its package", async () => {
  const nested = await mkdtemp(join(folder, "dist", "by-name-"));
  onTestFinished(() => rm(nested, { recursive: true }));
  const file = join(nested, "proxy.yaml");
  await writeFile(file, "codecs: ['@meltemi/example-write-a-codec']\nlisteners: []\n");

  const { plugins } = await loadConfig({ file });

  expect(plugins.codecs.map(({ protocol }) => protocol)).toEqual(["note"]);
});
