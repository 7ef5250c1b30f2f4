import type { IncomingMessage } from "node:http";

/** A body that is not taken. */
export class BodyRefused extends Error {
  override readonly name = "BodyRefused";
  /** To answer with. */
  readonly status: 400 | 413;

  constructor(status: 400 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws {BodyRefused} when it has more than `most` bytes or is not UTF-8 */
export async function readBody(request: IncomingMessage, most: number): Promise<string> {
  const tooLong = `the body has more than ${most} bytes; send it in parts`;
  if (Number(request.headers["content-length"]) > most) throw new BodyRefused(413, tooLong);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new BodyRefused(413, tooLong);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new BodyRefused(400, "the body is not UTF-8; send text");
  }
}
