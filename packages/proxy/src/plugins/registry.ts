import type { CodecPlugin, FilterPlugin } from "@meltemi/core";
import { checkPlugin } from "./check-plugin.js";
import { PluginError, PluginErrorCode } from "./plugin-error.js";

/** The codecs and filters that a configuration may name. */
export class PluginRegistry {
  readonly #codecs = new Map<string, CodecPlugin>();
  readonly #filters = new Map<string, FilterPlugin>();
  readonly #origins = new Map<unknown, string>();

  /** The codec of that protocol or alias. */
  codec(nameOrAlias: string): CodecPlugin | undefined {
    return this.#codecs.get(nameOrAlias);
  }

  /** The filter of that name or alias. */
  filter(nameOrAlias: string): FilterPlugin | undefined {
    return this.#filters.get(nameOrAlias);
  }

  get codecs(): readonly CodecPlugin[] {
    return [...new Set(this.#codecs.values())];
  }

  get filters(): readonly FilterPlugin[] {
    return [...new Set(this.#filters.values())];
  }

  /**
   * Adds a codec or filter.
   * @param value unchecked: it may come from any package
   * @param origin who brings it, for messages: a package name
   * @throws {PluginError} when it breaks the contract or one of its names is taken
   */
  register(value: unknown, origin: string): void {
    const plugin = checkPlugin(value, origin);
    const aliases = plugin.aliases ?? [];
    if (plugin.kind === "codec") {
      this.#add(this.#codecs, plugin, [plugin.protocol, ...aliases], origin);
    } else {
      this.#add(this.#filters, plugin, [plugin.name, ...aliases], origin);
    }
  }

  #add<P extends CodecPlugin | FilterPlugin>(
    known: Map<string, P>,
    plugin: P,
    names: readonly string[],
    origin: string,
  ): void {
    for (const name of names) {
      const other = known.get(name);
      if (other === undefined) continue;
      throw new PluginError(
        PluginErrorCode.Duplicate,
        `the ${plugin.kind} "${name}" of ${origin} is already there from ` +
          `${this.#origins.get(other)}; use only one of them`,
      );
    }
    for (const name of names) known.set(name, plugin);
    this.#origins.set(plugin, origin);
  }
}
