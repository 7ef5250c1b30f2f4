const UNITS = [
  { letter: "d", seconds: 86_400 },
  { letter: "h", seconds: 3_600 },
  { letter: "m", seconds: 60 },
] as const;

/** Up to this many of a unit, the next smaller one is told as well. */
const FINE = 10;

/**
 * The time since then in the short form of kubectl: `42s`, `3m5s`, `47m`, `5h12m`, `12d`.
 * @param timestamp RFC 3339
 * @param now milliseconds since 1970
 */
export function formatAge(timestamp: string | undefined, now: number): string {
  const then = Date.parse(timestamp ?? "");
  if (Number.isNaN(then)) return "<unknown>";
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const index = UNITS.findIndex((unit) => seconds >= unit.seconds);
  const unit = UNITS[index];
  if (unit === undefined) return `${seconds}s`;
  const count = Math.floor(seconds / unit.seconds);
  const smaller = UNITS[index + 1] ?? { letter: "s", seconds: 1 };
  const rest = Math.floor((seconds % unit.seconds) / smaller.seconds);
  const fine = count < FINE && rest > 0 ? `${rest}${smaller.letter}` : "";
  return `${count}${unit.letter}${fine}`;
}
