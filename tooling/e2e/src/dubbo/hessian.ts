/** The few values of Hessian 2 that the raw peers write, and how to read them again. */
export const NULL: Buffer = Buffer.from("N");

/** Bytes that a chunk of text or binary may have at most. */
const LARGEST_CHUNK = 0xffff;
const BINARY_CHUNK = 0x41;
const LAST_BINARY_CHUNK = 0x42;

/** A string of ASCII, up to 65,535 characters. */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value, "latin1");
  if (bytes.length < 32) return Buffer.concat([Buffer.of(bytes.length), bytes]);
  if (bytes.length < 1024) {
    return Buffer.concat([Buffer.of(0x30 + (bytes.length >> 8), bytes.length & 0xff), bytes]);
  }
  return Buffer.concat([prefix(0x53, bytes.length), bytes]);
}

/** Always as chunks with a length of 16 bits, so that each byte of the value is one more of the message. */
export function binary(value: Uint8Array | string): Buffer {
  const bytes = Buffer.from(value);
  const parts: Buffer[] = [];
  let at = 0;
  for (; bytes.length - at > LARGEST_CHUNK; at += LARGEST_CHUNK) {
    parts.push(prefix(BINARY_CHUNK, LARGEST_CHUNK), bytes.subarray(at, at + LARGEST_CHUNK));
  }
  const rest = bytes.subarray(at);
  return Buffer.concat([...parts, prefix(LAST_BINARY_CHUNK, rest.length), rest]);
}

/** From -16 to 47. */
export function int(value: number): Buffer {
  return Buffer.of(0x90 + value);
}

export function map(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).flatMap(([key, value]) => [text(key), text(value)]);
  return Buffer.concat([Buffer.from("H"), ...parts, Buffer.from("Z")]);
}

/** An exception of a Java server, as an object with one field. */
export function exception(className: string, message: string): Buffer {
  return Buffer.concat([
    Buffer.from("C"),
    text(className),
    int(1),
    text("detailMessage"),
    Buffer.of(0x60), // an object of the class defined first
    text(message),
  ]);
}

function prefix(tag: number, length: number): Buffer {
  return Buffer.of(tag, length >> 8, length & 0xff);
}

/** Whether the bytes start with a value of `binary`. */
export const isBinary = (bytes: Buffer): boolean =>
  bytes[0] === BINARY_CHUNK || bytes[0] === LAST_BINARY_CHUNK;

/** Reads what the functions above have written. */
export class HessianReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get rest(): Buffer {
    return this.#bytes.subarray(this.#at);
  }

  text(): string {
    const tag = this.#byte();
    if (tag < 32) return this.#take(tag).toString("latin1");
    if (tag >= 0x30 && tag < 0x34) {
      return this.#take(((tag - 0x30) << 8) + this.#byte()).toString("latin1");
    }
    if (tag !== 0x53) throw new Error(`no string starts with ${tag}`);
    return this.#take(this.#uint16()).toString("latin1");
  }

  binary(): Buffer {
    const parts: Buffer[] = [];
    for (;;) {
      const tag = this.#byte();
      if (tag !== BINARY_CHUNK && tag !== LAST_BINARY_CHUNK) {
        throw new Error(`no chunk of binary starts with ${tag}`);
      }
      parts.push(this.#take(this.#uint16()));
      if (tag === LAST_BINARY_CHUNK) return Buffer.concat(parts);
    }
  }

  /** The entries of a map, or undefined when nothing is left. */
  map(): Record<string, string> | undefined {
    if (this.#at === this.#bytes.length) return undefined;
    const tag = this.#byte();
    if (tag !== 0x48) throw new Error(`no map starts with ${tag}`);
    const entries: Record<string, string> = {};
    while (this.#bytes[this.#at] !== 0x5a) entries[this.text()] = this.text();
    this.#at++;
    return entries;
  }

  #byte(): number {
    return this.#take(1)[0] as number;
  }

  #uint16(): number {
    return this.#take(2).readUInt16BE();
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error("the Hessian value passes the end");
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
