/** Running sums of weights, which are integers and not negative. Made when configuration is compiled. */
export function cumulativeWeights(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (weight) => {
    total += weight;
    return total;
  });
}

/**
 * Index of an entry, picked with a chance in proportion to its weight; never one of weight 0.
 * O(log n), no garbage.
 * @param cumulative made by cumulativeWeights
 * @param random returns a number in [0, 1), as Math.random does
 * @returns -1 when no entry has a weight
 */
export function pickWeighted(cumulative: Float64Array, random: () => number): number {
  const last = cumulative.length - 1;
  const total = cumulative[last] ?? 0;
  if (total === 0) return -1;
  const target = random() * total;
  // The first entry above the target. One of weight 0 has the sum of its predecessor, so is not it.
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
