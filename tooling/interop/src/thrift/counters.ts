import { deepEqual } from "node:assert/strict";
import type { Mesh } from "../mesh.js";
import { until } from "../until.js";

/** What a call counts as. */
const NAMES = [
  "request_twoway",
  "request_oneway",
  "response",
  "response_success",
  "response_error",
  "response_business_exception",
  "local_response_business_exception",
  "request_decoding_error",
  "cx_destroy_remote_with_active_rq",
] as const;
export type Counts = Readonly<Partial<Record<(typeof NAMES)[number], number>>>;

/** What the calls of a mesh are counted as from now on. */
export class Counters {
  readonly #mesh: Mesh;
  #before: Counts;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#before = this.#now();
  }

  /** Since it was last asked, exactly these have counted. */
  async expect(counts: Counts): Promise<void> {
    const zeros = Object.fromEntries(NAMES.map((name) => [name, 0]));
    const expected = { ...zeros, ...counts };
    const same = () => JSON.stringify(this.#since()) === JSON.stringify(expected);
    // The client may have its answer before the proxy has done its books.
    await until("counters", same).catch(() => deepEqual(this.#since(), expected));
    this.#before = this.#now();
  }

  #since(): Counts {
    const now = this.#now();
    return Object.fromEntries(
      NAMES.map((name) => [name, (now[name] ?? 0) - (this.#before[name] ?? 0)]),
    );
  }

  #now(): Counts {
    return Object.fromEntries(NAMES.map((name) => [name, this.#mesh.stat(name)]));
  }
}
