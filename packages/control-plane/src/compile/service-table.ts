import type { CompiledService } from "./compiled-service.js";

/** The compiled services of a mesh, by host. Immutable. */
export class ServiceTable {
  /** Sorted by host. */
  readonly list: readonly CompiledService[];
  /** The same object as in the table before as long as nothing changed but routes. */
  readonly basis: object;
  readonly #slots: readonly (CompiledService | undefined)[];
  readonly #places: ReadonlyMap<string, number>;

  /**
   * @param slots in the order of the hosts; undefined for services that could not be compiled
   * @param places in `slots`, by host
   */
  constructor(
    slots: readonly (CompiledService | undefined)[],
    places: ReadonlyMap<string, number>,
    basis: object,
  ) {
    this.list = slots.filter((service) => service !== undefined);
    this.basis = basis;
    this.#slots = slots;
    this.#places = places;
  }

  get(host: string): CompiledService | undefined {
    return this.#slots[this.#places.get(host) ?? -1];
  }
}
