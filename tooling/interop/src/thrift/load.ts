import { equal, ok } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { DIALECTS, type Dialect } from "./dialect.js";
import { inEvery } from "./in-every.js";
import { describePair, type Pair } from "./peers.js";
import type { Scene } from "./scene.js";

const LARGE = "0123456789abcdef".repeat(1 << 16); // 1 MiB, and base64 of 768 KiB
const OUTSTANDING = 200;
const CLIENTS = 32;
const CALLS = 5;

/** Many calls, many clients, large calls. */
export function load(pair: Pair): Scenario[] {
  const row = (
    name: string,
    play: (scene: Scene, pair: Pair, dialect: Dialect) => Promise<void>,
  ): Scenario => ({
    ...describePair(pair),
    name: `in 12 dialects, ${name}`,
    run: () => inEvery(DIALECTS, (scene, dialect) => play(scene, pair, dialect)),
  });
  const rows = [
    row("1 MiB of text and 768 KiB of bytes, there and back", echoesLarge),
    row(`${CLIENTS} clients at once, each with its own answers`, servesMany),
  ];
  // Only npm's client sends a call before the one before it has been answered.
  if (pair.client.language === "Node.js") {
    rows.push(row(`${OUTSTANDING} calls outstanding on one connection`, servesPipeline));
  }
  return rows;
}

async function echoesLarge(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { client, front, back } = await scene.chain(pair, dialect);
  ok((await client.call("echo", [LARGE])).value === LARGE, "the text came back");
  ok((await client.call("echoBinary", [LARGE])).value === LARGE, "the bytes came back");
  ok(back.sent.equals(front.sent), "the same requests");
  ok(back.received.equals(front.received), "the same responses");
}

async function servesMany(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { mesh } = await scene.chain(pair, dialect);
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, () => scene.client(pair.client, mesh.port, dialect)),
  );
  await Promise.all(
    clients.map(async (client, at) => {
      for (let call = 0; call < CALLS; call++) {
        const text = `client ${at}, call ${call}`;
        equal((await client.call("echo", [text])).value, text);
      }
    }),
  );
  equal(mesh.stat("response_success"), CLIENTS * CALLS);
  ok(mesh.clusterStat("upstream_cx_total") <= CLIENTS, "no more connections than clients");
}

async function servesPipeline(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const { client, front, mesh } = await scene.chain(pair, dialect);
  await Promise.all(
    Array.from({ length: OUTSTANDING }, async (_, call) => {
      equal((await client.call("echo", [`call ${call}`])).value, `call ${call}`);
    }),
  );
  equal(mesh.stat("response_success"), OUTSTANDING);
  equal(front.wires.length, 1, "client connections");
}
