import { CONTRACT_VERSION, type Filter, type FilterPlugin, FilterStatus } from "@meltemi/core";

/** A filter that looks at nothing and changes nothing. */
export function doNothing(name: string): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name,
    configSchema: { type: "object" },
    create: (): Filter => ({
      // Real filters are objects of different shapes, and V8 calls those more slowly than objects of
      // one shape; a property of another name gives each of these a shape of its own.
      [name]: true,
      onRequest: () => FilterStatus.Continue,
      onResponse: () => FilterStatus.Continue,
    }),
  };
}
