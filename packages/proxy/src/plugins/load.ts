import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "@meltemi/core";
import { PluginError, PluginErrorCode } from "./plugin-error.js";
import type { PluginRegistry } from "./registry.js";

/**
 * Imports a package and registers its codecs or its filters.
 *
 * A package name is resolved from the folder of the configuration file and then from the working
 * directory; a relative path from the folder of the file. Node imports a module once: new code of a
 * package is only used after a restart.
 *
 * @param name npm name, or a path that starts with "./", "../" or "/"
 * @param file the configuration file; undefined stands for the working directory
 * @throws {PluginError}
 */
export async function loadPlugins(
  name: string,
  kind: Plugin["kind"],
  file: string | undefined,
  registry: PluginRegistry,
): Promise<void> {
  const plugins = pluginsOf(await importModule(resolveModule(name, file), name), name);
  const wanted = plugins.filter((plugin) => kindOf(plugin) !== OTHER_KIND[kind]);
  if (wanted.length === 0) {
    const message =
      plugins.length === 0
        ? `${name} has an empty list of plugins; put one in it, or install another release`
        : `${name} brings only ${OTHER_KIND[kind]}s; name it under "${OTHER_KIND[kind]}s"`;
    throw new PluginError(PluginErrorCode.Kind, message);
  }
  for (const plugin of wanted) registry.register(plugin, name);
}

const OTHER_KIND = { codec: "filter", filter: "codec" } as const;

function kindOf(plugin: unknown): unknown {
  return typeof plugin === "object" && plugin !== null && "kind" in plugin
    ? plugin.kind
    : undefined;
}

function resolveModule(name: string, file: string | undefined): string {
  const here = file === undefined ? process.cwd() : dirname(resolve(file));
  const isPath = /^(?:\.{1,2})?\//.test(name);
  const folders = isPath ? [here] : [here, process.cwd()];
  let cause: unknown;
  for (const folder of folders) {
    try {
      return createRequire(join(folder, "any.js")).resolve(name);
    } catch (error) {
      cause ??= error;
    }
  }
  if (isPath) {
    const message = `there is no module ${resolve(here, name)}; correct the path`;
    throw new PluginError(PluginErrorCode.NotFound, message, { cause });
  }
  if (existsSync(resolve(here, name))) {
    // Not "npm install": npm takes "a/b" for a repository of somebody's.
    const message = `"${name}" is the name of a package; for the file beside the configuration write "./${name}"`;
    throw new PluginError(PluginErrorCode.NotFound, message, { cause });
  }
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const message =
    code === "ERR_PACKAGE_PATH_NOT_EXPORTED"
      ? `package ${name} is installed but exports nothing under the condition "default"; ` +
        'its package.json needs "exports": {".": {"default": ...}}'
      : `package ${name} is not installed for ${here}; run: npm install ${name}`;
  throw new PluginError(PluginErrorCode.NotFound, message, { cause });
}

async function importModule(path: string, name: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `${name} cannot be imported: ${why}${placeOf(error)}; correct or reinstall it`;
    throw new PluginError(PluginErrorCode.NotLoaded, message, { cause: error });
  }
}

/** Where the error arose, as far as its stack tells: " (/…/codec.js:12:3)". Node's own files do not count. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const place = /(?:file:\/\/|\(|at )(\/[^\s()]+:\d+:\d+)/.exec(stack)?.[1];
  return place === undefined ? "" : ` (${place})`;
}

function pluginsOf(module: unknown, name: string): readonly unknown[] {
  const plugins = (module as Readonly<Record<string, unknown>>)["plugins"];
  if (Array.isArray(plugins)) return plugins;
  throw new PluginError(
    PluginErrorCode.NoPlugins,
    `${name} does not export a list "plugins"; it is not a plugin package of Meltemi, or needs: ` +
      "export const plugins = [codec()]",
  );
}
