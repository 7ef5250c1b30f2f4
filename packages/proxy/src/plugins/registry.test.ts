import { expect, test } from "vitest";
import { demoCodec, demoFilter } from "../../test/plugins.js";
import { PluginRegistry } from "./registry.js";

test("a plugin is found by its name and by every alias", () => {
  const registry = new PluginRegistry();
  const codec = demoCodec("demo", ["acme.codec.demo", "dm"]);
  const filter = { ...demoFilter(), aliases: ["acme.filter"] };
  registry.register(codec, "demo");
  registry.register(filter, "demo");

  expect(["demo", "acme.codec.demo", "dm"].map((name) => registry.codec(name))).toEqual([
    codec,
    codec,
    codec,
  ]);
  expect(registry.filter("acme.filter")).toBe(filter);
  expect(registry.codec("demo-filter")).toBeUndefined();
  expect(registry.codecs).toEqual([codec]);
  expect(registry.filters).toEqual([filter]);
});

test("a codec and a filter may have the same name", () => {
  const registry = new PluginRegistry();
  registry.register(demoCodec("echo"), "a");
  registry.register({ ...demoFilter(), name: "echo" }, "b");

  expect(registry.codec("echo")?.kind).toBe("codec");
  expect(registry.filter("echo")?.kind).toBe("filter");
});

test.each([
  { taken: "a name", plugin: demoCodec("demo") },
  { taken: "an alias", plugin: demoCodec("alias") },
  { taken: "a name, as alias", plugin: demoCodec("other", ["demo"]) },
])("$taken that is taken is refused, and who has it is said", ({ plugin }) => {
  const registry = new PluginRegistry();
  registry.register(demoCodec("demo", ["alias"]), "first");

  const register = (): void => registry.register(plugin, "second");
  expect(register).toThrow(expect.objectContaining({ code: "E_PLUGIN_DUPLICATE" }));
  expect(register).toThrow(/of second is already there from first; use only one/);
  expect(registry.codecs).toHaveLength(1);
});

const refusals: readonly { plugin: unknown; code: string; message: string }[] = [
  { plugin: null, code: "E_PLUGIN_NOT_AN_OBJECT", message: "a plugin of acme is null" },
  {
    plugin: demoCodec,
    code: "E_PLUGIN_NOT_AN_OBJECT",
    message: "if it is a factory, call it: plugins = [codec()]",
  },
  { plugin: {}, code: "E_PLUGIN_KIND", message: 'must be "codec" or "filter"' },
  {
    plugin: { ...demoCodec(), kind: "toString" },
    code: "E_PLUGIN_KIND",
    message: 'has the kind "toString"',
  },
  {
    plugin: { ...demoCodec(), contract: 2 },
    code: "E_PLUGIN_CONTRACT",
    message: "acme was made for contract 2 of @meltemi/core and this proxy has contract 1",
  },
  {
    plugin: { ...demoCodec(), protocol: "Demo" },
    code: "E_PLUGIN_FIELD",
    message: 'a codec of acme must have "protocol": a name in lower case',
  },
  { plugin: { ...demoCodec(), aliases: [1] }, code: "E_PLUGIN_FIELD", message: '"aliases"' },
  {
    plugin: { ...demoCodec(), correlation: "ids" },
    code: "E_PLUGIN_FIELD",
    message: '"correlation": "id", "order" or "connection"',
  },
  { plugin: { ...demoCodec(), attributes: {} }, code: "E_PLUGIN_FIELD", message: '"attributes"' },
  {
    plugin: { ...demoCodec(), create: 1 },
    code: "E_PLUGIN_FIELD",
    message: '"create": a function',
  },
  {
    plugin: { ...demoFilter(), name: "" },
    code: "E_PLUGIN_FIELD",
    message: "a filter of acme must",
  },
  {
    plugin: { ...demoFilter(), configSchema: undefined },
    code: "E_PLUGIN_FIELD",
    message: '"configSchema": a JSON Schema (draft 7)',
  },
  {
    plugin: { ...demoFilter(), configSchema: { type: "objekt" } },
    code: "E_PLUGIN_SCHEMA",
    message: 'the configSchema of filter "demo-filter" of acme is not usable',
  },
  {
    plugin: { ...demoFilter(), configSchema: { type: "object", proprties: {} } },
    code: "E_PLUGIN_SCHEMA",
    message: 'unknown keyword: "proprties"',
  },
];

test.each(refusals)("a plugin is refused with $code: $message", ({ plugin, code, message }) => {
  const register = (): void => new PluginRegistry().register(plugin, "acme");

  expect(register).toThrow(expect.objectContaining({ code }));
  expect(register).toThrow(message);
});
