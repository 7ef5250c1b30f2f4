import type { Plugin } from "@meltemi/core";
import { qza } from "./qza.js";

export { qza };

/** What a configuration that names this package gets. */
export const plugins: readonly Plugin[] = [qza()];
