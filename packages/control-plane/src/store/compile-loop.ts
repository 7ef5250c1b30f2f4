import type { Resource } from "@meltemi/api";
import type { Mesh } from "../compile/mesh.js";
import type { StoreView } from "../compile/store-view.js";
import { errorText } from "../error-text.js";
import type { Logger } from "../logger.js";
import { QuietTimer } from "../quiet-timer.js";
import type { AddressFile } from "./address-file.js";
import type { Store } from "./store.js";

export interface CompileOptions {
  /** Milliseconds without a change after which a burst of changes is compiled. @default 10 */
  readonly quietMs?: number;
  /** The longest that a change waits for others, in milliseconds. @default 100 */
  readonly maxWaitMs?: number;
}

interface Waiter {
  readonly revision: number;
  resolve(): void;
}

/** What the loop counts. */
export interface CompileCounts {
  compilations: number;
  failures: number;
  seconds: number;
}

/** Compiles what is in the store, once for a burst of changes, and publishes each mesh. */
export class CompileLoop {
  readonly counts: CompileCounts = { compilations: 0, failures: 0, seconds: 0 };
  readonly #store: Store;
  readonly #compiler: { compile(view: StoreView): Mesh };
  readonly #addresses: AddressFile;
  readonly #publish: (mesh: Mesh) => void;
  readonly #logger: Logger;
  readonly #burst: QuietTimer;
  #mesh: Mesh | undefined;
  /** Counts changes; `#compiled` is the one up to which they are in the mesh. */
  #revision = 0;
  #compiled = -1;
  #waiters: Waiter[] = [];
  #work: Promise<void> = Promise.resolve();
  #started = false;

  constructor(
    parts: {
      readonly store: Store;
      readonly compiler: { compile(view: StoreView): Mesh };
      readonly addresses: AddressFile;
      readonly publish: (mesh: Mesh) => void;
      readonly logger: Logger;
    },
    { quietMs = 10, maxWaitMs = 100 }: CompileOptions = {},
  ) {
    this.#store = parts.store;
    this.#compiler = parts.compiler;
    this.#addresses = parts.addresses;
    this.#publish = parts.publish;
    this.#logger = parts.logger;
    this.#burst = new QuietTimer({ quietMs, maxWaitMs }, () => this.#run());
  }

  /** The one in force. Undefined before the first. */
  get mesh(): Mesh | undefined {
    return this.#mesh;
  }

  /** Call it after each change of what is in force. */
  notice(): void {
    this.#revision++;
    if (this.#started) this.#burst.touch();
  }

  /** Compiles for the first time: from now on it is known what there is not. */
  async start(): Promise<void> {
    this.#started = true;
    this.#run();
    await this.#work;
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#burst.cancel();
    await this.#work;
    this.#settle(Number.POSITIVE_INFINITY);
  }

  /** Resolves when everything that is in the store now has been compiled and published, or could not be. */
  settled(): Promise<void> {
    if (!this.#started || this.#compiled >= this.#revision) return Promise.resolve();
    const revision = this.#revision;
    return new Promise((resolve) => {
      this.#waiters.push({ revision, resolve });
    });
  }

  /** What would become of the mesh with these resources; nothing is published. */
  preview(resources: ReadonlyMap<string, Resource>): Mesh {
    return this.#compiler.compile({ resources, addresses: this.#addresses.addresses });
  }

  #run(): void {
    this.#work = this.#work.then(() => this.#compile());
  }

  async #compile(): Promise<void> {
    const revision = this.#revision;
    if (revision === this.#compiled) return;
    const start = performance.now();
    try {
      const resources = this.#store.resources();
      const mesh = this.#compiler.compile({ resources, addresses: this.#addresses.addresses });
      await this.#addresses.keep(mesh.addresses);
      this.#mesh = mesh;
      this.#publish(mesh);
    } catch (error) {
      this.counts.failures++;
      const reason = errorText(error);
      this.#logger.error("the mesh could not be compiled, the last one stays; this is a bug", {
        reason,
      });
    }
    this.counts.compilations++;
    this.counts.seconds += (performance.now() - start) / 1000;
    this.#compiled = revision;
    this.#settle(revision);
  }

  #settle(revision: number): void {
    const ready = this.#waiters.filter((waiter) => waiter.revision <= revision);
    this.#waiters = this.#waiters.filter((waiter) => waiter.revision > revision);
    for (const { resolve } of ready) resolve();
  }
}
