/** Values that are made when they are asked for, and forgotten when for a while nobody has asked. */
export interface Generations<Value> {
  get(key: string, make: () => Value): Value;
  /** A new generation begins. */
  next(): void;
}

export function generations<Value>(kept: number): Generations<Value> {
  const entries = new Map<string, { readonly value: Value; usedIn: number }>();
  let generation = 0;
  return {
    get: (key, make) => {
      const entry = entries.get(key) ?? { value: make(), usedIn: generation };
      entry.usedIn = generation;
      entries.set(key, entry);
      return entry.value;
    },
    next: () => {
      generation++;
      for (const [key, { usedIn }] of entries) {
        if (usedIn + kept < generation) entries.delete(key);
      }
    },
  };
}
