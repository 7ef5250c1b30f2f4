import { apiVersionOf, findKind, type ResourceMetadata } from "@meltemi/api";
import type { Diagnostic } from "../compile/diagnostic.js";
import type { Mesh } from "../compile/mesh.js";
import { claimInForce, type Entry } from "../store/entry.js";
import { conditionsOf } from "./conditions.js";
import { Programming } from "./programmed.js";
import type { ProxyRegistry } from "./proxy-registry.js";
import type { ResourceView } from "./resource-view.js";

/** Resources with their conditions, at one moment. */
export class StatusReport {
  readonly #programming: Programming;
  readonly #diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;

  constructor(mesh: Mesh, registry: ProxyRegistry) {
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
      metadata: read.resource?.metadata ?? bareMetadata(entry),
      written: read.written,
      origin: read.file === undefined ? undefined : { file: read.file, line: read.line },
      status: { conditions },
    };
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
function bareMetadata({ id: { name, namespace } }: Entry): ResourceMetadata {
  return { name, namespace, labels: {}, annotations: {}, creationTimestamp: undefined };
}
