import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventLoop } from "./event-loop.js";
import { Transport, type TransportOwner } from "./transport.js";

const loop = new EventLoop(performance);
const LARGE = Buffer.alloc(3 << 20, "0123456789abcdefghijklmnopqrstuvwxy");
const KERNEL_IS_FULL = 16 << 20; // more than loopback sockets hold

/** Notes what happens to a transport, and lets a test wait for it. */
class Noted implements TransportOwner {
  readonly events: string[] = [];
  error: Error | undefined;
  onBytes: (bytes: Buffer) => void = () => {};
  readonly #chunks: Buffer[] = [];
  #wake: () => void = () => {};

  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get text(): string {
    return this.received.toString();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async closed(): Promise<void> {
    await this.until(() => this.events.includes("close"));
    await nextTurn(); // a second close would come now
  }

  onConnect(): void {
    this.#note("connect");
  }

  onRead(bytes: Buffer, length: number): void {
    // A copy: "the bytes are gone when the call returns".
    const read = Buffer.from(bytes.subarray(0, length));
    this.#chunks.push(read);
    if (this.events.at(-1) !== "read") this.events.push("read");
    this.onBytes(read);
    this.#wake();
  }

  onEnd(): void {
    this.#note("end");
  }

  onDrained(): void {
    this.#note("drained");
  }

  onClose(error: Error | undefined): void {
    this.error = error;
    this.#note("close");
  }

  #note(event: string): void {
    this.events.push(event);
    this.#wake();
  }
}

let server: Server;
let port: number;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

/** A client and the socket that the server accepted for it. */
async function accepted(): Promise<{ client: Socket; socket: Socket }> {
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const [socket] = (await once(server, "connection")) as [Socket];
  sockets.push(client, socket);
  return { client, socket };
}

