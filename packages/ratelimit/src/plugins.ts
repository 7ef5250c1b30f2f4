import type { PluginModule } from "@meltemi/core";
import { globalRateLimit } from "./global-rate-limit.js";
import { localRateLimit } from "./local-rate-limit.js";

/** What a configuration file gets by naming this package. */
export const plugins: PluginModule["plugins"] = [localRateLimit(), globalRateLimit()];
