import { isDeepStrictEqual } from "node:util";
import type { Filter, FilterPlugin } from "@meltemi/core";
import type { FilterConfig } from "../config/config.js";

/**
 * A filter and the tables that use it. A new configuration that leaves a filter as it was keeps its
 * instance, so that an edit elsewhere does not refill its token buckets.
 */
export class FilterInstance {
  readonly name: string;
  readonly filter: Filter;
  readonly #plugin: FilterPlugin;
  readonly #config: unknown;
  #tables = 0;

  constructor(name: string, plugin: FilterPlugin, config: unknown, filter: Filter) {
    this.name = name;
    this.filter = filter;
    this.#plugin = plugin;
    this.#config = config;
  }

  /** Whether this instance can serve for that configuration. */
  serves(config: FilterConfig, plugin: FilterPlugin): boolean {
    return plugin === this.#plugin && isDeepStrictEqual(config.config, this.#config);
  }

  acquire(): void {
    this.#tables++;
  }

  release(): void {
    if (--this.#tables > 0) return;
    try {
      this.filter.close?.();
    } catch (error) {
      process.emitWarning(`filter ${this.name} failed to close: ${String(error)}`);
    }
  }
}
