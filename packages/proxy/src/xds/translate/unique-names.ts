/**
 * Gives every name to one route alone: statistics and logs tell them apart by it. Names keep their first
 * owner, later owners get a number behind it, and who has none is called after its place.
 */
export function uniqueNames(names: readonly (string | undefined)[]): readonly string[] {
  const given = new Set(names);
  const taken = new Set<string>();
  // Where counting stopped, so that thousands of equal names take no time.
  const counts = new Map<string, number>();
  return names.map((name = "", index) => {
    const wanted = name === "" ? `route-${index + 1}` : name;
    let unique = wanted;
    while (taken.has(unique) || (unique !== name && given.has(unique))) {
      const count = (counts.get(wanted) ?? 1) + 1;
      counts.set(wanted, count);
      unique = `${wanted}-${count}`;
    }
    taken.add(unique);
    return unique;
  });
}
