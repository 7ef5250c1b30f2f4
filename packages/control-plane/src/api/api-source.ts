import type { Mesh } from "../compile/mesh.js";
import type { ProxyRegistry } from "../status/proxy-registry.js";
import type { CompileCounts } from "../store/compile-loop.js";
import type { ResourceWriter } from "../store/resource-writer.js";
import type { Store } from "../store/store.js";

/** What the API shows and changes. */
export interface ApiSource {
  readonly store: Store;
  readonly writer: ResourceWriter;
  readonly registry: ProxyRegistry;
  readonly counts: CompileCounts;
  /** Undefined until everything has been read and compiled for the first time. */
  mesh(): Mesh | undefined;
}

/** The mesh, for endpoints that are answered only when there is one. */
export function readyMesh(source: ApiSource): Mesh {
  const mesh = source.mesh();
  if (mesh === undefined) throw new Error("there is no mesh yet; try again");
  return mesh;
}
