/**
 * What filters want changed in a message: attribute names and their new values, in the order in which
 * they were set. What a name means is the codec's business (a Dubbo attachment, a Qza field).
 */
export class Mutation {
  readonly #names: string[] = [];
  readonly #values: (string | undefined)[] = [];

  get size(): number {
    return this.#names.length;
  }

  /** Sets an attribute, replacing what an earlier filter set. */
  set(name: string, value: string): void {
    this.#put(name, value);
  }

  /** Removes an attribute from the message. */
  remove(name: string): void {
    this.#put(name, undefined);
  }

  nameAt(index: number): string {
    return this.#names[index] as string;
  }

  /** The new value, or undefined when the attribute is to be removed. */
  valueAt(index: number): string | undefined {
    return this.#values[index];
  }

  clear(): void {
    this.#names.length = 0;
    this.#values.length = 0;
  }

  #put(name: string, value: string | undefined): void {
    const known = this.#names.indexOf(name);
    const at = known === -1 ? this.#names.length : known;
    this.#names[at] = name;
    this.#values[at] = value;
  }
}
