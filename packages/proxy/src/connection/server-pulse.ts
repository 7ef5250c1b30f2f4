import type { HeartbeatConfig } from "../config/config.js";

/** What is to be done about a server that has been silent. */
export const Pulse = {
  Fine: 0,
  /** A heartbeat is to be sent. */
  Due: 1,
  /** It has not answered the last ones: it is gone. */
  Lost: 2,
} as const;
export type Pulse = (typeof Pulse)[keyof typeof Pulse];

/** Tells from what a server says, and since when it says nothing, whether it is still there. */
export class ServerPulse {
  #lastRead = 0;
  #missed = 0;

  /** Bytes have come from it. */
  felt(now: number): void {
    this.#lastRead = now;
    this.#missed = 0;
  }

  /** To be called now and then. A heartbeat that is due counts as missed until bytes come. */
  check(now: number, { intervalMs, maxMissed }: HeartbeatConfig): Pulse {
    if (now - this.#lastRead < intervalMs * (this.#missed + 1)) return Pulse.Fine;
    if (this.#missed >= maxMissed) return Pulse.Lost;
    this.#missed++;
    return Pulse.Due;
  }
}
