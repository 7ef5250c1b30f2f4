/** How long a connection that we have ended waits for the client to end it too. */
const LINGER_MS = 1000;
/** How long it waits for a client that does not take the last of its answers. */
const STALLED_MS = 10_000;

/**
 * The time between the end of our side of a connection and the end of the connection: as long as the
 * client takes what is left for it, and no longer. Closing at once could cost it the last answers, since
 * a socket that is closed with unread input resets the connection.
 */
export class Farewell {
  /** When our side ended, or the client last took a part of what was left then; 0 before. */
  #since = 0;
  /** What the client had not taken when last looked at. */
  #unsent = 0;
  /** When it is over, whatever is left; 0: it has its time. */
  #cutOffAt = 0;

  get begun(): boolean {
    return this.#since > 0;
  }

  begin(now: number): void {
    this.#since = now;
  }

  /** Gives the connection one more second, begun or not. */
  hurry(now: number): void {
    if (this.#cutOffAt === 0) this.#cutOffAt = now + LINGER_MS;
  }

  /** The time that `hurry` gave is up. */
  cutOff(now: number): boolean {
    return this.#cutOffAt > 0 && now >= this.#cutOffAt;
  }

  /** Nothing has happened for too long. @param unsent changes whenever the client takes something */
  over(now: number, unsent: number): boolean {
    if (unsent !== this.#unsent) {
      this.#unsent = unsent;
      this.#since = now;
      return false;
    }
    return now - this.#since >= (unsent > 0 ? STALLED_MS : LINGER_MS);
  }
}
