import type { Plugin } from "@meltemi/core";
import { thrift } from "./thrift.js";

export { thrift };

/** What a configuration that names this package gets. */
export const plugins: readonly Plugin[] = [thrift()];
