import type { Rejection, Resource, XdsHandler, XdsUpdate } from "../src/index.js";

/** A handler that keeps what a proxy would keep, and lets tests wait for what they expect. */
export class Recorder implements XdsHandler {
  readonly updates: XdsUpdate[] = [];
  readonly states: string[] = [];
  /** Accepted resources by "type name". */
  readonly held = new Map<string, Resource>();
  /** Why a resource is refused; undefined: it is not. */
  reject: (resource: Resource) => string | undefined = () => undefined;
  /** Called within `onUpdate`. */
  during: (update: XdsUpdate) => void = () => undefined;
  readonly #waiting = new Set<() => void>();

  onUpdate(update: XdsUpdate): readonly Rejection[] {
    this.updates.push(update);
    const { typeUrl, resources, removed } = update;
    const rejections: Rejection[] = [];
    for (const one of resources) {
      const message = this.reject(one);
      if (message === undefined) this.held.set(`${typeUrl} ${one.name}`, one);
      else rejections.push({ name: one.name, message });
    }
    for (const name of removed) this.held.delete(`${typeUrl} ${name}`);
    this.during(update);
    this.#changed();
    return rejections;
  }

  onState(state: string, reason?: string): void {
    this.states.push(reason === undefined ? state : `${state}: ${reason}`);
    this.#changed();
  }

  /** Names held of that type, in order. */
  names(typeUrl: string): string[] {
    return [...this.held.values()]
      .filter((one) => one.typeUrl === typeUrl)
      .map(({ name }) => name)
      .sort();
  }

  /** Resolves as soon as the condition holds. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }

  #changed(): void {
    for (const check of [...this.#waiting]) check();
  }
}
