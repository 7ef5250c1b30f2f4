import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Node } from "@meltemi/xds";
import type { NodeConfig } from "../config/config.js";

/** What the proxy tells a control plane of itself: Istio's metadata, and under MELTEMI what Istio has no word for. */
export function xdsNode(config: NodeConfig, version: string): Node {
  const { id = hostname(), cluster, namespace, labels, addresses, outbound, inbound } = config;
  return {
    id,
    cluster,
    metadata: {
      ...config.metadata,
      NAME: id,
      NAMESPACE: namespace,
      LABELS: labels,
      INSTANCE_IPS: addresses.join(","),
      // INSTANCE tells a control plane that a new stream is this very proxy's, come back.
      MELTEMI: { OUTBOUND: outbound, INBOUND: inbound, INSTANCE: randomUUID() },
    },
    locality: undefined,
    userAgentName: "meltemi",
    userAgentVersion: version,
  };
}
