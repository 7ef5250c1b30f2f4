import { checkSchema } from "@meltemi/api";
import { completeConfig } from "../../config/complete.js";
import type { ClusterConfig } from "../../config/config.js";
import { configSchema } from "../../config/schema.js";

let defaults: ClusterConfig | undefined;

/**
 * A cluster of which nothing is given but a name. What a control plane leaves out is thus the same as
 * what a file leaves out.
 */
export function clusterDefaults(): ClusterConfig {
  if (defaults === undefined) {
    const value = { listeners: [], clusters: [{ name: "defaults" }] };
    checkSchema(configSchema, value, []); // fills the defaults in
    [defaults] = completeConfig(value, []).clusters as readonly [ClusterConfig];
  }
  return defaults;
}
