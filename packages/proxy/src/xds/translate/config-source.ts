import type { Messages } from "@meltemi/xds";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";

type ConfigSource = Messages["envoy.config.core.v3.ConfigSource"];

const CONFIG_SOURCE = fieldTable<ConfigSource>({
  read: ["apiConfigSource"],
  harmless: ["ads", "self", "initialFetchTimeout", "resourceApiVersion", "authorities"],
});

/**
 * Whatever server is named, the proxy asks the control plane that it is connected to.
 * @throws {XdsResourceError} when a file is named
 */
export function checkConfigSource(source: ConfigSource | undefined, place: Place): void {
  if (source === undefined) return;
  checkFields(source, CONFIG_SOURCE, place);
  if (source.apiConfigSource !== undefined) {
    place.at("api_config_source").note("the proxy asks its own control plane instead");
  }
}
