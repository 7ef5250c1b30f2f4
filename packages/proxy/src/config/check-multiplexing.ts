import { canMultiplex } from "../plugins/can-multiplex.js";
import type { PluginRegistry } from "../plugins/registry.js";
import type { Finding } from "./findings.js";
import { type ConfigRecord, recordsIn, textAt } from "./records.js";

/** Clusters that ask for `multiplexing` and are spoken to in a protocol that cannot be shared. */
export function checkMultiplexing(root: ConfigRecord, registry: PluginRegistry): Finding[] {
  return recordsIn(root, "clusters").flatMap((cluster) => {
    if (cluster.value["multiplexing"] !== true) return [];
    const name = textAt(cluster, "name");
    for (const listener of recordsIn(root, "listeners")) {
      const codec = registry.codec(textAt(listener, "protocol") ?? "");
      if (codec === undefined || canMultiplex(codec) || !leadsTo(listener, name)) continue;
      const message =
        `the answers of protocol "${codec.protocol}" (listener "${textAt(listener, "name")}") carry no ids ` +
        "by which clients on one connection could be told apart; remove multiplexing";
      return [{ path: [...cluster.path, "multiplexing"], message }];
    }
    return [];
  });
}

function leadsTo(listener: ConfigRecord, cluster: string | undefined): boolean {
  return recordsIn(listener, "routes").some((route) =>
    recordsIn(route, "route").some((destination) => textAt(destination, "cluster") === cluster),
  );
}
