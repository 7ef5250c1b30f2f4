const LETTER_L = 0x4c;
const OPEN_BRACKET = 0x5b;
const SEMICOLON = 0x3b;
/** V Z B C D F I J S: the types of the JVM that are one letter. */
const PRIMITIVES: readonly boolean[] = Array.from({ length: 256 }, (_, letter) =>
  "VZBCDFIJS".includes(String.fromCharCode(letter)),
);

/** Number of types in the JVM descriptor `bytes[start, end)`, such as `ILjava/lang/String;[J`; -1 if it is none. */
export function countTypes(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  let position = start;
  while (position < end) {
    let letter = bytes[position++] as number;
    while (letter === OPEN_BRACKET && position < end) letter = bytes[position++] as number;
    if (letter === LETTER_L) {
      while (position < end && bytes[position] !== SEMICOLON) position++;
      if (position === end) return -1;
      position++;
    } else if (PRIMITIVES[letter] !== true) {
      return -1;
    }
    count++;
  }
  return count;
}
