// #region index
import type { Plugin } from "@meltemi/core";
import { note } from "./note.js";

export { note };

/** What a configuration that names this package gets. */
export const plugins: readonly Plugin[] = [note()];
// #endregion
