import { setImmediate } from "node:timers/promises";

/** Milliseconds after which proxies get their turn. */
const SLICE_MS = 10;

/** Maps a long list without keeping anything else waiting for long. */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let end = performance.now() + SLICE_MS;
  for (const item of items) {
    results.push(map(item));
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + SLICE_MS;
  }
  return results;
}