/** The same socket as on a Node whose sockets keep their handle to themselves. */
function withoutHandle(socket: Socket): Socket {
  return new Proxy(socket, {
    get(target, key) {
      if (key === "_handle") return undefined;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function readAll(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(socket, "end");
  return Buffer.concat(chunks);
}

function send(transport: Transport, bytes: Uint8Array): void {
  transport.output.begin(bytes.length);
  transport.output.append(bytes, 0, bytes.length);
  transport.output.commit();
}

describe.each([
  ["on a socket whose handle it has taken over", (socket: Socket) => socket],
  ["on a socket that keeps its handle", withoutHandle],
])("%s", (_title, prepare) => {
  async function start(): Promise<{ client: Socket; transport: Transport; owner: Noted }> {
    const { client, socket } = await accepted();
    const owner = new Noted();
    const transport = Transport.accept(loop, prepare(socket), owner);
    transport.start();
    return { client, transport, owner };
  }

  test("nothing is delivered before it has been started, and then everything", async () => {
    const { client, socket } = await accepted();
    const owner = new Noted();
    const transport = Transport.accept(loop, prepare(socket), owner);
    await new Promise((resolve) => client.write("early", resolve));
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    expect(owner.text).toBe("");
    transport.start();
    client.end(" bird");
    await owner.until(() => owner.events.includes("end"));
    expect(owner.text).toBe("early bird");
  });

  test("what the client sends arrives, and what is answered arrives there", async () => {
    const { client, transport, owner } = await start();
    owner.onBytes = (bytes) => send(transport, bytes);
    client.write(LARGE);
    client.end();
    const echo = readAll(client);
    await owner.until(() => owner.events.includes("end"));
    transport.end();
    expect(owner.received.equals(LARGE)).toBe(true);
    expect((await echo).equals(LARGE)).toBe(true);
    await owner.closed();
    expect(owner.events.filter((event) => event === "close")).toHaveLength(1);
    expect(owner.error).toBeUndefined();
  });

  test("it knows who the client is", async () => {
    const { client, transport } = await start();
    expect(transport.remoteAddress).toBe("127.0.0.1");
    expect(transport.remotePort).toBe(client.localPort);
  });

  test("a client that has ended its side still gets its answer", async () => {
    const { client, transport, owner } = await start();
    client.end("request");
    await owner.until(() => owner.events.includes("end"));
    expect(owner.text).toBe("request");
    send(transport, Buffer.from("answer"));
    transport.end();
    expect(String(await readAll(client))).toBe("answer");
    await owner.closed();
  });

  test("reading goes on after its own end", async () => {
    const { client, transport, owner } = await start();
    transport.end();
    expect(await readAll(client)).toHaveLength(0);
    client.end("late");
    await owner.closed();
    expect(owner.events).toEqual(["read", "end", "close"]);
    expect(owner.text).toBe("late");
  });

  test("the end comes behind everything that a slow client has not read", async () => {
    const { client, transport, owner } = await start();
    const size = KERNEL_IS_FULL;
    send(transport, Buffer.alloc(size, "x"));
    expect(transport.output.buffered).toBe(size);
    send(transport, Buffer.from("last"));
    transport.end();
    const read = await readAll(client);
    expect(read).toHaveLength(size + 4);
    expect(read.subarray(-5).toString()).toBe("xlast");
    client.end();
    await owner.closed();
    expect(owner.error).toBeUndefined();
  });

  test("while reading is paused nothing is delivered, and then everything", async () => {
    const { client, transport, owner } = await start();
    owner.onBytes = () => transport.pauseReading();
    client.write("first");
    await owner.until(() => owner.text === "first");
    await new Promise((resolve) => client.write("second", resolve));
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    expect(owner.text).toBe("first");
    owner.onBytes = () => {};
    transport.resumeReading();
    client.end(LARGE);
    await owner.until(() => owner.events.includes("end"));
    expect(owner.received).toHaveLength("firstsecond".length + LARGE.length);
  });

  test("after destroy from inside a read there are no more reads and one close", async () => {
    const { client, transport, owner } = await start();
    owner.onBytes = () => transport.destroy();
    client.on("error", () => {});
    client.write(LARGE);
    await owner.closed();
    transport.destroy();
    transport.end();
    transport.resumeReading();
    await nextTurn();
    expect(owner.events).toEqual(["read", "close"]);
    expect(owner.received.length).toBeLessThan(LARGE.length);
  });

  test("what is unsent is dropped by destroy", async () => {
    const { client, transport, owner } = await start();
    send(transport, Buffer.from("never"));
    transport.destroy();
    expect(await readAll(client)).toHaveLength(0);
    await owner.closed();
    expect(transport.output.buffered).toBe(0);
  });

  test("a reset by the client is one close, with its error", async () => {
    const { client, owner } = await start();
    client.write("x");
    await owner.until(() => owner.text === "x");
    client.resetAndDestroy();
    await owner.closed();
    expect(owner.events).toEqual(["read", "close"]);
    expect(owner.error).toMatchObject({ code: "ECONNRESET" });
  });

  test("a reset while a write is under way is one close", async () => {
    const { client, transport, owner } = await start();
    const size = KERNEL_IS_FULL;
    send(transport, Buffer.alloc(size));
    expect(transport.output.buffered).toBe(size);
    client.resetAndDestroy();
    await owner.closed();
    expect(owner.events.filter((event) => event === "close")).toHaveLength(1);
    expect(owner.error).toBeInstanceOf(Error);
  });
});

describe("to a server", () => {
  function open(to = port): { transport: Transport; owner: Noted } {
    const owner = new Noted();
    return { transport: Transport.connect(loop, owner, "127.0.0.1", to), owner };
  }

  test("what is written before the connection is there is sent when it is", async () => {
    const connection = once(server, "connection");
    const { transport, owner } = open();
    send(transport, Buffer.from("early "));
    send(transport, Buffer.from("bird"));
    const [socket] = (await connection) as [Socket];
    sockets.push(socket);
    const [first] = (await once(socket.resume(), "data")) as [Buffer];
    expect(String(first)).toBe("early bird");
    expect(owner.events).toEqual(["connect"]);
    transport.destroy();
    await owner.closed();
    expect(owner.error).toBeUndefined();
  });

  test("a refused connection is one close, with its error, and no connect", async () => {
    server.close();
    await once(server, "close");
    const { transport, owner } = open();
    send(transport, Buffer.from("lost"));
    await owner.closed();
    expect(owner.events).toEqual(["close"]);
    expect(owner.error).toMatchObject({ code: "ECONNREFUSED" });
    expect(transport.output.buffered).toBe(0);
  });

  test("destroy before the connection is there is one close and no connect", async () => {
    const { transport, owner } = open();
    transport.destroy();
    await owner.closed();
    expect(owner.events).toEqual(["close"]);
    expect(owner.error).toBeUndefined();
  });

  test("a pause before the connection is there holds from the first byte", async () => {
    const { transport, owner } = open();
    transport.pauseReading();
    const [socket] = (await once(server, "connection")) as [Socket];
    sockets.push(socket);
    await new Promise((resolve) => socket.write("hello", resolve));
    await owner.until(() => owner.events.includes("connect"));
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    expect(owner.text).toBe("");
    transport.resumeReading();
    await owner.until(() => owner.text === "hello");
    transport.destroy();
  });

  test("sockets that share the read buffer get their own bytes", async () => {
    const pairs: { transport: Transport; owner: Noted; socket: Socket }[] = [];
    for (let i = 0; i < 8; i++) {
      const opened = open();
      const [socket] = (await once(server, "connection")) as [Socket];
      sockets.push(socket);
      pairs.push({ ...opened, socket });
    }
    for (const [i, { socket }] of pairs.entries()) socket.end(Buffer.alloc(300_000, i));
    for (const [i, { transport, owner }] of pairs.entries()) {
      await owner.until(() => owner.events.includes("end"));
      expect(owner.received.equals(Buffer.alloc(300_000, i))).toBe(true);
      transport.destroy();
    }
  });
});
