import type { CodecPlugin, ConfigError, FilterPlugin } from "@meltemi/core";
import { PluginRegistry } from "../plugins/registry.js";
import { checkDestinations, checkUnique } from "./check-names.js";
import { checkPluginUse, loadNamedPlugins } from "./check-plugins.js";
import { checkValues } from "./check-values.js";
import { completeConfig } from "./complete.js";
import type { ProxyConfig } from "./config.js";
import { type Finding, locateFindings } from "./findings.js";
import { ConfigLoadError, type ConfigPath, type ConfigProblem, formatPath } from "./problem.js";
import type { ConfigRecord } from "./records.js";
import { configSchema } from "./schema.js";
import { checkSchema } from "./schema-problems.js";
import { type ConfigSource, type Locate, readSource } from "./source.js";
import { tryFilters } from "./try-filters.js";

/** Plugins as values, for programs that do not name them in the file. */
export interface GivenPlugins {
  readonly codecs?: readonly CodecPlugin[];
  readonly filters?: readonly FilterPlugin[];
}

/** A configuration that has been found right, and the plugins that it uses. */
export interface LoadedConfig {
  readonly config: ProxyConfig;
  readonly plugins: PluginRegistry;
  /** Where in the file a value stands. Paths are those of the file: `timeout`, not `timeoutMs`. */
  readonly locate: Locate;
}

/**
 * Reads, checks and completes a configuration: the form of every value, every name that refers to
 * another, the plugins and what they make of their own configuration.
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
  const { file, value, locate } = await readSource(source);
  const refuse = (findings: readonly Finding[]): void => {
    if (findings.length > 0) throw new ConfigLoadError(locateFindings(findings, locate));
  };

  const findings = checkSchema(configSchema, value, []);
  if (typeof value !== "object" || value === null) refuse(findings);
  const root = { path: [], value: value as ConfigRecord["value"] };
  const refused = await loadNamedPlugins(root, file, plugins);
  findings.push(
    ...refused,
    ...checkPluginUse(root, plugins, refused),
    ...checkUnique(root),
    ...checkDestinations(root),
    ...checkValues(root),
  );
  refuse(findings);

  const late: Finding[] = [];
  const config = completeConfig(value, late);
  refuse([...late, ...tryFilters(config, plugins)]);
  return { config, plugins, locate };
}

/**
 * The problem that a part of the proxy or a plugin has with its share of a loaded configuration.
 * @param base where the value stands that the error speaks of, such as
 *   `["listeners", 0, "filters", 1, "config"]`
 */
export function configProblem(
  loaded: Pick<LoadedConfig, "locate">,
  base: ConfigPath,
  error: ConfigError,
): ConfigProblem {
  const path = [...base, ...error.path];
  return { ...loaded.locate(path), path: formatPath(path), message: error.message };
}
