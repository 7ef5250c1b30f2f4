import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Dialect, dialectName } from "./dialect.js";
import type { Pair } from "./peers.js";
import { Scene } from "./scene.js";

/** What official peers say to each other when nothing is between them but a tap. */
export interface Frames {
  /** A call of `echo`. */
  readonly call: Buffer;
  readonly reply: Buffer;
  /** A oneway call of `tell`. */
  readonly oneway: Buffer;
}

const captured = new Map<string, Promise<Frames>>();

/** The frames of a pair in a dialect, captured once. */
export function framesOf(pair: Pair, dialect: Dialect): Promise<Frames> {
  const key = `${pair.client.language} ${pair.server.language} ${dialectName(dialect)}`;
  const known = captured.get(key) ?? capture(pair, dialect);
  captured.set(key, known);
  return known;
}

function capture(pair: Pair, dialect: Dialect): Promise<Frames> {
  return Scene.play(async (scene) => {
    const server = await scene.server(pair.server, dialect);
    const tap = await scene.tap(server.port);
    const client = await scene.client(pair.client, tap.port, dialect);
    await client.call("echo", ["a text of some length"]);
    const call = tap.sent;
    const reply = tap.received;
    await client.call("tell", ["a text of some length"]);
    await server.sees("tell");
    return { call, reply, oneway: tap.sent.subarray(call.length) };
  });
}

/** A raw connection, on which captured frames are sent again. */
export class Replay {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
    });
    socket.on("error", () => {}); // what the test looks at tells more
  }

  static async to(port: number): Promise<Replay> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Replay(socket);
  }

  get received(): Buffer {
    return this.#received;
  }

  /** Sends the bytes and, in the same breath, the end. */
  sendLast(bytes: Uint8Array): void {
    this.#socket.end(bytes);
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  close(): void {
    this.#socket.destroy();
  }
}
