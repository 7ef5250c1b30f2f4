// #region frame
/** One note, field by field. */
export interface Note {
  readonly id: number;
  readonly status: number;
  readonly method: string;
  readonly body: string;
}

/** The bytes of a note, made without the codec, so that no test shares an offset with it. */
export function frame({
  id = 0,
  status = 0,
  method = "ping",
  body = "",
}: Partial<Note>): Uint8Array {
  const name = Buffer.from(method);
  const header = Buffer.alloc(10);
  header.writeUInt32BE(10 + name.length + Buffer.byteLength(body), 0);
  header.writeUInt32BE(id, 4);
  header.writeUInt8(status, 8);
  header.writeUInt8(name.length, 9);
  return Buffer.concat([header, name, Buffer.from(body)]);
}
// #endregion

/** The whole notes at the start of `bytes`, and what is left behind them. */
export function split(bytes: Buffer): { readonly notes: readonly Note[]; readonly rest: Buffer } {
  const notes: Note[] = [];
  let at = 0;
  while (bytes.length - at >= 10 && bytes.readUInt32BE(at) <= bytes.length - at) {
    const end = at + bytes.readUInt32BE(at);
    const body = at + 10 + bytes.readUInt8(at + 9);
    notes.push({
      id: bytes.readUInt32BE(at + 4),
      status: bytes.readUInt8(at + 8),
      method: bytes.toString("utf8", at + 10, body),
      body: bytes.toString("utf8", body, end),
    });
    at = end;
  }
  return { notes, rest: bytes.subarray(at) };
}
