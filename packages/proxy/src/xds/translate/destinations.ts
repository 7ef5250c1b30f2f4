import type { Messages } from "@meltemi/xds";
import type { DestinationConfig } from "../../config/config.js";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";
import { wrapped } from "./wrapped.js";

type WeightedCluster = Messages["envoy.config.route.v3.WeightedCluster"];
type ClusterWeight = Messages["envoy.config.route.v3.WeightedCluster.ClusterWeight"];

/** What both forms of a route's action have. */
interface ClusterSpecifier {
  readonly cluster?: string | undefined;
  readonly weightedClusters?: WeightedCluster | undefined;
}

const WEIGHTED_CLUSTER = fieldTable<WeightedCluster>({
  read: ["clusters"],
  harmless: ["totalWeight"], // the proxy adds the weights up itself
  noted: ["runtimeKeyPrefix"],
});
const CLUSTER_WEIGHT = fieldTable<ClusterWeight>({ read: ["name", "weight"] });

/**
 * Where a route leads to.
 * @throws {XdsResourceError} when that is nowhere
 */
export function readDestinations(
  { cluster, weightedClusters }: ClusterSpecifier,
  place: Place,
): readonly DestinationConfig[] {
  if (weightedClusters !== undefined) {
    return readWeighted(weightedClusters, place.at("weighted_clusters"));
  }
  if (cluster === undefined) {
    throw place.error("leads to no cluster; give cluster or weighted_clusters");
  }
  if (cluster === "") throw place.at("cluster").error("is empty; name a cluster");
  return [{ cluster, subset: undefined, weight: 1 }];
}

function readWeighted(weighted: WeightedCluster, place: Place): readonly DestinationConfig[] {
  checkFields(weighted, WEIGHTED_CLUSTER, place);
  const clusters = place.at("clusters");
  const destinations = (weighted.clusters ?? []).map((entry, index) => {
    const at = clusters.at(index);
    checkFields(entry, CLUSTER_WEIGHT, at);
    const { name = "", weight } = entry;
    if (name === "") throw at.at("name").error("is empty; name a cluster");
    if (weight === undefined) throw at.at("weight").error("is missing; give a share, such as 50");
    return { cluster: name, subset: undefined, weight: wrapped(weight, 0) };
  });
  if (destinations.length === 0) throw clusters.error("is empty; give at least one cluster");
  if (destinations.every(({ weight }) => weight === 0)) {
    throw clusters.error("has weights of 0 alone; give at least one cluster a weight above 0");
  }
  return destinations;
}
