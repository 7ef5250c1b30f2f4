import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ErrorKind } from "@meltemi/core";
import { expect, test } from "vitest";
import { describePages } from "../src/admin/pages.js";
import { clusterStats } from "../src/cluster/cluster-stats.js";
import { loadConfig } from "../src/config/load.js";
import { listenerStats } from "../src/listener/listener-stats.js";
import { createProxy } from "../src/proxy.js";
import { StatsStore } from "../src/stats/store.js";
import { xdsStats } from "../src/xds/xds-stats.js";
import { demoCodec, demoFilter } from "./plugins.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const documents = globSync(
  ["README.md", "CONTRIBUTING.md", "docs/**/*.md", "packages/*/README.md"],
  { cwd: root },
).toSorted();

const RUNNING = "docs/guides/run-the-proxy.md";

test("the guide to the proxy lists exactly the statistics that there are", async () => {
  const store = new StatsStore();
  const listener = listenerStats(store, "LISTENER", "PROTOCOL");
  for (const kind of Object.values(ErrorKind)) listener.localReply(kind);
  clusterStats(store, "CLUSTER");
  xdsStats(store);
  const proxy = await createProxy({ config: { listeners: [] } });
  const own = Object.keys(proxy.stats());
  await proxy.close();

  const existing = [...store.metrics().map(({ name }) => name), ...own];
  expect(documentedStats(read(RUNNING)).toSorted()).toEqual(existing.toSorted());
});

/** Names of the tables below headings that are a prefix: "### `cluster.CLUSTER.`". */
function documentedStats(guide: string): readonly string[] {
  const sections = guide.matchAll(/^### `(\S+\.)`\n(.*?)(?=^#|^Statistics of filters)/gms);
  return [...sections].flatMap(([, prefix = "", body = ""]) =>
    [...body.matchAll(/^\| `(\S+)` \|/gm)].map(([, name = ""]) => prefix + name),
  );
}

test("the guide to the proxy shows the pages of the admin server", () => {
  expect(read(RUNNING)).toContain(`\`\`\`text\n${describePages()}\`\`\``);
});

/** Blocks of YAML that are a whole configuration. */
const configurations = documents.flatMap((file) =>
  [...read(file).matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, text = ""]) => ({ file, text }))
    .filter(({ text }) => /^listeners:/m.test(text) && /^clusters:/m.test(text)),
);

test("there are whole configurations in the documentation", () => {
  expect(configurations.map(({ file }) => file)).toContain(RUNNING);
});

test.each(configurations)("a configuration in $file is valid", async ({ file, text }) => {
  // In place of the packages that it names: the proxy knows none, and none has been built.
  const inline = text.replace(/^(codecs|filters): .*\n/gm, "");
  const codecs = ["dubbo", "note", "qza", "thrift"].map((protocol) => demoCodec(protocol));
  const filters = [
    { ...demoFilter(), name: "local-rate-limit", configSchema: {}, create: () => ({}) },
  ];
  await expect(loadConfig({ file, text: inline }, { codecs, filters })).resolves.toHaveProperty(
    "config.listeners",
  );
});

test.each(documents)("every link in %s leads to a file that is there", (file) => {
  const targets = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^(https?:|#)/.test(target));
  const missing = targets.filter(
    (target) => !existsSync(resolve(root, dirname(file), target.replace(/#.*/, ""))),
  );
  expect(missing).toEqual([]);
});
