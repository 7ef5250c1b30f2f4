import type { Messages } from "@meltemi/xds";
import type { FilterConfig } from "../../config/config.js";
import type { Place } from "./place.js";
import { globalRateLimitConfig, localRateLimitConfig } from "./rate-limit-filters.js";
import { readMessage, readTypedConfig, type TypedConfig } from "./typed-config.js";
import { quote } from "./xds-resource-error.js";

type MetaProtocolFilter = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter"];

const PREFIX = "aeraki.meta_protocol.filters.";
const ROUTER = `${PREFIX}router`;
/** Part of the original, where this proxy has statistics of its own. */
const DROPPED: ReadonlySet<string> = new Set([
  `${PREFIX}metadata_exchange`,
  `${PREFIX}istio_stats`,
]);

const LOCAL_RATE_LIMIT =
  "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit";
const RATE_LIMIT = "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit";

/** Messages of which this proxy's filters have the same in JSON. */
const READERS: Readonly<Record<string, (config: TypedConfig, place: Place) => FilterConfig>> = {
  [LOCAL_RATE_LIMIT]: (config, place) => ({
    name: `${PREFIX}local_ratelimit`,
    config: localRateLimitConfig(
      readMessage(config, LOCAL_RATE_LIMIT, "LocalRateLimit", place),
      place,
    ),
  }),
  [RATE_LIMIT]: (config, place) => ({
    name: `${PREFIX}ratelimit`,
    config: globalRateLimitConfig(readMessage(config, RATE_LIMIT, "RateLimit", place), place),
  }),
};

/**
 * The filters in front of the router, which is part of this proxy.
 * @throws {XdsResourceError} when one has a configuration that nobody here can read, or the router is
 *   not the last
 */
export function readFilters(
  filters: readonly MetaProtocolFilter[],
  place: Place,
): readonly FilterConfig[] {
  const configs: FilterConfig[] = [];
  for (const [index, { name = "", config }] of filters.entries()) {
    const at = place.at(index);
    if (name === "") throw at.at("name").error("is empty; name a filter");
    const isLast = index === filters.length - 1;
    if (name === ROUTER && !isLast) {
      throw at.at("name").error(`${name} is not the last filter; move it to the end`);
    }
    if (name !== ROUTER && isLast) {
      throw at.at("name").error(`${quote(name)} is the last filter; put ${ROUTER} behind it`);
    }
    if (name === ROUTER) continue;
    if (DROPPED.has(name)) at.note(`${name} is left out: this proxy has statistics of its own`);
    else configs.push(readFilter(name, readTypedConfig(config, at.at("config")), at.at("config")));
  }
  return configs;
}

function readFilter(name: string, config: TypedConfig, place: Place): FilterConfig {
  const read = Object.hasOwn(READERS, config.type) ? READERS[config.type] : undefined;
  if (read !== undefined) return read(config, place);
  if (config.json !== undefined) return { name, config: config.json };
  if (config.type === "" && config.bytes.length === 0) return { name, config: {} };
  throw place.error(
    `is of type ${quote(config.type)}, which this proxy cannot read; give the filter's JSON in an xds.type.v3.TypedStruct`,
  );
}
