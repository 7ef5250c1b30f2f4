import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const frame = (
  length: number,
  type: number,
  flags: number,
  stream: number,
  payload = "",
): Buffer => {
  const header = Buffer.alloc(9);
  header.writeUIntBE(length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, Buffer.from(payload, "latin1")]);
};
const http2 = (...frames: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from(PREFACE), frame(0, 4, 0, 0), ...frames]);

/** What may come to a port by mistake or in anger, by what it is. */
const GARBAGE: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  zeros: Buffer.alloc(100_000),
  noise: randomBytes(100_000),
  "a TLS hello": Buffer.from("16030100a5010000a103030000000000000000000000000000", "hex"),
  "HTTP/1 of no use": Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
  "an endless header": Buffer.from(`GET / HTTP/1.1\r\nX: ${"x".repeat(200_000)}`),
  "a body that is cut off": Buffer.from(
    "POST /api/v1/apply HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nkind: ",
  ),
  "a body that is no YAML": Buffer.from(
    "POST /api/v1/apply HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n\r\n{[\u0000\u0001",
    "latin1",
  ),
  "HTTP/2 and then noise": http2(randomBytes(1000)),
  "a frame that is too long": http2(frame(0xff_ffff, 0, 0, 1)),
  "headers that are none": http2(frame(4, 1, 4, 1, "\xff\xff\xff\xff")),
  "data of a stream that is not open": http2(frame(4, 0, 0, 7, "data")),
  "a thousand pings": http2(...Array.from({ length: 1000 }, () => frame(8, 6, 0, 0, "pingpong"))),
};

/** Milliseconds that a server may take to end such a connection; then it is ended for it. */
const PATIENCE_MS = 300;

/** Sends each kind of garbage on a connection of its own, and takes whatever comes back. */
export async function sendGarbage(port: number): Promise<void> {
  await Promise.all(Object.values(GARBAGE).map((bytes) => send(port, bytes)));
}

async function send(port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
  await new Promise<void>((resolve) => {
    socket.on("error", () => {}); // which is what garbage deserves
    socket.on("close", () => resolve());
    socket.resume();
    socket.end(bytes);
  });
  clearTimeout(timer);
}
