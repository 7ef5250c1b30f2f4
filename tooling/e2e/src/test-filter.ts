import {
  CONTRACT_VERSION,
  type Filter,
  type FilterContext,
  type FilterPlugin,
} from "@meltemi/core";

/** A filter whose hooks are the test's. */
export function testFilter(
  name: string,
  hooks: Filter | ((context: FilterContext) => Filter),
): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name,
    configSchema: { type: "object" },
    create: (_config, context) => (typeof hooks === "function" ? hooks(context) : hooks),
  };
}
