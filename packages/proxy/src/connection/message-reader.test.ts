import { type Codec, CodecError, Message, MessageKind } from "@meltemi/core";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { MessageReader, type MessageSink } from "./message-reader.js";

const LIMITS = { maxMessageBytes: 100_000, maxHeaderBytes: 4096 };
const HEADER = 5; // a magic byte, then the size of the whole message
const MAGIC = 0x7e;

function frame(size: number, fill = size): Buffer {
  const bytes = Buffer.alloc(size, fill & 0xff);
  bytes[0] = MAGIC;
  bytes.writeUInt32BE(size, 1);
  return bytes;
}

/** Text lines: nothing tells the size before the last byte. */
function line(size: number): Buffer {
  return Buffer.from(`${"x".repeat(size - 1)}\n`);
}

type Decode = Codec["decode"];

const decodeFrame: Decode = (bytes, start, end) => {
  if (bytes[start] !== MAGIC) throw new CodecError("malformed", "not the magic byte");
  if (end - start < HEADER) return 0;
  return (bytes as Buffer).readUInt32BE(start + 1);
};

const decodeLine: Decode = (bytes, start, end) => {
  const at = bytes.indexOf(0x0a, start);
  return at === -1 || at >= end ? 0 : at + 1 - start;
};

/** A reader, what it has handed out, and what it has cost. */
class Subject implements MessageSink {
  readonly reader: MessageReader;
  readonly messages: Buffer[] = [];
  readonly tooLarge: number[] = [];
  decodes = 0;
  /** Bytes handed to decode, summed over all calls. */
  offered = 0;
  fed = 0;
  taken = 0;
  /** Messages that were read where the socket had put them. */
  inPlace = 0;
  onEach: (count: number) => void = () => {};
  readonly #message = new Message();
  readonly #readBuffer = Buffer.alloc(64 << 10);

  constructor(decode: Decode = decodeFrame, limits: typeof LIMITS = LIMITS) {
    const codec: Codec = {
      decode: (bytes, start, end, message) => {
        this.decodes++;
        this.offered += end - start;
        return decode(bytes, start, end, message);
      },
      encode: () => 0,
      onError: () => {},
    };
    this.reader = new MessageReader(codec, limits, MessageKind.Request, this);
  }

  nextMessage(): Message {
    return this.#message;
  }

  onMessage(message: Message): void {
    expect(this.reader.paused).toBe(false);
    const { bytes, start, size } = message;
    this.messages.push(Buffer.from(bytes.subarray(start, start + size)));
    this.taken += size;
    if (bytes === this.#readBuffer) this.inPlace++;
    this.onEach(this.messages.length);
  }

  onTooLarge(message: Message): void {
    this.tooLarge.push(message.size);
  }

  /** Feeds as a socket does: from a buffer that is overwritten before the next read. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += this.#readBuffer.length) {
      const part = bytes.subarray(at, at + this.#readBuffer.length);
      this.#readBuffer.set(part);
      this.fed += part.length;
      this.reader.feed(this.#readBuffer, part.length);
      this.#readBuffer.fill(0xee);
    }
  }

  /** Feeds in chunks of these sizes, again and again. */
  feedIn(stream: Buffer, sizes: readonly number[], between: () => void = () => {}): void {
    for (let at = 0, i = 0; at < stream.length; i++) {
      const size = sizes[i % sizes.length] as number;
      this.feed(stream.subarray(at, at + size));
      at += size;
      between();
    }
  }
}

const allocateUnsafeSlow = Buffer.allocUnsafeSlow;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sizes of the buffers that are allocated from now on. */
function watchAllocations(): number[] {
  const sizes: number[] = [];
  vi.spyOn(Buffer, "allocUnsafeSlow").mockImplementation((size) => {
    sizes.push(size);
    return allocateUnsafeSlow(size);
  });
  return sizes;
}

const protocol = fc.constantFrom(
  { make: frame, decode: decodeFrame },
  { make: line, decode: decodeLine },
);
const messageSize = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: HEADER, max: 40 }) },
  { weight: 3, arbitrary: fc.integer({ min: 200, max: 600 }) },
  { weight: 1, arbitrary: fc.integer({ min: 600, max: 4000 }) },
);
const chunkSize = fc.oneof(
  fc.integer({ min: 1, max: 7 }),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 9000 }),
);
const chunkSizes = fc.array(chunkSize, { minLength: 1, maxLength: 12 });

