import type { FilterPlugin } from "@meltemi/core";
import { expect, test } from "vitest";
import { demoCodec, demoFilter } from "../../test/plugins.js";
import { type LoadedConfig, loadConfig } from "./load.js";

/** Loads one listener with the filter and this configuration of it. */
function load(filter: FilterPlugin, config: unknown): Promise<LoadedConfig> {
  const filters = [{ name: filter.name, config }];
  const value = { listeners: [{ name: "a", port: 0, protocol: "demo", filters }] };
  return loadConfig({ value }, { codecs: [demoCodec()], filters: [filter] });
}

test("a filter is made on trial with its defaults and closed again", async () => {
  const seen: unknown[] = [];
  const filter: FilterPlugin = {
    ...demoFilter(),
    create: (config) => {
      seen.push(config);
      return { close: () => void seen.push("closed") };
    },
  };

  await load(filter, {});
  expect(seen).toEqual([{ rate: 5, match: {} }, "closed"]);
});

test("whatever a filter throws when it is made is a problem of its configuration", async () => {
  const filter: FilterPlugin = {
    ...demoFilter(),
    create: () => {
      throw new TypeError("out of luck");
    },
  };

  await expect(load(filter, {})).rejects.toThrow(
    'listeners[0].filters[0].config: filter "demo-filter" cannot be made: TypeError: out of luck',
  );
});

test("a filter is not made when the file has other problems", async () => {
  const filter: FilterPlugin = {
    ...demoFilter(),
    create: () => {
      throw new Error("made");
    },
  };

  await expect(load(filter, { rate: 0 })).rejects.toMatchObject({
    problems: [
      { path: "listeners[0].filters[0].config.rate", message: "expected 1 or more, got 0" },
    ],
  });
});

const number = { type: "number" };

test.each([
  {
    schema: { type: "object", anyOf: [{ required: ["fast"] }, { required: ["slow"] }] },
    config: {},
    message: "needs fast or slow",
  },
  {
    schema: { type: "object", properties: { a: { oneOf: [number, { type: "boolean" }] } } },
    config: { a: "x" },
    message: "expected a number or true or false",
  },
  {
    schema: { type: "object", properties: { a: { type: "string", pattern: "^a+$" } } },
    config: { a: "b" },
    message: '"b" does not have the form ^a+$',
  },
  {
    schema: { type: "object", properties: { a: { const: 5 } } },
    config: { a: 6 },
    message: "must be equal to constant, got the number 6",
  },
  {
    schema: { type: "object", minProperties: 1 },
    config: {},
    message: "must have 1 or more keys; add one",
  },
  {
    schema: { type: "object", additionalProperties: false },
    config: { a: 6 },
    message: '"a" is not a key here; there are none, remove it',
  },
])("a filter's own schema is explained: $message", async ({ schema, config, message }) => {
  const filter: FilterPlugin = { ...demoFilter(), configSchema: schema, create: () => ({}) };

  await expect(load(filter, config)).rejects.toMatchObject({ problems: [{ message }] });
});
