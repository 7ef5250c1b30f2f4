import {
  encodeMessage,
  type Messages,
  makeResource,
  packAny,
  type Resource,
  TypeUrl,
} from "@meltemi/xds";
import type { ProxyFilter } from "./rate-limits.js";

type MetaProtocolProxy = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy"];

export interface ListenerDescription {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly direction: "INBOUND" | "OUTBOUND";
  /** Part of the names of its statistics: the cluster that it stands for. */
  readonly statPrefix: string;
  readonly protocol: string;
  readonly codec: string;
  /** Where its routes come from. */
  readonly routes: Pick<MetaProtocolProxy, "rds" | "routeConfig">;
  /** Before the router, which is always last. */
  readonly filters: readonly ProxyFilter[];
}

const ROUTER: ProxyFilter = { name: "aeraki.meta_protocol.filters.router" };

/** A listener with the one network filter that speaks application protocols. */
export function listenerResource(description: ListenerDescription): Resource {
  const { name, address, port, direction, statPrefix, protocol, codec, routes, filters } =
    description;
  const proxy: MetaProtocolProxy = {
    statPrefix,
    applicationProtocol: protocol,
    codec: { name: codec },
    ...routes,
    metaProtocolFilters: [...filters, ROUTER],
  };
  const bytes = encodeMessage("envoy.config.listener.v3.Listener", {
    name,
    address: { socketAddress: { address, portValue: port } },
    trafficDirection: direction,
    filterChains: [
      {
        filters: [
          {
            name: "envoy.filters.network.meta_protocol_proxy",
            typedConfig: packAny("aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy", proxy),
          },
        ],
      },
    ],
  });
  return makeResource(TypeUrl.Listener, name, bytes);
}
