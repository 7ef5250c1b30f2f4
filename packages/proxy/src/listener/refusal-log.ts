import type { DownstreamInfo } from "@meltemi/core";
import type { Logger } from "../logger.js";

/** Between two lines. Anybody can connect and send garbage: that must not fill the log. */
const INTERVAL_MS = 1000;

/** Tells why connections of a listener were closed for what their clients sent, once a second at most. */
export class RefusalLog {
  readonly #logger: Logger;
  #next = 0;
  #untold = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  tell({ listener, remoteAddress, remotePort }: DownstreamInfo, reason: string, now: number): void {
    if (now < this.#next) {
      this.#untold++;
      return;
    }
    const others = this.#untold === 0 ? {} : { othersSinceTheLast: this.#untold };
    const fields = { listener, remote: `${remoteAddress}:${remotePort}`, reason, ...others };
    this.#logger.warn("client connection closed for what the client sent", fields);
    this.#next = now + INTERVAL_MS;
    this.#untold = 0;
  }
}
