import type { Age } from "./age.js";

/** What clients call: one host, whatever kind of resource it was declared by. */
export interface Service {
  readonly host: string;
  readonly namespace: string;
  /** Of the resource that declares it. */
  readonly age: Age;
  /** Keys of all resources that went into it, the declaring one first. */
  readonly sources: readonly string[];
  /** Namespaces that see it. */
  readonly exportTo: Scope;
  /** IP addresses at which clients reach it, as they were written. */
  readonly addresses: readonly string[];
  /** Whether it is to have an address when none is written. */
  readonly wantsAddress: boolean;
  readonly resolution: "STATIC" | "DNS";
  /** Requests go where they were bound for, which a proxy that is not transparent cannot know. */
  readonly isPassthrough: boolean;
  readonly ports: readonly ServicePort[];
  readonly endpoints: readonly Endpoint[];
  /** Labels of the proxies that stand before it. Undefined: only its endpoints tell. */
  readonly selector: Readonly<Record<string, string>> | undefined;
}

export interface ServicePort {
  readonly number: number;
  readonly name: string;
  /** Where endpoints listen that do not say otherwise. */
  readonly targetPort: number;
}

export interface Endpoint {
  /** An IP address; with resolution DNS also a name. */
  readonly address: string;
  /** Where it listens, by number of the service's port. Ports that are absent it does not serve. */
  readonly ports: ReadonlyMap<number, number>;
  readonly labels: Readonly<Record<string, string>>;
  readonly locality: EndpointLocality;
  /** 1 or more; undefined: as much as others. */
  readonly weight: number | undefined;
}

export interface EndpointLocality {
  readonly region: string;
  readonly zone: string;
  readonly subZone: string;
}

export const NOWHERE: EndpointLocality = { region: "", zone: "", subZone: "" };

/** Namespaces to which something is shown. */
export type Scope = "everyone" | ReadonlySet<string>;

const EVERYONE: ReadonlySet<string> = new Set(["*"]);

/** `.` is the own namespace, `*` all; nothing is all as well. */
export function scopeOf(exportTo: readonly string[] | undefined, namespace: string): Scope {
  if (exportTo === undefined || exportTo.length === 0) return "everyone";
  if (exportTo.some((entry) => EVERYONE.has(entry))) return "everyone";
  return new Set(exportTo.map((entry) => (entry === "." ? namespace : entry)));
}

export function sees(scope: Scope, namespace: string): boolean {
  return scope === "everyone" || scope.has(namespace);
}

/** All namespaces that one of the scopes names. */
export function namedIn(scopes: Iterable<Scope>): ReadonlySet<string> {
  const named = new Set<string>();
  for (const scope of scopes) {
    if (scope !== "everyone") for (const namespace of scope) named.add(namespace);
  }
  return named;
}

/** Whether every wanted label is there. No wanted labels: nothing matches. */
export function selects(
  wanted: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  const entries = Object.entries(wanted);
  return entries.length > 0 && entries.every(([name, value]) => labels[name] === value);
}
