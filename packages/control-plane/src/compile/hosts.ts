import { closest } from "@meltemi/api";
import { expandHost } from "./names.js";

/** The hosts of all services. */
export interface Hosts {
  has(host: string): boolean;
  /** A name without dots is one of the namespace, unless a service is called just that. */
  fullName(host: string, namespace: string): string;
  /** What somebody may have meant: the end of a message. */
  near(host: string): string;
}

/** Names that are looked at for a near one, so that many wrong names in a large mesh stay cheap. */
const CANDIDATES = 200;

/** @param list sorted */
export function hostsOf(list: readonly string[], domain: string): Hosts {
  const known = new Set(list);
  let neighbours: ReadonlyMap<string, readonly string[]> | undefined;

  const near = (host: string): string => {
    neighbours ??= neighboursOf(list);
    const [first, rest] = halves(host);
    const siblings = (neighbours.get(`.${rest}`) ?? []).slice(0, CANDIDATES);
    const sibling = closest(
      first,
      siblings.map((other) => halves(other)[0]),
    );
    const found = sibling === undefined ? neighbours.get(`${first}.`)?.[0] : join(sibling, rest);
    if (found !== undefined) return `did you mean "${found}"?`;
    return list.length === 0 ? "there is no service yet" : "apply its service, or correct the name";
  };

  return {
    has: (host) => known.has(host),
    fullName: (host, namespace) => {
      if (host.includes(".")) return host;
      const full = expandHost(host, namespace, domain);
      return known.has(host) && !known.has(full) ? host : full;
    },
    near,
  };
}

/** Hosts by their first label, as `orders.`, and by all after it, as `.shop.svc.cluster.local`. */
function neighboursOf(list: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>();
  for (const host of list) {
    const [first, rest] = halves(host);
    for (const key of [`${first}.`, `.${rest}`]) {
      const group = neighbours.get(key);
      if (group === undefined) neighbours.set(key, [host]);
      else group.push(host);
    }
  }
  return neighbours;
}

function halves(host: string): readonly [first: string, rest: string] {
  const dot = host.indexOf(".");
  return dot < 0 ? [host, ""] : [host.slice(0, dot), host.slice(dot + 1)];
}

function join(first: string, rest: string): string {
  return rest === "" ? first : `${first}.${rest}`;
}
