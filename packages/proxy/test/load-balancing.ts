import type { LoadBalancing } from "../src/config/config.js";

/** A cluster's balancing with every default. */
export function balancing(
  loadBalancer: LoadBalancing["loadBalancer"] = "round-robin",
): LoadBalancing {
  return {
    loadBalancer,
    ringHash: { minimumRingSize: 1024, maximumRingSize: 8_388_608 },
    maglev: { tableSize: 65_537 },
  };
}
