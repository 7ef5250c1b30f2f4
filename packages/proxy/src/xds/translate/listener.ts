import { type Messages, messageName, type Resource } from "@meltemi/xds";
import { readAddress } from "./address.js";
import { checkName, decodeResource } from "./decode-resource.js";
import { checkFields, fieldTable } from "./field-table.js";
import { readFilterChain } from "./filter-chain.js";
import { type ProtocolUse, readMetaProtocolProxy } from "./meta-protocol-proxy.js";
import type { Place } from "./place.js";
import { quote } from "./xds-resource-error.js";

type Listener = Messages["envoy.config.listener.v3.Listener"];
type ListenerFilter = Messages["envoy.config.listener.v3.ListenerFilter"];

export interface ListenerResource extends ProtocolUse {
  readonly name: string;
  readonly address: string;
  /** 0: the kernel picks one. */
  readonly port: number;
  readonly direction: "inbound" | "outbound" | "unspecified";
  readonly notes: readonly string[];
}

const LISTENER = fieldTable<Listener>({
  read: [
    "name",
    "address",
    "filterChains",
    "defaultFilterChain",
    "listenerFilters",
    "trafficDirection",
    "statPrefix",
    "bindToPort",
    "deprecatedV1",
    "useOriginalDst",
    "transparent",
    "apiListener",
  ],
  harmless: [
    "metadata",
    "drainType",
    "reusePort",
    "enableReusePort",
    "enableMptcp",
    "tcpBacklogSize",
    "tcpFastOpenQueueLength",
    "listenerFiltersTimeout",
    "continueOnListenerFiltersTimeout",
    "maxConnectionsToAcceptPerSocketEvent",
    "connectionBalanceConfig",
    "ignoreGlobalConnLimit",
    "bypassOverloadManager",
  ],
  noted: ["perConnectionBufferLimitBytes", "accessLog", "freebind", "socketOptions"],
});

/**
 * Reads an LDS resource.
 * @throws {XdsResourceError} when this proxy cannot do what it asks for
 */
export function readListener(resource: Resource): ListenerResource {
  const { message, place } = decodeResource("envoy.config.listener.v3.Listener", resource);
  const { name = "", statPrefix = "", trafficDirection = "UNSPECIFIED" } = message;
  if (name === "") throw place.at("name").error("is empty; give the listener a name");
  checkName(place, "name", name, resource);
  checkFlags(message, place);
  checkFields(message, LISTENER, place);
  checkListenerFilters(message.listenerFilters ?? [], place.at("listener_filters"));
  const { address, port } = readAddress(message.address, "listener", place.at("address"));
  const filter = readFilterChain(message, port, place);
  const use = readMetaProtocolProxy(filter.message, filter.place);
  return {
    ...use,
    name,
    address,
    port,
    direction: DIRECTIONS[trafficDirection] ?? "unspecified",
    statPrefix: use.statPrefix || statPrefix || name,
    notes: place.notes,
  };
}

const DIRECTIONS: Readonly<Record<string, ListenerResource["direction"]>> = {
  INBOUND: "inbound",
  OUTBOUND: "outbound",
};

function checkFlags(listener: Listener, place: Place): void {
  const { apiListener, bindToPort, deprecatedV1, useOriginalDst, transparent } = listener;
  if (apiListener !== undefined) {
    throw place.at("api_listener").error("is for gRPC clients; do not send it to a proxy");
  }
  const binds = bindToPort ?? deprecatedV1?.bindToPort;
  if (binds !== undefined && binds.value !== true) {
    const text = "is false, but this proxy binds every listener; remove it, or the listener";
    throw place.at("bind_to_port").error(text);
  }
  if (useOriginalDst?.value === true) {
    const text = "is not supported: connections go where the routes say; remove it";
    throw place.at("use_original_dst").error(text);
  }
  if (transparent?.value === true) {
    throw place.at("transparent").error("is not supported by this proxy; remove it");
  }
}

/** They tell filter chains and addresses from one another, of which there is one. */
const HARMLESS_FILTERS: ReadonlySet<string> = new Set([
  "envoy.filters.listener.tls_inspector",
  "envoy.filters.listener.http_inspector",
  "envoy.filters.listener.original_dst",
  "envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector",
  "envoy.extensions.filters.listener.http_inspector.v3.HttpInspector",
  "envoy.extensions.filters.listener.original_dst.v3.OriginalDst",
]);

function checkListenerFilters(filters: readonly ListenerFilter[], place: Place): void {
  for (const [index, { name = "", typedConfig }] of filters.entries()) {
    const kind = messageName(typedConfig?.typeUrl ?? "") || name;
    if (!HARMLESS_FILTERS.has(kind)) {
      throw place.at(index).error(`${quote(kind)} is not supported by this proxy; remove it`);
    }
    place.at(index).note(`${kind} is left out: the listener has one filter chain`);
  }
}
