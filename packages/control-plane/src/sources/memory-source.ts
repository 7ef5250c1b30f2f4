import { readResources, resourceKey } from "@meltemi/api";
import type { Change, Sink, WritableSource } from "./source.js";

/** Resources that are applied and kept nowhere else: they are gone when the process ends. */
export class MemorySource implements WritableSource {
  readonly name = "memory";
  #sink: Sink | undefined;

  start(sink: Sink): Promise<void> {
    this.#sink = sink;
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#sink = undefined;
    return Promise.resolve();
  }

  write(changes: readonly Change[]): Promise<void> {
    for (const { id, document } of changes) {
      const unit = resourceKey(id.kind, id.namespace, id.name);
      if (document === undefined) this.#sink?.remove(unit);
      else this.#sink?.put(unit, readResources(document));
    }
    return Promise.resolve();
  }
}
