import { isDeepStrictEqual } from "node:util";
import type { Filter, FilterPlugin } from "@meltemi/core";
import type { FilterConfig } from "../config/config.js";
import { errorText } from "../error-text.js";

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
    if (--this.#tables === 0) this.close();
  }

  /** Ends the filter. To be called directly only for one that no table has come to use. */
  close(): void {
    const failed = (error: unknown): void =>
      process.emitWarning(`filter ${this.name} failed to close: ${errorText(error)}`);
    try {
      const result: unknown = this.filter.close?.();
      if (result instanceof Promise) result.catch(failed);
    } catch (error) {
      failed(error);
    }
  }
}
