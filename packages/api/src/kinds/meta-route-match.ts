import type { StringMatch } from "@meltemi/core";
import { matchSchema } from "../schema/schema-match.js";
import type { Schema } from "../schema/schema-parts.js";

/** Which requests: all of the attributes match. None: every request. */
export interface MetaRouteMatch {
  readonly attributes: Readonly<Record<string, StringMatch>>;
}

export const metaMatchSchema: Schema = matchSchema;
