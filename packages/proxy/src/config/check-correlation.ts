import { type ConfigRecord, type Finding, recordsIn, textAt } from "@meltemi/api";
import { canMultiplex } from "../plugins/can-multiplex.js";
import type { PluginRegistry } from "../plugins/registry.js";

/** Settings that ask for what the correlation of a listener's protocol does not allow. */
export function checkCorrelation(root: ConfigRecord, registry: PluginRegistry): Finding[] {
  return recordsIn(root, "listeners").flatMap((listener) => {
    const codec = registry.codec(textAt(listener, "protocol") ?? "");
    if (codec === undefined) return [];
    const protocol = `protocol "${codec.protocol}" (listener "${textAt(listener, "name")}")`;
    return [
      ...(canMultiplex(codec) ? [] : checkMultiplexing(root, listener, protocol)),
      ...(codec.correlation === "connection"
        ? [...checkOneway(listener, protocol), ...checkMirrors(listener, protocol)]
        : []),
    ];
  });
}

function checkMultiplexing(
  root: ConfigRecord,
  listener: ConfigRecord,
  protocol: string,
): Finding[] {
  return recordsIn(root, "clusters").flatMap((cluster) => {
    if (cluster.value["multiplexing"] !== true) return [];
    if (!leadsTo(listener, textAt(cluster, "name"))) return [];
    const message =
      `the answers of ${protocol} carry no ids by which clients on one connection could be told apart; ` +
      "remove multiplexing";
    return [{ path: [...cluster.path, "multiplexing"], message }];
  });
}

function leadsTo(listener: ConfigRecord, cluster: string | undefined): boolean {
  return recordsIn(listener, "routes").some((route) =>
    [...recordsIn(route, "route"), ...recordsIn(route, "mirrors")].some(
      (destination) => textAt(destination, "cluster") === cluster,
    ),
  );
}

function checkOneway(listener: ConfigRecord, protocol: string): Finding[] {
  return recordsIn(listener, "routes").flatMap((route) => {
    if (route.value["oneway"] !== true) return [];
    const message =
      `clients of ${protocol} have a connection to the server each, on which an answer that comes all the ` +
      "same would be taken for the next one; remove oneway";
    return [{ path: [...route.path, "oneway"], message }];
  });
}

function checkMirrors(listener: ConfigRecord, protocol: string): Finding[] {
  return recordsIn(listener, "routes").flatMap((route) => {
    if (recordsIn(route, "mirrors").length === 0) return [];
    const message =
      `requests of ${protocol} mean something only after those that came before on the same connection, which a ` +
      "copy would not have; remove mirrors";
    return [{ path: [...route.path, "mirrors"], message }];
  });
}
