import type { Resource } from "@meltemi/api";
import { type Age, byAge } from "./age.js";
import type { Diagnostic } from "./diagnostic.js";
import { difference } from "./difference.js";
import type { Hosts } from "./hosts.js";
import { sameItems } from "./memo.js";

/** What is chosen for a host of all that is said of it. */
export interface Verdict<Chosen> {
  readonly chosen: Chosen;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SaidOfHosts<Item, Chosen> {
  /** Counts up whenever something is said that was not, or no longer is. */
  readonly revision: number;
  /** Hosts for which something else may be chosen than in the revision before. Undefined: any host. */
  readonly changed: ReadonlySet<string> | undefined;
  /** Items that `isSpecial`, in no order. */
  readonly special: ReadonlySet<Item>;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined: nothing is said of it. For the newest revision only. */
  of(host: string): Chosen | undefined;
}

export interface HostRules<Spec, Item, Chosen> {
  /** The same resource is the same item. */
  read(resource: Resource<Spec>): Item;
  /** The full names of the hosts that it is about, each once. */
  hostsOf(item: Item, hosts: Hosts): readonly string[];
  isSpecial(item: Item): boolean;
  /** @param members the oldest first */
  judge(host: string, members: readonly [Item, ...Item[]], hosts: Hosts): Verdict<Chosen>;
}

export type SaidReader<Spec, Item, Chosen> = (
  resources: readonly Resource<Spec>[],
  hosts: Hosts,
) => SaidOfHosts<Item, Chosen>;

/** Sorts resources by the hosts that they are about. After a change only those hosts are judged anew. */
export function saidOfHosts<Spec, Item extends { readonly age: Age }, Chosen>(
  rules: HostRules<Spec, Item, Chosen>,
): SaidReader<Spec, Item, Chosen> {
  const { read, hostsOf, isSpecial, judge } = rules;
  let resources: readonly Resource<Spec>[] = [];
  let hosts: Hosts | undefined;
  let groups = new Map<string, readonly Item[]>();
  let verdicts = new Map<string, Verdict<Chosen>>();
  let noteworthy = new Map<string, readonly Diagnostic[]>();
  let special = new Set<Item>();
  let said: SaidOfHosts<Item, Chosen> | undefined;

  return (next, nextHosts) => {
    const isSameHosts = hosts === nextHosts;
    if (said !== undefined && isSameHosts && resources === next) return said;
    if (!isSameHosts) {
      // Other short names, other hosts that are unknown: nothing holds any more.
      resources = [];
      groups = new Map();
      verdicts = new Map();
      noteworthy = new Map();
      special = new Set();
    }
    const { removed, added } = difference(resources, next);
    const edits = new Map<string, { readonly removed: Set<Item>; readonly added: Item[] }>();
    const editOf = (host: string) => {
      const edit = edits.get(host) ?? { removed: new Set(), added: [] };
      edits.set(host, edit);
      return edit;
    };
    for (const item of removed.map((resource) => read(resource))) {
      special.delete(item);
      for (const host of hostsOf(item, nextHosts)) editOf(host).removed.add(item);
    }
    for (const item of added.map((resource) => read(resource))) {
      if (isSpecial(item)) special.add(item);
      for (const host of hostsOf(item, nextHosts)) editOf(host).added.push(item);
    }
    for (const [host, edit] of edits) {
      const before = groups.get(host) ?? [];
      const members = [...before.filter((item) => !edit.removed.has(item)), ...edit.added].sort(
        (left, right) => byAge(left.age, right.age),
      );
      if (sameItems(before, members)) continue;
      const [oldest, ...others] = members;
      const verdict = oldest && judge(host, [oldest, ...others], nextHosts);
      set(groups, host, oldest && members);
      set(verdicts, host, verdict);
      set(noteworthy, host, verdict?.diagnostics.length ? verdict.diagnostics : undefined);
    }
    resources = next;
    hosts = nextHosts;
    const current = verdicts;
    said = {
      revision: (said?.revision ?? 0) + 1,
      changed: isSameHosts ? new Set(edits.keys()) : undefined,
      special: new Set(special),
      diagnostics: [...noteworthy.values()].flat(),
      of: (host) => current.get(host)?.chosen,
    };
    return said;
  };
}

function set<Value>(map: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
