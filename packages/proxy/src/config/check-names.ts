import {
  type ConfigRecord,
  type Finding,
  recordAt,
  recordsIn,
  suggest,
  textAt,
} from "@meltemi/api";

/** Names and addresses that occur twice. */
export function checkUnique(root: ConfigRecord): Finding[] {
  const listeners = recordsIn(root, "listeners");
  const clusters = recordsIn(root, "clusters");
  return [
    ...duplicates(listeners, "listener"),
    ...duplicates(clusters, "cluster"),
    ...listeners.flatMap((listener) => duplicates(recordsIn(listener, "routes"), "route")),
    ...clusters.flatMap((cluster) => duplicates(recordsIn(cluster, "subsets"), "subset")),
    ...sameSockets([...listeners, recordAt(root, "admin")]),
  ];
}

function duplicates(records: readonly ConfigRecord[], noun: string): Finding[] {
  const seen = new Set<string>();
  return records.flatMap((record) => {
    const name = textAt(record, "name");
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    const message = `there is already a ${noun} "${name}"; give this one another name`;
    return [{ path: [...record.path, "name"], message }];
  });
}

function sameSockets(records: readonly ConfigRecord[]): Finding[] {
  const seen = new Map<string, string>();
  return records.flatMap((record) => {
    const { address, port, name = "admin" } = record.value;
    if (typeof address !== "string" || typeof port !== "number" || port === 0) return [];
    const socket = `${address}:${port}`;
    const owner = seen.get(socket);
    if (owner === undefined) {
      seen.set(socket, String(name));
      return [];
    }
    const message = `${socket} is already taken by listener "${owner}"; use another port`;
    return [{ path: [...record.path, "port"], message }];
  });
}

/** Routes that lead to clusters or subsets that do not exist, or to nowhere, and so their mirrors. */
export function checkDestinations(root: ConfigRecord): Finding[] {
  const clusters = recordsIn(root, "clusters");
  return recordsIn(root, "listeners").flatMap((listener) =>
    recordsIn(listener, "routes").flatMap((route) => {
      const destinations = recordsIn(route, "route");
      const unknown =
        listener.value["validateClusters"] === false
          ? []
          : [...destinations, ...recordsIn(route, "mirrors")].flatMap((destination) =>
              checkDestination(destination, clusters),
            );
      return [...unknown, ...checkWeights(route, destinations)];
    }),
  );
}

function checkDestination(destination: ConfigRecord, clusters: readonly ConfigRecord[]): Finding[] {
  const name = textAt(destination, "cluster");
  const subset = textAt(destination, "subset");
  if (name === undefined) return [];
  const cluster = clusters.find((candidate) => textAt(candidate, "name") === name);
  if (cluster === undefined) {
    const message = `there is no cluster "${name}"; ${suggest(name, names(clusters))}`;
    return [{ path: [...destination.path, "cluster"], message }];
  }
  const subsets = names(recordsIn(cluster, "subsets"));
  if (subset === undefined || subsets.includes(subset)) return [];
  const message = `cluster "${name}" has no subset "${subset}"; ${suggest(subset, subsets)}`;
  return [{ path: [...destination.path, "subset"], message }];
}

function checkWeights(route: ConfigRecord, destinations: readonly ConfigRecord[]): Finding[] {
  if (destinations.length === 0 || destinations.some(({ value }) => value["weight"] !== 0)) {
    return [];
  }
  const message = "all weights are 0; give at least one destination a weight above 0";
  return [{ path: [...route.path, "route"], message }];
}

function names(records: readonly ConfigRecord[]): string[] {
  return records.flatMap((record) => textAt(record, "name") ?? []);
}
