import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadConfig } from "../config/load.js";
import { loadPlugins } from "./load.js";
import { PluginRegistry } from "./registry.js";

let folder = "";

const filter = (name: string): string =>
  `{ contract: 1, kind: "filter", name: "${name}", configSchema: { type: "object" }, create: () => ({}) }`;
const codec = (name: string): string =>
  `{ contract: 1, kind: "codec", protocol: "${name}", correlation: "order", attributes: [], errorReplies: {}, create() {} }`;

/** A folder with packages installed and modules beside the configuration, as users have it. */
const FILES: Readonly<Record<string, string>> = {
  "node_modules/@acme/both/package.json": '{"type": "module", "exports": {".": "./main.js"}}',
  "node_modules/@acme/both/main.js": `export const plugins = [${codec("acme")}, ${filter("acme-filter")}];`,
  "node_modules/common/package.json": '{"main": "main.cjs"}',
  "node_modules/common/main.cjs": `exports.plugins = [${codec("common")}];`,
  "node_modules/hidden/package.json":
    '{"type": "module", "exports": {".": {"import": "./main.js"}}}',
  "node_modules/hidden/main.js": "export const plugins = [];",
  "mesh/filter.mjs": `export const plugins = [${filter("mine")}];`,
  "mesh/empty.mjs": "export const plugins = [];",
  "mesh/none.mjs": "export const codec = {};",
  "mesh/throws.mjs": 'throw new Error("no licence");',
  "mesh/factory.mjs": `export const plugins = [() => (${codec("late")})];`,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meltemi-plugins-"));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function load(name: string, kind: "codec" | "filter" = "codec"): Promise<PluginRegistry> {
  const registry = new PluginRegistry();
  await loadPlugins(name, kind, join(folder, "mesh", "proxy.yaml"), registry);
  return registry;
}

test("a package is found from the folder of the file and gives the plugins of the kind that is asked for", async () => {
  const codecs = await load("@acme/both");
  expect(codecs.codec("acme")).toBeDefined();
  expect(codecs.filters).toEqual([]);

  const filters = await load("@acme/both", "filter");
  expect(filters.filter("acme-filter")).toBeDefined();
  expect(filters.codecs).toEqual([]);
});

test("a package in the format CommonJS can be used", async () => {
  expect((await load("common")).codec("common")).toBeDefined();
});

test("a path is read from the folder of the file", async () => {
  expect((await load("./filter.mjs", "filter")).filter("mine")).toBeDefined();
});

test.each([
  {
    name: "@acme/absent",
    code: "E_PLUGIN_NOT_FOUND",
    message: /^package @acme\/absent is not installed for .*mesh; run: npm install @acme\/absent$/,
  },
  {
    name: "./absent.mjs",
    code: "E_PLUGIN_NOT_FOUND",
    message: /no module .*mesh\/absent.mjs; corr/,
  },
  { name: "hidden", code: "E_PLUGIN_NOT_FOUND", message: /nothing under the condition "default"/ },
  { name: "throws.mjs", code: "E_PLUGIN_NOT_FOUND", message: /write "\.\/throws\.mjs"/ },
  {
    name: "./throws.mjs",
    code: "E_PLUGIN_NOT_LOADED",
    message: /cannot be imported: no licence \(\/.*throws\.mjs:\d+:\d+\)/,
  },
  {
    name: "./none.mjs",
    code: "E_PLUGIN_NO_PLUGINS",
    message: /export const plugins = \[codec\(\)]/,
  },
  { name: "./empty.mjs", code: "E_PLUGIN_KIND", message: /has an empty list of plugins/ },
  { name: "./filter.mjs", code: "E_PLUGIN_KIND", message: /only filters; name it under "filters"/ },
  {
    name: "./factory.mjs",
    code: "E_PLUGIN_NOT_AN_OBJECT",
    message: /is a function, not an object/,
  },
])("$name is refused with $code", async ({ name, code, message }) => {
  await expect(load(name)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test("a package that cannot be used is a problem of its line, and is not blamed twice", async () => {
  const text = `
codecs:
  - "@acme/absent"
listeners: [{name: a, port: 0, protocol: absent, filters: [{name: mine}]}]
filters: [./filter.mjs, ./filter.mjs]
`;
  const refused = loadConfig({ file: join(folder, "mesh/proxy.yaml"), text });

  await expect(refused).rejects.toMatchObject({
    problems: [
      { line: 3, path: "codecs[0]", code: "E_PLUGIN_NOT_FOUND" },
      { line: 5, path: "filters[1]", code: "E_PLUGIN_DUPLICATE" },
    ],
  });
  await expect(refused).rejects.toThrow(/npm install @acme\/absent \(E_PLUGIN_NOT_FOUND\)$/m);
});

test("a given plugin that breaks the contract is an error of the program, not of the file", async () => {
  const refused = loadConfig({ value: {} }, { codecs: [{} as never] });

  await expect(refused).rejects.toMatchObject({ name: "PluginError", code: "E_PLUGIN_KIND" });
});