test("any chunking of a stream gives the same messages", () => {
  fc.assert(
    fc.property(protocol, fc.array(messageSize), chunkSizes, ({ make, decode }, sizes, chunks) => {
      const expected = sizes.map((size) => make(size));
      const subject = new Subject(decode);
      subject.feedIn(Buffer.concat(expected), chunks, () => {
        expect(subject.reader.pending).toBe(subject.fed - subject.taken);
      });
      expect(subject.messages).toEqual(expected);
      expect(subject.reader.pending).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test("pauses from inside and outside, at any moment, lose and repeat nothing", () => {
  fc.assert(
    fc.property(
      protocol,
      fc.array(messageSize, { maxLength: 30 }),
      chunkSizes,
      fc.infiniteStream(fc.constantFrom("go", "go", "pause", "resume")),
      fc.infiniteStream(fc.boolean()),
      ({ make, decode }, sizes, chunks, outside, inside) => {
        const expected = sizes.map((size) => make(size));
        const subject = new Subject(decode);
        subject.onEach = () => {
          if (inside.next().value) subject.reader.pause();
        };
        subject.feedIn(Buffer.concat(expected), chunks, () => {
          const before = subject.messages.length;
          const action = outside.next().value;
          if (action === "pause") subject.reader.pause();
          expect(subject.messages.length).toBe(before);
          if (action === "resume") subject.reader.resume();
          expect(subject.reader.pending).toBe(subject.fed - subject.taken);
        });
        while (subject.reader.paused) subject.reader.resume();
        expect(subject.messages).toEqual(expected);
        expect(subject.reader.pending).toBe(0);
      },
    ),
    { numRuns: 300 },
  );
});

test("after a stop from inside, by whatever way the message came, there is silence", () => {
  fc.assert(
    fc.property(
      fc.array(messageSize, { minLength: 1, maxLength: 20 }),
      chunkSizes,
      fc.nat(19),
      fc.boolean(),
      (sizes, chunks, after, pauseFirst) => {
        const subject = new Subject();
        const last = Math.min(after, sizes.length - 1) + 1;
        subject.onEach = (count) => {
          if (count === last) subject.reader.stop();
        };
        const stream = Buffer.concat(sizes.map((size) => frame(size)));
        if (pauseFirst) subject.reader.pause();
        subject.feedIn(stream, chunks);
        subject.reader.resume();
        expect(subject.messages).toHaveLength(last);
        subject.feed(stream);
        subject.reader.resume();
        expect(subject.messages).toHaveLength(last);
        expect(subject.reader.pending).toBe(0);
      },
    ),
  );
});

test("bytes that are not the protocol are refused at the same message, however they are cut", () => {
  fc.assert(
    fc.property(fc.array(messageSize), chunkSizes, (sizes, chunks) => {
      const expected = sizes.map((size) => frame(size));
      const subject = new Subject();
      const stream = Buffer.concat([...expected, Buffer.from("GET / HTTP/1.1")]);
      expect(() => subject.feedIn(stream, chunks)).toThrow(CodecError);
      expect(subject.messages).toEqual(expected);
    }),
  );
});

test("messages in one read are decoded once each, where they lie", () => {
  const subject = new Subject();
  const allocations = watchAllocations();
  subject.feed(Buffer.concat(Array.from({ length: 100 }, () => frame(64))));
  expect(subject.messages).toHaveLength(100);
  expect(subject.decodes).toBe(100);
  expect(subject.inPlace).toBe(100);
  expect(allocations).toEqual([]);
});

test("a large message fed byte by byte is decoded once its size is known and once it is whole", () => {
  const subject = new Subject();
  const message = frame(100_000);
  subject.feedIn(message, [1]);
  expect(subject.messages).toEqual([message]);
  expect(subject.decodes).toBe(HEADER + 1);
  expect(subject.offered).toBeLessThan(100_000 + 20);
});

test("what follows a message that was set aside is read where it lies", () => {
  const subject = new Subject();
  const first = frame(300);
  const rest = Array.from({ length: 200 }, () => frame(300));
  subject.feed(first.subarray(0, 10));
  const allocations = watchAllocations();
  subject.feed(Buffer.concat([first.subarray(10), ...rest]));
  expect(subject.messages).toHaveLength(201);
  expect(subject.inPlace).toBe(200);
  expect(allocations.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(300);
});

test("memory grows with what has arrived, not with what is announced", () => {
  const allocations = watchAllocations();
  const message = frame(100_000);
  const subject = new Subject();
  for (let at = 0; at < message.length; at++) {
    allocations.length = 0;
    subject.feed(message.subarray(at, at + 1));
    for (const size of allocations) expect(size).toBeLessThanOrEqual(Math.max(256, 2 * (at + 1)));
  }
  expect(subject.messages).toEqual([message]);
});

test("memory stays below twice what waits, and below the largest message and one read", () => {
  const limits = { maxMessageBytes: 4000, maxHeaderBytes: 4000 };
  const allocations = watchAllocations();
  fc.assert(
    fc.property(protocol, fc.array(messageSize), chunkSizes, ({ make, decode }, sizes, chunks) => {
      const subject = new Subject(decode, limits);
      const check = (): void => {
        const waiting = subject.fed - subject.taken;
        const bound = Math.min(2 * waiting, limits.maxMessageBytes + Math.max(...chunks));
        for (const size of allocations) expect(size).toBeLessThanOrEqual(Math.max(256, bound));
        allocations.length = 0;
      };
      subject.onEach = (count) => {
        subject.taken -= sizes[count - 1] as number; // it waited when the memory was allocated
        check();
        subject.taken += sizes[count - 1] as number;
      };
      subject.feedIn(Buffer.concat(sizes.map((size) => make(size))), chunks, check);
    }),
  );
});

test("bytes copied aside for a large message are a small multiple of its size", () => {
  const allocations = watchAllocations();
  const subject = new Subject();
  subject.feedIn(frame(100_000), [1000]);
  expect(subject.messages).toHaveLength(1);
  expect(allocations.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
});

test("a pause keeps what has come, once, and hands it out in order", () => {
  const subject = new Subject();
  subject.onEach = (count) => {
    if (count === 1) subject.reader.pause();
  };
  const expected = [frame(10, 1), frame(20, 2), frame(30, 3)];
  subject.feed(Buffer.concat(expected));
  expect(subject.messages).toHaveLength(1);
  expect(subject.reader.pending).toBe(50);
  subject.feed(frame(40, 4).subarray(0, 39));
  expect(subject.messages).toHaveLength(1);
  expect(subject.reader.pending).toBe(89);
  subject.reader.resume();
  expect(subject.messages).toEqual(expected);
  expect(subject.reader.pending).toBe(39);
});

test("a resume without a whole message calls no decode", () => {
  const subject = new Subject();
  subject.feed(frame(1000).subarray(0, 500));
  const { decodes } = subject;
  for (let i = 0; i < 10; i++) {
    subject.reader.pause();
    subject.reader.resume();
  }
  expect(subject.decodes).toBe(decodes);
});

test("a message of exactly the limit passes", () => {
  const subject = new Subject(decodeFrame, { maxMessageBytes: 500, maxHeaderBytes: 100 });
  subject.feed(frame(500));
  expect(subject.messages).toHaveLength(1);
});

test("a message over the limit is refused as soon as it is announced", () => {
  fc.assert(
    fc.property(chunkSizes, (chunks) => {
      const subject = new Subject(decodeFrame, { maxMessageBytes: 500, maxHeaderBytes: 100 });
      const stream = Buffer.concat([frame(500), frame(501)]);
      expect(() => subject.feedIn(stream, chunks)).toThrow(
        expect.objectContaining({
          reason: "too-large",
          message: "message of 501 bytes, the limit is 500",
        }),
      );
      expect(subject.messages).toHaveLength(1);
      expect(subject.tooLarge).toHaveLength(1);
      expect(subject.tooLarge[0]).toBeGreaterThanOrEqual(HEADER);
      expect(subject.tooLarge[0]).toBeLessThanOrEqual(501);
    }),
  );
});

test("a size that never becomes known is refused within maxHeaderBytes and one read", () => {
  const subject = new Subject(() => 0);
  const feed = (): void => subject.feedIn(Buffer.alloc(100_000, 0x78), [100]);
  expect(feed).toThrow(expect.objectContaining({ name: "CodecError", reason: "too-large" }));
  expect(subject.fed).toBeLessThan(LIMITS.maxHeaderBytes + 100);
});

test.each([Number.NaN, -1, -0.5, 0.5, 1.5, 20.25, Number.MIN_VALUE, -Infinity])(
  "a codec that returns %d as a size ends the connection and not the process",
  (size) => {
    const subject = new Subject(() => size);
    expect(() => subject.feed(frame(40))).toThrow(`codec: decode returned ${size}`);
    expect(subject.messages).toEqual([]);
    expect(subject.tooLarge).toEqual([]);
  },
);

test.each([LIMITS.maxMessageBytes + 0.5, 2 ** 31, 2 ** 32 + 1, 2 ** 53, Infinity])(
  "a codec that announces %d bytes is refused, and no memory is set aside for it",
  (size) => {
    const allocations = watchAllocations();
    const subject = new Subject(() => size);
    expect(() => subject.feed(frame(40))).toThrow(expect.objectContaining({ reason: "too-large" }));
    expect(subject.tooLarge).toEqual([40]);
    expect(allocations).toEqual([]);
  },
);

/** A message ends with its first "." and every "+" before it says that ten more bytes follow it at least. */
function decodeByWalking(bytes: Uint8Array, start: number, end: number): number {
  let bound = 0;
  for (let i = start; i < end; i++) {
    if (bytes[i] === 0x2e && i - start >= bound) return i - start + 1;
    if (bytes[i] === 0x2b) bound = Math.max(bound, i - start + 11);
  }
  return bound > end - start ? -bound : 0;
}

test("a message that only tells how long it is at least is decoded again when that much is there", () => {
  const texts = ["a.", "+0123456789.", "++.........0123456789.", "b."];
  const stream = Buffer.from(texts.join(""));
  fc.assert(
    fc.property(chunkSizes, (chunks) => {
      const subject = new Subject(decodeByWalking);
      subject.feedIn(stream, chunks);
      expect(subject.messages.map((message) => message.toString())).toEqual(texts);
    }),
  );
});

test("between a bound and its bytes decode is not called", () => {
  const subject = new Subject((_bytes, start, end) => (end - start < 900 ? -900 : 900));
  subject.feed(Buffer.alloc(10));
  const { decodes } = subject;
  for (let i = 0; i < 8; i++) subject.feed(Buffer.alloc(100));
  expect(subject.decodes).toBe(decodes);
  subject.feed(Buffer.alloc(90));
  expect(subject.messages).toHaveLength(1);
});

test("a bound over the limit is refused as a size would be", () => {
  const subject = new Subject(() => -(LIMITS.maxMessageBytes + 1));
  expect(() => subject.feed(frame(40))).toThrow(expect.objectContaining({ reason: "too-large" }));
  expect(subject.tooLarge).toEqual([40]);
});

test("what the receiver of a message throws comes out of feed", () => {
  const subject = new Subject();
  subject.onEach = () => {
    throw new CodecError("unsupported", "not from a client");
  };
  expect(() => subject.feed(frame(40))).toThrow("not from a client");
});
