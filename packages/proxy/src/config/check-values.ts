import { isIP } from "node:net";
import { type ConfigRecord, type Finding, recordAt, recordsIn, textAt } from "@meltemi/api";
import { checkBalancer, checkHashPolicy } from "./check-balancing.js";
import { checkMatch } from "./check-match.js";
import { checkNode, checkXds } from "./check-node.js";

/**
 * Values that have the right form and yet cannot be used.
 * @param form what the schema has found
 */
export function checkValues(root: ConfigRecord, form: readonly Finding[]): Finding[] {
  const listeners = recordsIn(root, "listeners");
  const clusters = recordsIn(root, "clusters");
  const routes = listeners.flatMap((listener) => recordsIn(listener, "routes"));
  return [
    ...routes.flatMap((route) => checkMatch(recordAt(route, "match"), form)),
    ...routes.flatMap(checkHashPolicy),
    ...clusters.flatMap(checkAddresses),
    ...clusters.flatMap(checkBalancer),
    ...[...listeners, ...clusters].flatMap((owner) => checkLimits(recordAt(owner, "limits"))),
    ...checkXds(recordAt(root, "xds")),
    ...checkNode(recordAt(root, "node")),
  ];
}

function checkAddresses(cluster: ConfigRecord): Finding[] {
  if (cluster.value["type"] !== "static") return [];
  return recordsIn(cluster, "endpoints").flatMap((endpoint) => {
    const address = textAt(endpoint, "address");
    if (address === undefined || address === "" || isIP(address) !== 0) return [];
    const message = `"${address}" is not an IP address; for host names set the cluster's "type: dns"`;
    return [{ path: [...endpoint.path, "address"], message }];
  });
}

function checkLimits({ path, value }: ConfigRecord): Finding[] {
  const { bufferHighWatermarkBytes: watermark, bufferLimitBytes: limit } = value;
  if (typeof watermark !== "number" || typeof limit !== "number" || watermark <= limit) return [];
  const message = `bufferHighWatermarkBytes (${watermark}) is above bufferLimitBytes (${limit}); lower it`;
  return [{ path, message }];
}
