import type { Messages } from "@meltemi/xds";
import type { FilterConfig, RouteConfig } from "../../config/config.js";
import { checkConfigSource } from "./config-source.js";
import { readDuration } from "./duration.js";
import { checkFields, fieldTable } from "./field-table.js";
import { readFilters } from "./filters.js";
import { readMetaRoutes } from "./meta-routes.js";
import type { Place } from "./place.js";

type MetaProtocolProxy = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy"];
type Codec = Messages["aeraki.meta_protocol_proxy.v1alpha.Codec"];

/** Where a listener's routes are: in the resource of that name, or here. */
export type RouteSource = { readonly rds: string } | { readonly inline: readonly RouteConfig[] };

/** What a listener does with a protocol. */
export interface ProtocolUse {
  /** The first of codecNames. */
  readonly protocol: string;
  /** Names and aliases of codecs; the first that is loaded is meant. At least one. */
  readonly codecNames: readonly string[];
  readonly filters: readonly FilterConfig[];
  readonly routes: RouteSource;
  /** Undefined: it does not say. 0: never. */
  readonly idleTimeoutMs: number | undefined;
  /** May be empty. */
  readonly statPrefix: string;
}

const PROXY = fieldTable<MetaProtocolProxy>({
  read: [
    "statPrefix",
    "applicationProtocol",
    "rds",
    "routeConfig",
    "codec",
    "metaProtocolFilters",
    "idleTimeout",
    "protocol",
  ],
  noted: ["accessLog"],
});

/** @throws {XdsResourceError} when this proxy cannot do the same */
export function readMetaProtocolProxy(message: MetaProtocolProxy, place: Place): ProtocolUse {
  checkFields(message, PROXY, place);
  const { statPrefix = "", metaProtocolFilters = [], idleTimeout, protocol } = message;
  const codecNames = readCodecNames(message, place);
  if (protocol?.multiplexing === true) {
    place
      .at("protocol")
      .at("multiplexing")
      .note("each cluster says it for itself, by its protocol");
  }
  return {
    protocol: codecNames[0],
    codecNames,
    filters: readFilters(metaProtocolFilters, place.at("meta_protocol_filters")),
    routes: readRouteSource(message, place),
    idleTimeoutMs:
      idleTimeout === undefined ? undefined : readDuration(idleTimeout, place.at("idle_timeout")),
    statPrefix,
  };
}

/** The codec by its own name, then by that of its protocol. Each is in one of two places. */
function readCodecNames(message: MetaProtocolProxy, place: Place): readonly [string, ...string[]] {
  const { protocol, applicationProtocol = "", codec } = message;
  const isNew = (protocol?.codec?.name ?? "") !== "";
  const at = isNew ? place.at("protocol") : place;
  const codecName = readCodec(isNew ? protocol?.codec : codec, at.at("codec"));
  const names = [codecName, protocol?.name || applicationProtocol].filter((name) => name !== "");
  const [first, ...others] = new Set(names);
  if (first !== undefined) return [first, ...others];
  throw place.at("protocol").error("names no codec; give codec.name");
}

/** @returns its name, empty when there is none */
function readCodec(codec: Codec | undefined, place: Place): string {
  const { name = "", config } = codec ?? {};
  // The original's codecs have messages for it, which are empty.
  if (config?.value !== undefined) {
    throw place.at("config").error("is not supported: codecs have no configuration; remove it");
  }
  return name;
}

function readRouteSource({ rds, routeConfig }: MetaProtocolProxy, place: Place): RouteSource {
  if (routeConfig !== undefined) {
    return { inline: readMetaRoutes(routeConfig, place.at("route_config")) };
  }
  if (rds === undefined) throw place.error("has no routes; give rds or route_config");
  const at = place.at("rds");
  const { routeConfigName = "", configSource } = rds;
  if (routeConfigName === "") throw at.at("route_config_name").error("is empty; name the routes");
  checkConfigSource(configSource, at.at("config_source"));
  return { rds: routeConfigName };
}
