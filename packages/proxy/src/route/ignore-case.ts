/**
 * Case-blind comparison of ASCII letters, as in Envoy. Written over character codes because
 * `toLowerCase` allocates, and because its Unicode folding can change the length of a text.
 */

/** The text with its ASCII capitals made small. */
export function foldCase(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether `folded`, made by foldCase, stands in `value` at `offset`. */
export function equalsIgnoringCase(value: string, offset: number, folded: string): boolean {
  for (let i = 0; i < folded.length; i++) {
    const code = value.charCodeAt(offset + i); // NaN behind the end, which equals nothing
    const small = code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
    if (small !== folded.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether `folded`, made by foldCase, stands anywhere in `value`. */
export function containsIgnoringCase(value: string, folded: string): boolean {
  for (let offset = 0; offset <= value.length - folded.length; offset++) {
    if (equalsIgnoringCase(value, offset, folded)) return true;
  }
  return false;
}
