const CHUNK_CELLS = 1024; // 8 KiB: enough for one typical configuration, cheap when unused

/** A place for one number. `cells` never moves, so whoever holds it writes with one store. */
export interface Cell {
  readonly cells: Float64Array;
  readonly index: number;
}

/** Hands out cells from chunks. A full chunk stays where it is and another one is made. */
export class CellAllocator {
  #chunk = new Float64Array(CHUNK_CELLS);
  #used = 0;

  /** A cell that holds 0 and that nobody else has. */
  allocate(): Cell {
    if (this.#used === CHUNK_CELLS) {
      this.#chunk = new Float64Array(CHUNK_CELLS);
      this.#used = 0;
    }
    return { cells: this.#chunk, index: this.#used++ };
  }
}
