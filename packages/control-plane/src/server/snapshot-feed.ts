import type { Node, SnapshotSource } from "@meltemi/xds";
import type { Mesh, NodeSnapshot } from "../compile/mesh.js";
import { errorText } from "../error-text.js";
import type { Logger } from "../logger.js";

interface Watch {
  readonly node: Node;
  readonly onSnapshot: (snapshot: NodeSnapshot) => void;
  last: NodeSnapshot | undefined;
}

/** Gives each client what the mesh has for it, and again whenever that changes. */
export class SnapshotFeed implements SnapshotSource {
  readonly #watches = new Set<Watch>();
  readonly #logger: Logger;
  #mesh: Mesh | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  publish(mesh: Mesh): void {
    this.#mesh = mesh;
    for (const watch of this.#watches) this.#update(watch, mesh);
  }

  watch(node: Node, onSnapshot: (snapshot: NodeSnapshot) => void): () => void {
    const watch: Watch = { node, onSnapshot, last: undefined };
    this.#watches.add(watch);
    if (this.#mesh !== undefined) this.#update(watch, this.#mesh);
    return () => {
      this.#watches.delete(watch);
    };
  }

  /** What a client has been given last. */
  current(node: Node): NodeSnapshot | undefined {
    return this.#mesh?.snapshot(node);
  }

  #update(watch: Watch, mesh: Mesh): void {
    try {
      const snapshot = mesh.snapshot(watch.node);
      if (snapshot === watch.last) return;
      watch.last = snapshot;
      watch.onSnapshot(snapshot);
    } catch (error) {
      const proxy = watch.node.id;
      const reason = errorText(error);
      this.#logger.error("a proxy's configuration could not be made, it keeps what it has", {
        proxy,
        reason,
      });
    }
  }
}
