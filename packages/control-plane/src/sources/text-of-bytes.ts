const BYTE_ORDER_MARK = "\uFEFF";

/** Keeps a byte order mark, and throws where other decoders would put U+FFFD. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @returns undefined when they are not UTF-8: written back, such a text would not be what it was */
export function textOfBytes(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A text without its byte order mark, and the mark, which is empty where there is none. */
export function splitMark(text: string): readonly [mark: string, text: string] {
  return text.startsWith(BYTE_ORDER_MARK) ? [BYTE_ORDER_MARK, text.slice(1)] : ["", text];
}
