// Nearly all messages of a thread lie in one memory. Another is taken on only when it is asked for many times in a row,
// so that messages with memory of their own cost no view each, and do not supplant the one for all.
const MANY = 64;
let memory: ArrayBufferLike | undefined;
let words: Int32Array = new Int32Array(0);
let lastAsked: ArrayBufferLike | undefined;
let timesAsked = 0;

/**
 * The memory in words of 4 bytes, in the byte order of the machine: word `i` is bytes `4 * i` to `4 * i + 3` of
 * `buffer`, whatever the `byteOffset` of an array in it. Looking over many bytes in words takes a quarter of the
 * time. Undefined for memory that is not known yet: look at the bytes then.
 */
export function wordsOf(buffer: ArrayBufferLike): Int32Array | undefined {
  if (buffer === memory) {
    timesAsked = 0;
    return words;
  }
  if (buffer !== lastAsked) {
    lastAsked = buffer;
    timesAsked = 0;
  }
  timesAsked++;
  // A view would not follow memory that grows.
  if (timesAsked < MANY || isResizable(buffer)) return undefined;
  memory = buffer;
  words = new Int32Array(buffer, 0, buffer.byteLength >> 2);
  return words;
}

function isResizable(buffer: ArrayBufferLike): boolean {
  const { resizable, growable } = buffer as { resizable?: boolean; growable?: boolean };
  return resizable === true || growable === true;
}
