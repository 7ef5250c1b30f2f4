import type { Node } from "@meltemi/xds";
import { readClient } from "./client.js";
import { type Diagnostic, sortDiagnostics } from "./diagnostic.js";
import { findRoutes, whyNoRoutes } from "./find-routes.js";
import { type Generations, generations } from "./generations.js";
import { memo, memoByObject, stableList } from "./memo.js";
import type { Mesh, NodeSnapshot } from "./mesh.js";
import type { MeshModel } from "./mesh-model.js";
import type { MetaRouters } from "./meta-routers.js";
import {
  listenersByAge,
  type NamespaceView,
  onBasis,
  type ViewCompiler,
  viewCompiler,
} from "./namespace-view.js";
import { type NodeCompiler, nodeCompiler } from "./node-view.js";
import { outboundListeners, type ServiceListeners } from "./outbound-listeners.js";
import { ServedIndex } from "./served-services.js";
import { namedIn } from "./service.js";
import { sourcesOf } from "./sources.js";

/** What is kept from one mesh to the next. */
export interface MeshCaches {
  readonly views: Generations<ViewCompiler>;
  readonly nodes: Generations<NodeCompiler>;
  readonly served: ServedIndex;
  /** Conflicts between the addresses of services. */
  conflicts(model: MeshModel): readonly Diagnostic[];
}

/** Meshes that a view or a node may miss before it starts afresh. */
const KEPT = 16;

export function meshCaches(): MeshCaches {
  const stable = stableList<ServiceListeners>();
  const conflictsOf = memo(
    (services: readonly ServiceListeners[]) => outboundListeners(services, "vip").diagnostics,
  );
  const byBasis = onBasis((model) => conflictsOf(stable(listenersByAge(model, undefined))));
  return {
    views: generations(KEPT),
    nodes: generations(KEPT),
    served: new ServedIndex(),
    conflicts: byBasis,
  };
}

export function createMesh(
  model: MeshModel,
  { views, nodes, served, conflicts }: MeshCaches,
): Mesh {
  views.next();
  nodes.next();
  const snapshots = new Map<string, NodeSnapshot>();
  let diagnostics: readonly Diagnostic[] | undefined;

  const viewOf = (namespace: string): NamespaceView => {
    const { services, routers } = model;
    // Namespaces that nothing names see the same.
    const isNamed = services.namespaces.has(namespace) || namedByRouters(routers).has(namespace);
    const key = isNamed ? namespace : "";
    return views.get(key, () => viewCompiler(key))(model);
  };

  return {
    services: model.services.list,
    addresses: model.addresses,
    get diagnostics() {
      diagnostics ??= collectDiagnostics(model, conflicts(model));
      return diagnostics;
    },
    snapshot: (node: Node) => {
      const client = readClient(node);
      const known = snapshots.get(client.id);
      if (known !== undefined) return known;
      const compile = nodes.get(client.id, () => nodeCompiler(client));
      const snapshot = compile(model, viewOf(client.namespace), served);
      snapshots.set(client.id, snapshot);
      return snapshot;
    },
    routes: (query = {}) => findRoutes(model, query),
    whyNoRoutes: (query) => whyNoRoutes(model, query),
    sources: (typeUrl, name) => sourcesOf(model, typeUrl, name),
  };
}

const namedByRouters = memoByObject(({ special }: MetaRouters) =>
  namedIn([...special].map(({ scope }) => scope)),
);

function collectDiagnostics(
  model: MeshModel,
  conflicts: readonly Diagnostic[],
): readonly Diagnostic[] {
  const services = model.compiled.list.flatMap((service) => service.diagnostics);
  return sortDiagnostics([...model.diagnostics, ...services, ...conflicts]);
}
