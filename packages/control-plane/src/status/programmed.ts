import type { Condition } from "@meltemi/api";
import type { Mesh, NodeSnapshot } from "../compile/mesh.js";
import type { ProxyRegistry } from "./proxy-registry.js";
import { XdsIndex } from "./xds-index.js";

/** What became of a resource at a proxy. */
type Outcome = { readonly state: "taken" | "waiting" } | { readonly state: "refused"; why: string };

/** Tells which proxies have taken what was made from a resource. For one mesh and one moment. */
export class Programming {
  readonly #index: XdsIndex;
  readonly #proxies: readonly { readonly id: string; readonly snapshot: NodeSnapshot }[];
  readonly #registry: ProxyRegistry;

  constructor(mesh: Mesh, registry: ProxyRegistry) {
    this.#index = XdsIndex.of(mesh);
    this.#registry = registry;
    this.#proxies = registry.connected().map((node) => ({
      id: node.id,
      snapshot: mesh.snapshot(node),
    }));
  }

  condition(key: string): Condition {
    const outcomes = this.#proxies.flatMap(({ id, snapshot }) => {
      const outcome = this.#outcome(key, id, snapshot);
      return outcome === undefined ? [] : [{ id, ...outcome }];
    });
    const type = "Programmed";
    if (outcomes.length === 0) {
      const message = "no proxy that is connected has a use for it";
      return { type, status: "Unknown", reason: "NoProxies", message };
    }
    const taken = outcomes.filter(({ state }) => state === "taken").length;
    const share = `${taken} of ${outcomes.length} ${outcomes.length === 1 ? "proxy has" : "proxies have"} taken it`;
    const refusals = outcomes.flatMap((one) =>
      one.state === "refused" ? [`${one.id} refused it: ${one.why}`] : [],
    );
    if (refusals.length > 0) {
      const message = [share, ...refusals.slice(0, 3), ...more(refusals.length - 3)].join("; ");
      return { type, status: "False", reason: "Rejected", message };
    }
    const isDone = taken === outcomes.length;
    return {
      type,
      status: isDone ? "True" : "False",
      reason: isDone ? "Programmed" : "Pending",
      message: share,
    };
  }

  /** Undefined: nothing was made from it that this proxy asked for. */
  #outcome(key: string, id: string, snapshot: NodeSnapshot): Outcome | undefined {
    let seen = false;
    let waiting = false;
    for (const resource of this.#index.madeFrom(key, snapshot)) {
      const { state, message = "" } = this.#registry.outcome(id, resource);
      if (state === "not-sent") continue;
      if (state === "rejected") return { state: "refused", why: message };
      seen = true;
      if (state === "stale") waiting = true;
    }
    if (!seen) return undefined;
    return { state: waiting ? "waiting" : "taken" };
  }
}

function more(count: number): readonly string[] {
  return count > 0 ? [`and ${count} more`] : [];
}
