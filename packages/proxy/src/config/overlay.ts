/** The value with `top` laid over it: objects key by key, everything else in its place. Changes neither. */
export function overlay(base: unknown, top: unknown): unknown {
  if (!isObject(top)) return top === undefined ? base : structuredClone(top);
  const result: Record<string, unknown> = isObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(top)) result[key] = overlay(result[key], value);
  return result;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
