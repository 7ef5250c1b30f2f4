import { byAge, byText } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { namedIn, type Service } from "./service.js";
import type { DeclaredServices } from "./service-entry.js";

/** The services of the mesh: no two have the same host. */
export interface Services {
  /** Sorted by host. */
  readonly list: readonly Service[];
  /** The same, the oldest first. */
  readonly byAge: readonly Service[];
  /** Namespaces that only some of them are shown to. */
  readonly namespaces: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Joins the services that resources declare. Of those with the same host the oldest stays. */
export function servicesMerger(): (declared: readonly DeclaredServices[]) => Services {
  let last:
    | { readonly declared: readonly DeclaredServices[]; readonly merged: Services }
    | undefined;
  return (declared) => {
    const replaced = last && replacements(last.declared, declared);
    const merged =
      last === undefined || replaced === undefined
        ? mergeServices(declared)
        : replaceServices(last.merged, replaced);
    last = { declared, merged };
    return merged;
  };
}

function mergeServices(declared: readonly DeclaredServices[]): Services {
  const winners = new Map<string, Service>();
  const losers: Service[] = [];
  for (const { services } of declared) {
    for (const service of services) {
      const rival = winners.get(service.host);
      if (rival === undefined || byAge(service.age, rival.age) < 0) {
        winners.set(service.host, service);
        if (rival !== undefined) losers.push(rival);
      } else losers.push(service);
    }
  }
  const list = [...winners.values()].sort((left, right) => byText(left.host, right.host));
  return {
    list,
    byAge: list.toSorted((left, right) => byAge(left.age, right.age)),
    namespaces: namedIn(list.map(({ exportTo }) => exportTo)),
    diagnostics: losers.map(({ host, age }) => {
      const message = `host ${host} is declared by ${winners.get(host)?.age.key} already, which is older; remove one of them`;
      return diagnose(age.key, "HostTaken", message);
    }),
  };
}

/** What is mostly asked: some services have other endpoints, and all else is as it was. */
function replaceServices(merged: Services, replaced: ReadonlyMap<Service, Service>): Services {
  const swap = (service: Service) => replaced.get(service) ?? service;
  const list = merged.list.map(swap);
  return {
    ...merged,
    list,
    byAge: merged.byAge.map(swap),
    namespaces: namedIn(list.map(({ exportTo }) => exportTo)),
  };
}

/** Undefined: other hosts, or of another age, so that others may win. */
function replacements(
  before: readonly DeclaredServices[],
  after: readonly DeclaredServices[],
): ReadonlyMap<Service, Service> | undefined {
  if (before.length !== after.length) return undefined;
  const replaced = new Map<Service, Service>();
  for (const [index, { services }] of after.entries()) {
    const old = before[index]?.services ?? [];
    if (old === services) continue;
    if (old.length !== services.length) return undefined;
    for (const [at, service] of services.entries()) {
      const former = old[at];
      const isSame =
        former?.host === service.host &&
        former.age.key === service.age.key &&
        former.age.created === service.age.created;
      if (!isSame) return undefined;
      replaced.set(former, service);
    }
  }
  return replaced;
}
