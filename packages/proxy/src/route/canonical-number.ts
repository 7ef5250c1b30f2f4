/** The number whose canonical decimal form is `text`, or NaN, which equals no number. */
export function canonicalNumber(text: string): number {
  const number = Number(text);
  return String(number) === text ? number : Number.NaN;
}
