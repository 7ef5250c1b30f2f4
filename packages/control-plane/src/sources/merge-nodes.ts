import { isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from "yaml";

/**
 * A YAML node with the value of `next`, made from `old` where it can be: what has the same value in both stays as
 * it was written, with its comments.
 */
export function mergeNodes(old: unknown, next: unknown): unknown {
  if (isMap(old) && isMap(next)) return mergeMaps(old, next);
  if (isSeq(old) && isSeq(next)) return mergeLists(old, next);
  if (old !== undefined && JSON.stringify(old) === JSON.stringify(next)) return old;
  if (isScalar(old) && isScalar(next) && old.comment) next.comment = old.comment;
  return next;
}

function mergeMaps(old: YAMLMap, next: YAMLMap): YAMLMap {
  const wanted = new Set(next.items.map(({ key }) => nameOf(key)));
  old.items = old.items.filter(({ key }) => wanted.has(nameOf(key)));
  // Looked up here: a YAMLMap goes through all its keys for each.
  const pairs = new Map(old.items.map((pair) => [scalarValue(pair.key), pair]));
  for (const pair of next.items) {
    const known = pairs.get(scalarValue(pair.key));
    if (known === undefined) old.items.push(pair);
    else known.value = mergeNodes(known.value ?? undefined, pair.value);
  }
  return old;
}

function mergeLists(old: YAMLSeq, next: YAMLSeq): YAMLSeq {
  next.items = next.items.map((item, index) => mergeNodes(old.items[index], item));
  old.items = next.items;
  return old;
}

function scalarValue(key: unknown): unknown {
  return isScalar(key) ? key.value : key;
}

function nameOf(key: unknown): string {
  return String(scalarValue(key));
}
