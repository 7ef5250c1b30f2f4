import type { Plugin } from "@meltemi/core";
import { dubbo } from "./dubbo.js";

export { dubbo };

/** What a configuration that names this package gets. */
export const plugins: readonly Plugin[] = [dubbo()];
