import type { ReadResource, ResourceId } from "@meltemi/api";

/** Where a source tells what it has. */
export interface Sink {
  /**
   * Everything that `unit` (a file, an object) holds from now on. Of the units of one source that hold the same
   * resource, the first by name is in force.
   */
  put(unit: string, resources: readonly ReadResource[]): void;
  /** The unit is gone. */
  remove(unit: string): void;
}

/** Where resources come from: a folder, memory, the Kubernetes API. */
export interface Source {
  /** For messages, such as "folder ./mesh". */
  readonly name: string;
  /**
   * Begins to tell. Resolves when everything that is there at the start has been told: only then is it known what
   * there is not.
   * @throws {Error} when there is nothing to read from, with what to do
   */
  start(sink: Sink): Promise<void>;
  /** Nothing is told once this has resolved. */
  stop(): Promise<void>;
}

/** One resource that is to be written or deleted. */
export interface Change {
  readonly id: ResourceId;
  /** The units of this source that hold it now, the one in force first. */
  readonly units: readonly string[];
  /** One YAML document. Undefined deletes the resource. */
  readonly document: string | undefined;
}

/** A source that also takes changes. */
export interface WritableSource extends Source {
  /**
   * Makes the changes, all or none, and tells the sink of them before it resolves.
   * @throws {Error} when they cannot be kept; nothing has changed then
   */
  write(changes: readonly Change[]): Promise<void>;
}
