import type { MetaRouterSpec, Resource } from "@meltemi/api";
import { type Age, ageOf } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import type { Hosts } from "./hosts.js";
import { memoByObject } from "./memo.js";
import { type SaidOfHosts, type SaidReader, saidOfHosts } from "./said-of-hosts.js";
import { type Scope, scopeOf } from "./service.js";

export interface MetaRouter {
  readonly age: Age;
  readonly spec: MetaRouterSpec;
  /** Namespaces whose proxies see it. */
  readonly scope: Scope;
  /** Gateways that it is also for, as `namespace/name`. */
  readonly gateways: readonly string[];
  /** What of it proxies do not act on. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The routers of each host that some proxy follows, the oldest first; the one that a namespace sees first counts there.
 * Special are those that not everybody sees, or that are for gateways too.
 */
export type MetaRouters = SaidOfHosts<MetaRouter, readonly MetaRouter[]>;

export function metaRoutersReader(): SaidReader<MetaRouterSpec, MetaRouter, readonly MetaRouter[]> {
  return saidOfHosts({
    read: memoByObject(readRouter),
    hostsOf: fullHosts,
    isSpecial: ({ scope, gateways }) => scope !== "everyone" || gateways.length > 0,
    judge: (host, members, hosts) => {
      const { followed, conflicts } = rank(members);
      const diagnostics = conflicts.map(({ age, reason, message }) =>
        diagnose(age.key, reason, `host ${host}: ${message}`),
      );
      if (!hosts.has(host)) {
        const message = `spec.hosts: no service has the host ${host}; ${hosts.near(host)}`;
        for (const { age } of members) {
          diagnostics.push(diagnose(age.key, "NoSuchService", message));
        }
      }
      for (const router of followed) diagnostics.push(...router.diagnostics);
      return { chosen: followed, diagnostics };
    },
  });
}

/** The router that a namespace follows. */
export function routerFor(
  routers: readonly MetaRouter[],
  namespace: string,
): MetaRouter | undefined {
  return routers.find(({ scope }) => scope === "everyone" || scope.has(namespace));
}

export function fullHosts({ spec, age }: MetaRouter, hosts: Hosts): readonly string[] {
  if (spec.hosts.length === 1) return spec.hosts.map((host) => hosts.fullName(host, age.namespace));
  return [...new Set(spec.hosts.map((host) => hosts.fullName(host, age.namespace)))];
}

function readRouter(resource: Resource<MetaRouterSpec>): MetaRouter {
  const { spec, metadata } = resource;
  const age = ageOf(resource);
  return {
    age,
    diagnostics: spec.routes.flatMap((route, index) =>
      NOT_ACTED_ON.filter((field) => route[field] !== undefined).map((field) =>
        diagnose(
          age.key,
          "NotSupported",
          `spec.routes[${index}].${field}: proxies do not act on it yet`,
        ),
      ),
    ),
    spec,
    scope: scopeOf(spec.exportTo, metadata.namespace),
    gateways: spec.gateways.map((gateway) =>
      gateway.includes("/") ? gateway : `${metadata.namespace}/${gateway}`,
    ),
  };
}

const NOT_ACTED_ON = ["retries", "fault"] as const;

interface Conflict {
  readonly age: Age;
  readonly reason: "HostTaken" | "PartlyTaken";
  readonly message: string;
}

interface Ranking {
  readonly followed: readonly MetaRouter[];
  readonly conflicts: readonly Conflict[];
}

/** Tells those that some namespace follows from those that older ones leave nothing. */
function rank(oldestFirst: readonly MetaRouter[]): Ranking {
  const followed: MetaRouter[] = [];
  const conflicts: Conflict[] = [];
  /** Namespaces that follow a router already. */
  const taken = new Map<string, MetaRouter>();
  let takenByAll: MetaRouter | undefined;
  for (const router of oldestFirst) {
    const { scope, age } = router;
    if (takenByAll !== undefined) {
      conflicts.push({ age, reason: "HostTaken", message: lost(takenByAll) });
      continue;
    }
    const wanted = scope === "everyone" ? [] : [...scope];
    const lostTo = (scope === "everyone" ? [...taken.keys()] : wanted).filter((namespace) =>
      taken.has(namespace),
    );
    const [namespace = ""] = lostTo;
    const rival = taken.get(namespace);
    if (rival !== undefined && scope !== "everyone" && lostTo.length === wanted.length) {
      conflicts.push({ age, reason: "HostTaken", message: lost(rival) });
      continue;
    }
    if (rival !== undefined) {
      const where = lostTo.toSorted().join(", ");
      const message = `${rival.age.key}, which is older, counts instead in ${where}; set exportTo of this one to other namespaces`;
      conflicts.push({ age, reason: "PartlyTaken", message });
    }
    followed.push(router);
    if (scope === "everyone") takenByAll = router;
    for (const one of wanted) if (!taken.has(one)) taken.set(one, router);
  }
  return { followed, conflicts };
}

function lost({ age }: MetaRouter): string {
  return `${age.key} is for it already and is older, so this one does nothing there; move its routes to that one, or remove one of them`;
}
