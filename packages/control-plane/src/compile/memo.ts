/** A function that is computed again only when an argument is another value than last time. */
export type Memo<Inputs extends readonly unknown[], Output> = (...inputs: Inputs) => Output;

/** Remembers one result: the last. */
export function memo<Inputs extends readonly unknown[], Output>(
  compute: (...inputs: Inputs) => Output,
): Memo<Inputs, Output> {
  let last: { readonly inputs: Inputs; readonly output: Output } | undefined;
  return (...inputs) => {
    if (last === undefined || !sameItems(last.inputs, inputs)) {
      last = { inputs, output: compute(...inputs) };
    }
    return last.output;
  };
}

/** Remembers the result for each argument, as long as that object lives. */
export function memoByObject<Input extends object, Output>(
  compute: (input: Input) => Output,
): (input: Input) => Output {
  const known = new WeakMap<Input, { readonly output: Output }>();
  return (input) => {
    let entry = known.get(input);
    if (entry === undefined) {
      entry = { output: compute(input) };
      known.set(input, entry);
    }
    return entry.output;
  };
}

/** The same for functions of more: the last result for each first argument. */
export function memoByFirst<First extends object, Second, Output>(
  compute: (first: First, second: Second) => Output,
): (first: First, second: Second) => Output {
  const known = memoByObject((first: First) => memo((second: Second) => compute(first, second)));
  return (first, second) => known(first)(second);
}

/** Remembers the list before, and gives it back as long as the new one has the same items. */
export function stableList<Item>(): (items: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = [];
  return (items) => {
    if (!sameItems(last, items)) last = items;
    return last;
  };
}

/** Remembers the value before, and gives it back as long as the new one is equal to it. */
export function stableValue<Value>(
  isEqual: (left: Value, right: Value) => boolean,
): (value: Value) => Value {
  let last: { readonly value: Value } | undefined;
  return (value) => {
    if (last === undefined || !isEqual(last.value, value)) last = { value };
    return last.value;
  };
}

export function sameItems(left: readonly unknown[], right: readonly unknown[]): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (left[index] !== right[index]) return false;
  }
  return true;
}

/** Sorts items into groups; one with the same items as last time is the same list. */
export type Grouping<Item> = (
  fill: (add: (key: string, item: Item) => void) => void,
) => ReadonlyMap<string, readonly Item[]>;

/** @param compare the order inside a group */
export function stableGroups<Item>(compare: (left: Item, right: Item) => number): Grouping<Item> {
  let last: ReadonlyMap<string, readonly Item[]> = new Map();
  return (fill) => {
    const groups = new Map<string, readonly Item[]>();
    const several = new Set<string>();
    fill((key, item) => {
      const group = groups.get(key);
      if (group === undefined) {
        // Nearly all groups have one member, and had it last time.
        const before = last.get(key);
        const isSame = before?.length === 1 && before[0] === item;
        groups.set(key, isSame ? before : [item]);
      } else {
        several.add(key);
        groups.set(key, [...group, item]);
      }
    });
    for (const key of several) {
      const group = (groups.get(key) ?? []).toSorted(compare);
      const before = last.get(key);
      groups.set(key, before !== undefined && sameItems(before, group) ? before : group);
    }
    last = groups;
    return groups;
  };
}
