/**
 * The known name that `name` was most likely meant to be.
 * @returns undefined when none is near: more than a third of the letters would have to change
 */
export function closest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** What somebody may have meant, and what there is: `did you mean "qza"? There are: qza, dubbo`. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return "there are none";
  const near = closest(name, known);
  const all = [...new Set(known)].join(", ");
  return near === undefined ? `there are: ${all}` : `did you mean "${near}"? There are: ${all}`;
}
