import { ConfigLoadError } from "@meltemi/api";
import { type GivenPlugins, type LoadedConfig, loadConfig } from "../src/config/load.js";
import { demoCodec, demoFilter } from "./plugins.js";

/** The protocols "demo", alias "alias", and "bound", and the filter "demo-filter". */
export const given: GivenPlugins = {
  codecs: [demoCodec("demo", ["alias"]), { ...demoCodec("bound"), correlation: "connection" }],
  filters: [demoFilter()],
};

/** Loads the text as if it stood in mesh/proxy.yaml. */
export function load(text: string): Promise<LoadedConfig> {
  return loadConfig({ file: "mesh/proxy.yaml", text }, given);
}

/** The problems of the text, as the user sees them, one a line. */
export async function problemsOf(text: string): Promise<string[]> {
  try {
    await load(text);
  } catch (error) {
    if (error instanceof ConfigLoadError) return error.message.split("\n");
    throw error;
  }
  return [];
}

/** A file with one listener, on line 2, and one cluster, on line 4, with these further keys. */
export function configText(listener: string, cluster = ""): string {
  return `listeners:
  - {name: demo, port: 0, protocol: demo, ${listener}}
clusters:
  - {name: demo, ${cluster}}
`;
}
