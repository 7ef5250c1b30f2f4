/** How often each outcome came. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(outcome: string): void {
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
  }

  /** @example "v1: 41, v2: 159" */
  toString(): string {
    const counts = [...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1));
    return counts.map(([outcome, count]) => `${outcome}: ${count}`).join(", ");
  }
}
