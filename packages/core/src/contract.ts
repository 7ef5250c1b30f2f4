import type { CodecPlugin } from "./codec.js";
import type { FilterPlugin } from "./filter.js";

export type Plugin = CodecPlugin | FilterPlugin;

/** What a plugin package exports, so that it can be named in a configuration file. */
export interface PluginModule {
  readonly plugins: readonly Plugin[];
}
