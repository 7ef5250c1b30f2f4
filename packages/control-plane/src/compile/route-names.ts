/**
 * A name for each route that no other route has; proxies count by it.
 * @param written "" where the user gave none
 */
export function uniqueRouteNames(written: readonly string[]): {
  readonly names: readonly string[];
  /** What was changed, for people. */
  readonly renamed: readonly string[];
} {
  const taken = new Set(written);
  const seen = new Set<string>();
  const renamed: string[] = [];
  const names = written.map((name, index) => {
    if (name !== "" && !seen.has(name)) {
      seen.add(name);
      return name;
    }
    const free = freeName(name === "" ? `route-${index}` : name, taken, name === "");
    taken.add(free);
    if (name !== "") {
      renamed.push(
        `spec.routes[${index}].name: an earlier route is called "${name}" too, so this one is called "${free}"; give each a name of its own`,
      );
    }
    return free;
  });
  return { names, renamed };
}

function freeName(base: string, taken: ReadonlySet<string>, asItIs: boolean): string {
  if (asItIs && !taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const name = `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}
