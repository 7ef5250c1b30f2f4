/** `1 listener`, `3 listeners`, `2 ServiceEntries`. */
export function counting(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith("y") && !noun.endsWith("ay") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
