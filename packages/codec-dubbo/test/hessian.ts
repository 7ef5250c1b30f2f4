/** Hessian 2 by hand: the forms that are wanted, also those that no library writes. */

export function bytes(...parts: readonly (Uint8Array | number | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === "number" ? [part] : Array.from(part))),
  );
}

export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ""), "hex"));
}

/** Each UTF-16 unit on its own, as Java writes it. */
export function cesu8(text: string): Uint8Array {
  return bytes(
    ...Array.from({ length: text.length }, (_, i) => {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) return [unit];
      if (unit < 0x800) return [0xc0 | (unit >> 6), 0x80 | (unit & 0x3f)];
      return [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
    }),
  );
}

/** In the shortest form. */
export function string(text: string): Uint8Array {
  const units = text.length;
  if (units < 0x20) return bytes(units, cesu8(text));
  if (units < 0x400) return bytes(0x30 | (units >> 8), units & 0xff, cesu8(text));
  return bytes(0x53, units >> 8, units & 0xff, cesu8(text));
}

/** In chunks of so many units, the last of them in the shortest form. */
export function chunkedString(text: string, units: number): Uint8Array {
  if (text.length <= units) return string(text);
  const chunk = bytes(0x52, units >> 8, units & 0xff, cesu8(text.slice(0, units)));
  return bytes(chunk, chunkedString(text.slice(units), units));
}

/** Untyped, of strings. */
export function map(entries: Readonly<Record<string, string>>): Uint8Array {
  const pairs = Object.entries(entries).flatMap(([key, value]) => [string(key), string(value)]);
  return bytes(0x48, ...pairs, 0x5a);
}

export const NULL: Uint8Array = bytes(0x4e);

export function int(value: number): Uint8Array {
  return bytes(
    0x49,
    [value >> 24, value >> 16, value >> 8, value].map((byte) => byte & 0xff),
  );
}
