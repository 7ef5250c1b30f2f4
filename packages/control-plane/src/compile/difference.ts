export interface Difference<Item> {
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
}

/** More places than these that differ are likely a shift, in which most items are still there. */
const FEW = 64;

/** What one list has and the other has not, whatever their order. No item is there twice. */
export function difference<Item>(
  before: readonly Item[],
  after: readonly Item[],
): Difference<Item> {
  if (before.length === after.length) {
    const places: number[] = [];
    for (let index = 0; index < after.length && places.length <= FEW; index++) {
      if (before[index] !== after[index]) places.push(index);
    }
    if (places.length <= FEW)
      return compare(
        places.flatMap((at) => before[at] ?? []),
        places.flatMap((at) => after[at] ?? []),
      );
  }
  return compare(before, after);
}

function compare<Item>(before: readonly Item[], after: readonly Item[]): Difference<Item> {
  const had = new Set(before);
  const has = new Set(after);
  return {
    removed: before.filter((item) => !has.has(item)),
    added: after.filter((item) => !had.has(item)),
  };
}
