import type { Messages } from "@meltemi/xds";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";
import { requirePlainText } from "./transport-socket.js";
import { readMessage, readTypedConfig } from "./typed-config.js";
import { quote } from "./xds-resource-error.js";

type Listener = Messages["envoy.config.listener.v3.Listener"];
type FilterChain = Messages["envoy.config.listener.v3.FilterChain"];
type FilterChainMatch = Messages["envoy.config.listener.v3.FilterChainMatch"];
type MetaProtocolProxy = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy"];

const META_PROTOCOL_PROXY = "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy";

const CHAIN = fieldTable<FilterChain>({
  read: ["filterChainMatch", "filters", "transportSocket", "useProxyProto"],
  harmless: ["name", "metadata", "transportSocketConnectTimeout"],
});
/** All connections of a listener of ours meet these two; anything else would tell some from others. */
const CHAIN_MATCH = fieldTable<FilterChainMatch>({
  read: ["destinationPort", "transportProtocol"],
});

/** The one network filter of a listener, and where it stands. */
export interface NetworkFilter {
  readonly message: MetaProtocolProxy;
  readonly place: Place;
}

/**
 * @param port of the listener
 * @throws {XdsResourceError} when the listener has anything but one chain of one MetaProtocol proxy
 */
export function readFilterChain(listener: Listener, port: number, root: Place): NetworkFilter {
  const { filterChains = [], defaultFilterChain } = listener;
  const given = filterChains.map((chain, index) => ({
    chain,
    place: root.at("filter_chains").at(index),
  }));
  if (defaultFilterChain !== undefined) {
    given.push({ chain: defaultFilterChain, place: root.at("default_filter_chain") });
  }
  const [only] = given;
  if (only === undefined || given.length > 1) {
    const text = `there are ${given.length}, of which this proxy takes exactly one; make a listener for each`;
    throw root.at("filter_chains").error(text);
  }
  const { chain, place } = only;
  checkFields(chain, CHAIN, place);
  checkMatch(chain.filterChainMatch, port, place.at("filter_chain_match"));
  requirePlainText(chain.transportSocket, place.at("transport_socket"));
  if (chain.useProxyProto?.value === true) {
    throw place.at("use_proxy_proto").error("is not supported by this proxy; remove it");
  }
  return readNetworkFilter(chain, place.at("filters"));
}

function checkMatch(match: FilterChainMatch | undefined, port: number, place: Place): void {
  if (match === undefined) return;
  checkFields(match, CHAIN_MATCH, place);
  const { destinationPort, transportProtocol } = match;
  if (destinationPort !== undefined && destinationPort.value !== port) {
    throw place
      .at("destination_port")
      .error(`${destinationPort.value ?? 0} is not the listener's port; remove it`);
  }
  if (transportProtocol !== undefined && transportProtocol !== "raw_buffer") {
    throw place
      .at("transport_protocol")
      .error(
        `${quote(transportProtocol)} is not supported: this proxy speaks plain text; remove it`,
      );
  }
}

function readNetworkFilter({ filters = [] }: FilterChain, list: Place): NetworkFilter {
  const [filter] = filters;
  if (filter === undefined || filters.length > 1) {
    const names = filters.map(({ name = "" }) => quote(name)).join(", ");
    const text = `this proxy takes one network filter, ${META_PROTOCOL_PROXY}`;
    throw list.error(
      `${text}; there ${filters.length === 0 ? "is none" : `are ${names}`}; keep that one`,
    );
  }
  const place = list.at(0).at("typed_config");
  const config = readTypedConfig(filter.typedConfig, place);
  if (config.type !== META_PROTOCOL_PROXY) {
    const text = `is of type ${quote(config.type)}; this proxy serves ${META_PROTOCOL_PROXY} alone`;
    throw place.error(`${text}, so give one or remove the listener`);
  }
  return {
    message: readMessage(config, META_PROTOCOL_PROXY, "MetaProtocolProxy", place),
    place,
  };
}
