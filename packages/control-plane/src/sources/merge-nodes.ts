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
  for (const { key, value } of next.items) old.set(key, mergeNodes(old.get(key, true), value));
  return old;
}

function mergeLists(old: YAMLSeq, next: YAMLSeq): YAMLSeq {
  next.items = next.items.map((item, index) => mergeNodes(old.items[index], item));
  old.items = next.items;
  return old;
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
