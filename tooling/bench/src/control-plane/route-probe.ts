import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { writeUint32 } from "@meltemi/core";
import { FixedFrameReader } from "../fixed-frame-reader.js";
import { framesOf } from "../protocol/frame-layout.js";
import { qzaLoad } from "../protocol/qza.js";
import { now } from "./time.js";

const { request, answer } = qzaLoad;

/** The last byte of an answer's body is the digit of the version that gave it. */
export const VERSION_AT: number = answer.template.length - 1;

/** A connection to a service through a proxy, one request at a time. */
export class RouteProbe {
  readonly #socket: Socket;
  readonly #reader: FixedFrameReader;
  #id = 0;
  #onAnswer: (version: string) => void = () => {};
  #onEnd: (error: Error) => void = () => {};

  static async connect(host: string, port: number): Promise<RouteProbe> {
    const socket = connect({ host, port, noDelay: true });
    await once(socket, "connect");
    return new RouteProbe(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#reader = new FixedFrameReader(answer.template.length, (bytes, at) =>
      this.#onAnswer(`v${String.fromCharCode(bytes[at + VERSION_AT] ?? 0)}`),
    );
    socket.on("data", (bytes: Buffer) => this.#reader.read(bytes, bytes.length));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#onEnd(new Error("the proxy closed the connection of a probe")));
  }

  /**
   * Asks until an answer comes from that version.
   * @returns when it came, in milliseconds of the clock that processes share
   */
  async until(version: string, everyMs: number): Promise<number> {
    while ((await this.#ask()) !== version) await delay(everyMs);
    return now();
  }

  close(): void {
    this.#socket.destroy();
  }

  #ask(): Promise<string> {
    const frame = framesOf(request, 1, 1);
    writeUint32(frame, request.idAt, ++this.#id);
    return new Promise((resolve, reject) => {
      this.#onAnswer = resolve;
      this.#onEnd = reject;
      this.#socket.write(frame);
    });
  }
}
