/** Lines of `Name:   value` with the values in one column, as kubectl describes. */
export function formatFields(fields: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...fields.map(([name]) => name.length)) + 2;
  return fields
    .map(([name, value]) => `${`${name}:`.padEnd(width)}${value}`.trimEnd().concat("\n"))
    .join("");
}
