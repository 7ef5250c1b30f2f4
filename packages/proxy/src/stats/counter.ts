import type { Counter as CounterContract } from "@meltemi/core";
import type { Cell } from "./cells.js";

/** A number that only goes up. An increment is one store into a typed array. */
export class Counter implements CounterContract {
  readonly kind = "counter";
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
    this.#cells[this.#index] = (this.#cells[this.#index] as number) + 1;
  }

  /** Adds `amount`, which is not negative. */
  add(amount: number): void {
    this.#cells[this.#index] = (this.#cells[this.#index] as number) + amount;
  }
}
