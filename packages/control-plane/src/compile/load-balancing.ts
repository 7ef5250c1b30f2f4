import type { LoadBalancerSettings, SimpleLoadBalancer } from "@meltemi/api";
import type { Enums, Messages } from "@meltemi/xds";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];
type Policy = Enums["envoy.config.cluster.v3.Cluster.LbPolicy"];

/** PASSTHROUGH needs the address that the client had asked for, which a proxy that is not transparent does not know. */
const SIMPLE: Readonly<Record<SimpleLoadBalancer, Policy>> = {
  UNSPECIFIED: "ROUND_ROBIN",
  ROUND_ROBIN: "ROUND_ROBIN",
  LEAST_CONN: "LEAST_REQUEST",
  LEAST_REQUEST: "LEAST_REQUEST",
  RANDOM: "RANDOM",
  PASSTHROUGH: "ROUND_ROBIN",
};

/** The fields of a cluster that say how an endpoint is chosen. */
export function loadBalancing(settings: LoadBalancerSettings | undefined): Cluster {
  const hash = settings?.consistentHash;
  if (hash === undefined) return { lbPolicy: SIMPLE[settings?.simple ?? "UNSPECIFIED"] };
  if (hash.maglev !== undefined) {
    const { tableSize } = hash.maglev;
    return {
      lbPolicy: "MAGLEV",
      ...(tableSize ? { maglevLbConfig: { tableSize: { value: tableSize } } } : {}),
    };
  }
  const size = hash.ringHash?.minimumRingSize;
  return {
    lbPolicy: "RING_HASH",
    ...(size ? { ringHashLbConfig: { minimumRingSize: { value: size } } } : {}),
  };
}
