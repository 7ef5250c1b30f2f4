import {
  ConfigLoadError,
  type ConfigRecord,
  checkSchema,
  type Finding,
  locateFindings,
} from "@meltemi/api";
import type { CodecPlugin, FilterPlugin } from "@meltemi/core";
import { PluginRegistry } from "../plugins/registry.js";

import { checkCorrelation } from "./check-correlation.js";
import { checkDestinations, checkUnique } from "./check-names.js";
import { checkPluginUse, loadNamedPlugins } from "./check-plugins.js";
import { checkValues } from "./check-values.js";
import { completeConfig } from "./complete.js";
import type { ProxyConfig } from "./config.js";
import { overlay } from "./overlay.js";
import { configSchema } from "./schema.js";
import { type ConfigSource, readSource } from "./source.js";
import { tryFilters } from "./try-filters.js";

/** Plugins as values, for programs that do not name them in the file. */
export interface GivenPlugins {
  readonly codecs?: readonly CodecPlugin[];
  readonly filters?: readonly FilterPlugin[];
  /** Laid over what was written, before it is checked. */
  readonly overlay?: object;
}

/** A configuration that has been found right, and the plugins that it uses. */
export interface LoadedConfig {
  readonly config: ProxyConfig;
  readonly plugins: PluginRegistry;
}

/**
 * Reads, checks and completes a configuration: the form of every value, every name that refers to
 * another, the plugins and what they make of their own configuration. Every filter is made once on
 * trial and closed again.
 * @throws {ConfigLoadError} with everything that is wrong
 * @throws {PluginError} when a given plugin breaks the contract
 */
export async function loadConfig(
  source: ConfigSource,
  given: GivenPlugins = {},
): Promise<LoadedConfig> {
  const plugins = new PluginRegistry();
  for (const plugin of [...(given.codecs ?? []), ...(given.filters ?? [])]) {
    plugins.register(plugin, "the program");
  }
  const { file, value: written, locate } = await readSource(source);
  const value = given.overlay === undefined ? written : overlay(written, given.overlay);
  const refuse = (findings: readonly Finding[]): void => {
    if (findings.length > 0) throw new ConfigLoadError(locateFindings(findings, locate));
  };

  const form = checkSchema(configSchema, value, []);
  if (typeof value !== "object" || value === null) refuse(form);
  const root = { path: [], value: value as ConfigRecord["value"] };
  const refused = await loadNamedPlugins(root, file, plugins);
  refuse([
    ...form,
    ...refused,
    ...checkPluginUse(root, plugins, refused),
    ...checkUnique(root),
    ...checkDestinations(root),
    ...checkCorrelation(root, plugins),
    ...checkValues(root, form),
  ]);

  const late: Finding[] = [];
  const config = completeConfig(value, late);
  refuse([...late, ...tryFilters(config, plugins)]);
  return { config, plugins };
}
