import { apiVersionOf, findKind, type ResourceMetadata, type Specs } from "@meltemi/api";
import type { Diagnostic } from "../compile/diagnostic.js";
import type { Mesh } from "../compile/mesh.js";
import { claimInForce, type Entry } from "../store/entry.js";
import { conditionsOf } from "./conditions.js";
import { Programming } from "./programmed.js";
import type { ProxyRegistry } from "./proxy-registry.js";
import type { ResourceView } from "./resource-view.js";

/** Resources with their conditions, at one moment. */
export class StatusReport {
  readonly #addresses: ReadonlyMap<string, string>;
  readonly #programming: Programming;
  readonly #diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;

  constructor(mesh: Mesh, registry: ProxyRegistry) {
    this.#addresses = mesh.addresses;
    this.#programming = new Programming(mesh, registry);
    const ofProxies = registry.connected().map((node) => mesh.snapshot(node).diagnostics);
    this.#diagnostics = byResource([mesh.diagnostics, ...ofProxies]);
  }

  view(entry: Entry): ResourceView {
    const { read } = claimInForce(entry);
    const { kind } = entry.id;
    const definition = findKind(kind);
    const conditions = conditionsOf(
      entry,
      this.#diagnostics.get(entry.key) ?? [],
      this.#programming.condition(entry.key),
    );
    return {
      apiVersion:
        definition === undefined ? "" : apiVersionOf(definition.group, definition.version),
      kind,
      metadata: read.resource?.metadata ?? bareMetadata(entry, read.written),
      written: read.written,
      origin: read.file === undefined ? undefined : { file: read.file, line: read.line },
      status: { conditions, ...this.#addressesOf(entry) },
    };
  }

  #addressesOf({ id, resource }: Entry): { readonly addresses?: readonly string[] } {
    if (id.kind !== "ServiceEntry" || resource === undefined) return {};
    const { hosts } = resource.spec as Specs["ServiceEntry"];
    const addresses = hosts.flatMap((host) => this.#addresses.get(host) ?? []);
    return addresses.length === 0 ? {} : { addresses };
  }
}

/** Each diagnostic once: several proxies may have the same. */
function byResource(
  lists: readonly (readonly Diagnostic[])[],
): ReadonlyMap<string, readonly Diagnostic[]> {
  const grouped = new Map<string, Map<string, Diagnostic>>();
  for (const list of new Set(lists)) {
    for (const diagnostic of list) {
      const { resource, type, reason, message } = diagnostic;
      const group = grouped.get(resource) ?? new Map<string, Diagnostic>();
      group.set(`${type} ${reason} ${message}`, diagnostic);
      grouped.set(resource, group);
    }
  }
  return new Map([...grouped].map(([resource, group]) => [resource, [...group.values()]]));
}

/** Of a resource that cannot be read in full. */
function bareMetadata({ id: { name, namespace } }: Entry, written: unknown): ResourceMetadata {
  const stamp = (written as { metadata?: { creationTimestamp?: unknown } } | null | undefined)
    ?.metadata?.creationTimestamp;
  const creationTimestamp = typeof stamp === "string" ? stamp : undefined;
  return { name, namespace, labels: {}, annotations: {}, creationTimestamp };
}
