import { deepEqual, equal } from "node:assert/strict";
import type { Correlation, ErrorKind } from "@meltemi/core";
import type { Peer } from "../peer.js";
import type { Protocol, Received } from "../protocol.js";
import type { Stage } from "../stage.js";
import type { TestServer } from "../test-server.js";

/** One fault and what must come of it, over any protocol. */
export interface Scenario {
  /** Row of the fault catalogue. */
  readonly id: string;
  readonly title: string;
  /** Left out: makes sense for every kind of protocol. */
  readonly correlations?: readonly Correlation[];
  run(stage: Stage): Promise<void>;
}

export function assertAnswer(
  answer: Received,
  id: number | bigint,
  payload: Uint8Array | string,
): void {
  equal(answer.kind, "response", `an error came instead: ${answer.error} ${answer.payload}`);
  equal(answer.id, BigInt(id));
  deepEqual(answer.payload, Buffer.from(payload));
}

export function assertError(
  protocol: Protocol,
  answer: Received,
  id: number | bigint,
  kind: ErrorKind,
): void {
  equal(answer.kind, "error", `no error: ${answer.payload}`);
  equal(answer.error, protocol.seenError(kind), `${answer.payload}`);
  equal(answer.id, BigInt(id));
}

/** A request of the client reaches the server and its answer comes back. */
export async function assertRoundTrip(
  client: Peer,
  server: TestServer,
  id: number,
  payload: string,
): Promise<void> {
  client.request(id, payload);
  (await server.next()).reply();
  assertAnswer(await client.next(), id, payload);
}

/** A payload in which every byte differs from its neighbours, so that a shift shows. */
export function pattern(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 7 + seed * 31) & 0xff;
  return bytes;
}
