import {
  type ConfigRecord,
  checkSchema,
  type Finding,
  recordsIn,
  suggest,
  textAt,
} from "@meltemi/api";
import { loadPlugins } from "../plugins/load.js";
import { PluginError } from "../plugins/plugin-error.js";
import type { PluginRegistry } from "../plugins/registry.js";

const LISTS = { codecs: "codec", filters: "filter" } as const;

/** Loads the packages that the configuration names into the registry. */
export async function loadNamedPlugins(
  root: ConfigRecord,
  file: string | undefined,
  registry: PluginRegistry,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [list, kind] of Object.entries(LISTS)) {
    const names = root.value[list];
    if (!Array.isArray(names)) continue;
    for (const [index, name] of names.entries()) {
      if (typeof name !== "string" || name === "") continue;
      try {
        await loadPlugins(name, kind, file, registry);
      } catch (error) {
        if (!(error instanceof PluginError)) throw error;
        findings.push({ path: [list, index], message: error.message, code: error.code });
      }
    }
  }
  return findings;
}

/**
 * Looks up the protocols and filters that listeners name, and checks the filters' configurations,
 * filling in their defaults.
 * @param refused findings of packages that did not load; what they would have brought is not missed again
 */
export function checkPluginUse(
  root: ConfigRecord,
  registry: PluginRegistry,
  refused: readonly Finding[],
): Finding[] {
  const missed = (list: string): boolean => refused.some(({ path }) => path[0] === list);
  return recordsIn(root, "listeners").flatMap((listener) => [
    ...(missed("codecs") ? [] : checkProtocol(listener, registry)),
    ...recordsIn(listener, "filters").flatMap((filter) =>
      checkFilter(filter, registry, missed("filters")),
    ),
  ]);
}

function checkProtocol(listener: ConfigRecord, registry: PluginRegistry): Finding[] {
  const protocol = textAt(listener, "protocol");
  if (protocol === undefined || protocol === "" || registry.codec(protocol) !== undefined)
    return [];
  const known = registry.codecs.map((codec) => codec.protocol);
  const message =
    `no loaded codec speaks "${protocol}"; ${suggest(protocol, known)}. ` +
    'For another protocol, add its package to "codecs"';
  return [{ path: [...listener.path, "protocol"], message }];
}

function checkFilter(filter: ConfigRecord, registry: PluginRegistry, mayMiss: boolean): Finding[] {
  const name = textAt(filter, "name");
  if (name === undefined || name === "") return [];
  const plugin = registry.filter(name);
  if (plugin !== undefined) {
    return checkSchema(plugin.configSchema, filter.value["config"], [...filter.path, "config"]);
  }
  if (mayMiss) return [];
  const known = registry.filters.map((loaded) => loaded.name);
  const message =
    `no loaded filter is named "${name}"; ${suggest(name, known)}. ` +
    'For another filter, add its package to the "filters" at the top of the file';
  return [{ path: [...filter.path, "name"], message }];
}
