import { compileSchema } from "@meltemi/api";
import { CONTRACT_VERSION, type Plugin } from "@meltemi/core";
import { PluginError, PluginErrorCode } from "./plugin-error.js";

type Check = (value: unknown) => boolean;

const isFunction: Check = (value) => typeof value === "function";
const isObject: Check = (value) => typeof value === "object" && value !== null;
const isName: Check = (value) => typeof value === "string" && value !== "";
const isLowerCaseName: Check = (value) => isName(value) && value === String(value).toLowerCase();
const areNames: Check = (value) =>
  value === undefined || (Array.isArray(value) && value.every(isName));

interface Field {
  readonly check: Check;
  readonly expected: string;
}

/** What the contract of core asks for, for plugins that no compiler has checked. */
const FIELDS: Readonly<Record<Plugin["kind"], Readonly<Record<string, Field>>>> = {
  codec: {
    protocol: { check: isLowerCaseName, expected: "a name in lower case" },
    aliases: { check: areNames, expected: "a list of names" },
    correlation: {
      check: (value) => value === "id" || value === "order" || value === "connection",
      expected: '"id", "order" or "connection"',
    },
    attributes: { check: Array.isArray, expected: "a list" },
    errorReplies: { check: isObject, expected: "an object" },
    create: { check: isFunction, expected: "a function" },
  },
  filter: {
    name: { check: isName, expected: "a name" },
    aliases: { check: areNames, expected: "a list of names" },
    configSchema: { check: isObject, expected: "a JSON Schema (draft 7)" },
    create: { check: isFunction, expected: "a function" },
  },
};

/**
 * Checks that a value from outside keeps the contract of core.
 * @param origin who brings it, for the message: a package name
 * @throws {PluginError}
 */
export function checkPlugin(value: unknown, origin: string): Plugin {
  if (typeof value !== "object" || value === null) {
    throw new PluginError(
      PluginErrorCode.NotAnObject,
      `a plugin of ${origin} is ${value === null ? "null" : `a ${typeof value}`}, not an object; ` +
        "if it is a factory, call it: plugins = [codec()]",
    );
  }
  const plugin = value as Readonly<Record<string, unknown>>;
  const kind = plugin["kind"];
  if (kind !== "codec" && kind !== "filter") {
    throw new PluginError(
      PluginErrorCode.Kind,
      `a plugin of ${origin} has the kind ${JSON.stringify(kind)}; it must be "codec" or "filter"`,
    );
  }
  if (plugin["contract"] !== CONTRACT_VERSION) {
    throw new PluginError(
      PluginErrorCode.Contract,
      `${origin} was made for contract ${String(plugin["contract"])} of @meltemi/core and this ` +
        `proxy has contract ${CONTRACT_VERSION}; install releases of both that go together`,
    );
  }
  for (const [name, { check, expected }] of Object.entries(FIELDS[kind])) {
    if (check(plugin[name])) continue;
    throw new PluginError(
      PluginErrorCode.Field,
      `a ${kind} of ${origin} must have "${name}": ${expected}; ` +
        "correct the plugin or install another release of it",
    );
  }
  if (kind === "filter") checkConfigSchema(plugin, origin);
  return value as Plugin;
}

function checkConfigSchema(plugin: Readonly<Record<string, unknown>>, origin: string): void {
  try {
    compileSchema(plugin["configSchema"] as object);
  } catch (error) {
    throw new PluginError(
      PluginErrorCode.Schema,
      `the configSchema of filter "${String(plugin["name"])}" of ${origin} is not usable: ` +
        `${error instanceof Error ? error.message : String(error)}; correct the plugin`,
      { cause: error },
    );
  }
}
