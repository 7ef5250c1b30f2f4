import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { EventLoop } from "./event-loop.js";
import { Output } from "./output.js";

// Of prime length, so that no other offset and no buffer size lines up with it.
const PATTERN_BYTES = 65_521;
const KERNEL_IS_FULL = 16 << 20; // more than loopback sockets hold

let server: Server;
const sockets: Socket[] = [];

beforeAll(async () => {
  server = createServer({ allowHalfOpen: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  vi.restoreAllMocks();
});

afterAll(() => {
  server.close();
});

/** An endless stream that differs for each seed. */
class Stream {
  readonly #pattern: Buffer;
  #at = 0;

  constructor(seed: number) {
    this.#pattern = Buffer.alloc(PATTERN_BYTES * 2);
    let state = seed | 1;
    for (let i = 0; i < PATTERN_BYTES; i++) {
      state = Math.imul(state, 1_664_525) + 1_013_904_223;
      this.#pattern[i] = state >>> 24;
    }
    this.#pattern.copy(this.#pattern, PATTERN_BYTES, 0, PATTERN_BYTES);
  }

  /** The next bytes, at most PATTERN_BYTES. */
  next(size: number): Buffer {
    const from = this.#at % PATTERN_BYTES;
    this.#at += size;
    return this.#pattern.subarray(from, from + size);
  }
}

/** What the other end has read: how much, and how much of it was the stream in order. */
class Reader {
  readonly socket: Socket;
  received = 0;
  good = true;
  ended = false;
  readonly #expected: Stream;
  #wake: () => void = () => {};

  constructor(socket: Socket, seed: number) {
    this.socket = socket;
    this.#expected = new Stream(seed);
    socket.pause();
    socket.on("data", (chunk: Buffer) => {
      this.received += chunk.length;
      for (let at = 0; at < chunk.length; at += PATTERN_BYTES) {
        const part = chunk.subarray(at, at + PATTERN_BYTES);
        this.good &&= part.equals(this.#expected.next(part.length));
      }
      this.#wake();
    });
    socket.on("end", () => {
      this.ended = true;
      this.#wake();
    });
  }

  /** Reads until so many bytes have come, or all. */
  async until(bytes: number): Promise<void> {
    this.socket.resume();
    while (this.received < bytes && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

interface Pair {
  readonly output: Output;
  readonly reader: Reader;
  readonly socket: Socket;
  readonly loop: EventLoop;
  /** Times that the output told of a write that had to wait and is done. */
  drained: number;
}

/** An output on a real socket, and who reads the other end (not at all, to begin with). */
async function pair(seed: number, attach = true): Promise<Pair> {
  const { port } = server.address() as AddressInfo;
  const client = connect(port, "127.0.0.1");
  const [[socket]] = (await Promise.all([once(server, "connection"), once(client, "connect")])) as [
    [Socket],
    unknown,
  ];
  sockets.push(client, socket);
  socket.on("error", () => {});
  const loop = new EventLoop(performance);
  const output = new Output(loop, {
    onDrained: () => {
      result.drained++;
    },
  });
  if (attach) output.attach(socket);
  const result = { output, reader: new Reader(client, seed), socket, loop, drained: 0 };
  return result;
}

/** One message of that many bytes; unannounced, its memory grows while it is written. */
function append(output: Output, stream: Stream, size: number, announced = size): void {
  if (announced > 0) output.begin(announced);
  for (let left = size; left > 0; left -= PATTERN_BYTES) {
    const bytes = stream.next(Math.min(left, PATTERN_BYTES));
    output.append(bytes, 0, bytes.length);
  }
}

test("what was gathered before there is a socket leaves with what follows", async () => {
  const { output, reader, socket } = await pair(1, false);
  const stream = new Stream(1);
  append(output, stream, 1000);
  output.commit();
  await nextTurn();
  expect(output.buffered).toBe(1000);
  output.attach(socket);
  append(output, stream, 500);
  output.commit();
  await reader.until(1500);
  expect(reader).toMatchObject({ received: 1500, good: true });
  expect(output.buffered).toBe(0);
});

test("the messages of a turn leave in one write", async () => {
  const { output, reader, socket } = await pair(2);
  const write = vi.spyOn(socket, "write");
  const stream = new Stream(2);
  for (let i = 0; i < 100; i++) {
    append(output, stream, 50);
    output.commit();
  }
  await reader.until(5000);
  expect(write).toHaveBeenCalledTimes(1);
  expect(reader.good).toBe(true);
});

test("a busy turn begins to send before it ends", async () => {
  const { output, socket } = await pair(3);
  append(output, new Stream(3), 200_000);
  output.commit();
  expect(socket.bytesWritten).toBe(200_000);
});

test("offsets into a message stay valid while it outgrows what was announced", async () => {
  const { output, reader } = await pair(14);
  const stream = new Stream(14);
  append(output, stream, 15_000);
  output.begin(100);
  const start = output.length;
  for (let size = 1; size < 60_000; size *= 3) {
    append(output, stream, size, 0);
    expect(output.length).toBeGreaterThan(start);
  }
  const message = new Stream(14);
  message.next(15_000);
  const written = output.bytes.subarray(start, output.length);
  expect(Buffer.from(written).equals(message.next(written.length))).toBe(true);
  output.flush();
  await reader.until(15_000 + written.length);
  expect(reader.good).toBe(true);
});

test("a message that is taken back leaves the others as they were", async () => {
  const { output, reader } = await pair(15);
  const stream = new Stream(15);
  append(output, stream, 10_000);
  output.begin(100);
  const start = output.length;
  output.append(Buffer.alloc(20_000), 0, 20_000);
  output.length = start;
  expect(output.buffered).toBe(10_000);
  append(output, stream, 10_000);
  output.flush();
  await reader.until(20_000);
  expect(reader.good).toBe(true);
});

test("a plain Uint8Array is appended as a Buffer is", async () => {
  const { output, reader } = await pair(4);
  const bytes = Uint8Array.from(new Stream(4).next(300));
  output.append(bytes, 0, 100);
  output.append(bytes, 100, 300);
  output.flush();
  await reader.until(300);
  expect(reader.good).toBe(true);
});

test("a peer that does not read costs what it has not read, and is told of when it has", async () => {
  const subject = await pair(5);
  const { output, reader } = subject;
  const stream = new Stream(5);
  append(output, stream, KERNEL_IS_FULL);
  output.flush();
  expect(output.buffered).toBe(KERNEL_IS_FULL);
  append(output, stream, 5000);
  output.flush(); // has to wait for the write under way
  append(output, stream, 5000);
  output.commit();
  await nextTurn();
  expect(output.buffered).toBe(KERNEL_IS_FULL + 10_000);
  expect(subject.drained).toBe(0);
  await reader.until(KERNEL_IS_FULL + 10_000);
  expect(reader).toMatchObject({ received: KERNEL_IS_FULL + 10_000, good: true });
  expect(output.buffered).toBe(0);
  expect(subject.drained).toBe(1);
});

test("a peer that has caught up by a part is told of, however much has come meanwhile", async () => {
  const subject = await pair(14);
  const { output, reader } = subject;
  const stream = new Stream(14);
  append(output, stream, KERNEL_IS_FULL);
  output.flush();
  append(output, stream, KERNEL_IS_FULL);
  output.commit();
  await reader.until(KERNEL_IS_FULL);
  reader.socket.pause();
  await vi.waitFor(() => expect(subject.drained).toBe(1));
  expect(output.buffered).toBe(KERNEL_IS_FULL);
});

test("what was gathered before there is a socket leaves when there is one, before any other event", async () => {
  const { output, socket } = await pair(15, false);
  append(output, new Stream(15), 100);
  output.attach(socket);
  expect(output.buffered).toBe(0);
});

test("the end of the stream comes behind what waits for a slow peer", async () => {
  const { output, reader } = await pair(6);
  const stream = new Stream(6);
  append(output, stream, KERNEL_IS_FULL);
  output.flush();
  append(output, stream, 3000);
  output.end();
  // Others use the memory that it has given back meanwhile.
  for (let i = 0; i < 10; i++) append((await pair(16)).output, new Stream(16), 3000);
  await reader.until(Infinity);
  expect(reader).toMatchObject({ received: KERNEL_IS_FULL + 3000, good: true, ended: true });
});

test("nothing leaves after the end", async () => {
  const { output, reader } = await pair(7);
  append(output, new Stream(7), 10);
  output.end();
  output.uint8(1);
  output.commit();
  output.flush();
  await nextTurn();
  await reader.until(Infinity);
  expect(reader).toMatchObject({ received: 10, good: true, ended: true });
});

test("a closed output drops what it is given", async () => {
  const { output, socket } = await pair(8);
  output.uint32(1);
  output.close();
  expect(output.buffered).toBe(0);
  output.begin(4);
  output.uint32(2);
  output.commit();
  output.flush();
  await nextTurn();
  expect(socket.bytesWritten).toBe(0);
});

test("a closed output takes no block of the arena", () => {
  const output = new Output(new EventLoop(performance), { onDrained: () => {} });
  output.begin(100);
  output.close();
  output.begin(100);
  expect(output.bytes).toHaveLength(0);
});

test("a message that outgrows its announcement costs some of its size, not the whole arena's", async () => {
  vi.resetModules(); // blocks that others have given back lie anywhere in the arena
  const fresh = await import("./output.js");
  const output = new fresh.Output(new EventLoop(performance), { onDrained: () => {} });
  output.begin(16_000);
  const arena = output.bytes;
  output.reserve(16_300);
  output.reserve(200);
  expect(output.bytes).not.toBe(arena);
  expect(output.bytes.length).toBeLessThan(128 << 10);
  output.close();
});

test("a buffer that the kernel still reads from is lent to no other output", async () => {
  const slow = await pair(9);
  const stream = new Stream(9);
  let sent = 0;
  // Small writes, whose buffers are pooled, until the kernel takes no more.
  while (slow.output.buffered === 0) {
    append(slow.output, stream, 16_000);
    slow.output.flush();
    sent += 16_000;
  }
  // In the middle of a write, the slow one gathers on, and the other takes and gives back buffers.
  const quick = await pair(10);
  const other = new Stream(10);
  for (let i = 1; i <= 200; i++) {
    append(quick.output, other, 16_000);
    quick.output.flush();
    if (i % 10 === 0) {
      append(slow.output, stream, 1000);
      slow.output.flush();
      sent += 1000;
    }
    if (i % 20 === 0) await quick.reader.until(i * 16_000);
  }
  await slow.reader.until(sent);
  expect(slow.reader).toMatchObject({ received: sent, good: true });
  expect(quick.reader).toMatchObject({ received: 200 * 16_000, good: true });
});

test("the peer's reset in the middle of a write harms no other output", async () => {
  const lost = await pair(11);
  append(lost.output, new Stream(11), KERNEL_IS_FULL);
  lost.output.flush();
  append(lost.output, new Stream(12), 10_000);
  lost.output.flush();
  lost.reader.socket.resetAndDestroy();
  await new Promise((resolve) => {
    lost.socket.on("close", resolve);
  });
  lost.output.close();
  const other = await pair(13);
  append(other.output, new Stream(13), 1_000_000);
  other.output.flush();
  await other.reader.until(1_000_000);
  expect(other.reader.good).toBe(true);
});

/** Fails when a write begins while another is under way on the same socket. */
function watchWrites(): { most: number; count: number } {
  const watched = { most: 0, count: 0 };
  const { write } = Socket.prototype;
  vi.spyOn(Socket.prototype, "write").mockImplementation(function (
    this: Socket,
    ...parameters: unknown[]
  ) {
    if ((parameters[0] as Uint8Array).length > 0) {
      watched.most = Math.max(watched.most, this.writableLength);
      watched.count++;
    }
    return Reflect.apply(write, this, parameters) as boolean;
  });
  return watched;
}

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("append"), size: fc.nat(3000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("append"), size: fc.nat(40_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("append"), size: fc.nat(900_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("flush", "turn", "pause", "resume") }) },
) as fc.Arbitrary<{ do: "append" | "flush" | "turn" | "pause" | "resume"; size?: number }>;

test("outputs that share the buffers lose, repeat, reorder and mix no bytes, however their peers read", async () => {
  const writes = watchWrites();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), action), { minLength: 50, maxLength: 250, size: "max" }),
      async (steps) => {
        const pairs = [await pair(21), await pair(22), await pair(23)];
        const streams = [new Stream(21), new Stream(22), new Stream(23)];
        const sent = [0, 0, 0];
        for (const [which, { do: what, size = 0 }] of steps) {
          const { output, reader } = pairs[which] as Pair;
          if (what === "append") {
            // Every third message is larger than its announcement, as mutated ones may be.
            append(output, streams[which] as Stream, size, size % 3 === 0 ? size >> 1 : size);
            sent[which] = (sent[which] as number) + size;
            output.commit();
          } else if (what === "flush") output.flush();
          else if (what === "turn") await nextTurn();
          else reader.socket[what]();
        }
        for (const { output } of pairs) output.end();
        for (const [i, { reader }] of pairs.entries()) {
          await reader.until(Infinity);
          expect(reader).toMatchObject({ received: sent[i], good: true });
        }
      },
    ),
    { numRuns: 12 },
  );
  expect(writes.most).toBe(0);
  expect(writes.count).toBeGreaterThan(100);
});
