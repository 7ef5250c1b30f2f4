import type { Enums, Messages } from "@meltemi/xds";
import type { LoadBalancing } from "../../config/config.js";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";
import { wrapped } from "./wrapped.js";

type Cluster = Messages["envoy.config.cluster.v3.Cluster"];
type LbPolicy = Enums["envoy.config.cluster.v3.Cluster.LbPolicy"];
type RingHash = Messages["envoy.config.cluster.v3.Cluster.RingHashLbConfig"];
type Maglev = Messages["envoy.config.cluster.v3.Cluster.MaglevLbConfig"];
type CommonLbConfig = Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig"];
type HashingLbConfig = NonNullable<CommonLbConfig["consistentHashingLbConfig"]>;

const LOAD_BALANCERS: Partial<Record<LbPolicy, LoadBalancing["loadBalancer"]>> = {
  ROUND_ROBIN: "round-robin",
  LEAST_REQUEST: "least-request",
  RANDOM: "random",
  RING_HASH: "ring-hash",
  MAGLEV: "maglev",
};

const COMMON = fieldTable<CommonLbConfig>({
  read: ["consistentHashingLbConfig"],
  harmless: ["updateMergeWindow"],
  noted: [
    "healthyPanicThreshold",
    "zoneAwareLbConfig",
    "localityWeightedLbConfig",
    "ignoreNewHostsUntilFirstHc",
    "closeConnectionsOnHostSetChange",
  ],
});
const HASHING = fieldTable<HashingLbConfig>({ read: [], noted: ["hashBalanceFactor"] });

/** The bounds that Envoy has for them too. */
const MAX_RING_SIZE = 8_388_608;
const MAX_TABLE_SIZE = 5_000_011;

/**
 * How a cluster chooses among its endpoints.
 * @throws {XdsResourceError} when the proxy cannot choose that way
 */
export function readLoadBalancing(
  cluster: Cluster,
  defaults: LoadBalancing,
  place: Place,
): LoadBalancing {
  const { lbPolicy = "ROUND_ROBIN", commonLbConfig, ringHashLbConfig, maglevLbConfig } = cluster;
  const loadBalancer = LOAD_BALANCERS[lbPolicy];
  if (loadBalancer === undefined) {
    const known = Object.keys(LOAD_BALANCERS).join(", ");
    throw place.at("lb_policy").error(`${lbPolicy} is not supported; use one of ${known}`);
  }
  if (commonLbConfig !== undefined) checkCommon(commonLbConfig, place.at("common_lb_config"));
  const { ringHash, maglev } = defaults;
  return {
    loadBalancer,
    ringHash:
      loadBalancer === "ring-hash" && ringHashLbConfig !== undefined
        ? readRingHash(ringHashLbConfig, ringHash, place.at("ring_hash_lb_config"))
        : ringHash,
    maglev:
      loadBalancer === "maglev" && maglevLbConfig !== undefined
        ? readMaglev(maglevLbConfig, maglev, place.at("maglev_lb_config"))
        : maglev,
  };
}

function checkCommon(common: CommonLbConfig, place: Place): void {
  checkFields(common, COMMON, place);
  const hashing = common.consistentHashingLbConfig;
  if (hashing !== undefined)
    checkFields(hashing, HASHING, place.at("consistent_hashing_lb_config"));
}

function readRingHash(
  { minimumRingSize, maximumRingSize, hashFunction = "XX_HASH" }: RingHash,
  defaults: LoadBalancing["ringHash"],
  place: Place,
): LoadBalancing["ringHash"] {
  if (hashFunction !== "XX_HASH") {
    throw place.at("hash_function").error(`${hashFunction} is not supported; use XX_HASH`);
  }
  const sizeOf = (given: RingHash["minimumRingSize"], fallback: number, field: string): number => {
    const size = wrapped(given, fallback);
    if (size >= 1 && size <= MAX_RING_SIZE) return size;
    throw place.at(field).error(`${size} is out of range; give 1 to ${MAX_RING_SIZE}`);
  };
  const minimum = sizeOf(minimumRingSize, defaults.minimumRingSize, "minimum_ring_size");
  const maximum = sizeOf(maximumRingSize, defaults.maximumRingSize, "maximum_ring_size");
  if (minimum > maximum) {
    const text = `${maximum} is below minimum_ring_size, ${minimum}; raise it`;
    throw place.at("maximum_ring_size").error(text);
  }
  return { minimumRingSize: minimum, maximumRingSize: maximum };
}

function readMaglev(
  { tableSize }: Maglev,
  defaults: LoadBalancing["maglev"],
  place: Place,
): LoadBalancing["maglev"] {
  if (tableSize === undefined) return defaults;
  const size = tableSize.value ?? 0;
  if (size > MAX_TABLE_SIZE || !isPrime(size)) {
    const text = `${size} is not a prime number of at most ${MAX_TABLE_SIZE}; use one, such as 65537`;
    throw place.at("table_size").error(text);
  }
  return { tableSize: size };
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false;
  }
  return number > 1;
}
