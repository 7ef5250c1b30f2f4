import type { Gauge as GaugeContract } from "@meltemi/core";
import type { Cell } from "./cells.js";

/** A number that goes up and down. A change is one store into a typed array. */
export class Gauge implements GaugeContract {
  readonly kind = "gauge";
  readonly #cells: Float64Array;
  readonly #index: number;

  constructor(cell: Cell) {
    this.#cells = cell.cells;
    this.#index = cell.index;
  }

  get value(): number {
    return this.#cells[this.#index] as number;
  }

  inc(): void {
    this.add(1);
  }

  dec(): void {
    this.add(-1);
  }

  /** Adds `amount`, which may be negative. */
  add(amount: number): void {
    this.#cells[this.#index] = (this.#cells[this.#index] as number) + amount;
  }

  set(value: number): void {
    this.#cells[this.#index] = value;
  }
}
