import { equal } from "node:assert/strict";
import type { Mesh } from "../mesh.js";
import type { Scenario } from "../suite.js";
import { until } from "../until.js";
import { Counters, type Counts } from "./counters.js";
import { DIALECTS, type Dialect } from "./dialect.js";
import { type Frames, framesOf, Replay } from "./frames.js";
import { inEvery } from "./in-every.js";
import { onewayCounts, onewayOptions } from "./oneway.js";
import { describePair, type Pair } from "./peers.js";
import type { Scene } from "./scene.js";

const LOST = { cx_destroy_remote_with_active_rq: 1 };
const ANSWERED = { request_twoway: 1, response: 1, response_success: 1 };
/** So many bytes of a message are held back. */
const HELD_BACK = 5;

/** A client that goes away in the middle, with what real clients have said. */
export function earlyClose(pair: Pair): Scenario[] {
  const inAll = (name: string, run: (setting: Setting) => Promise<void>): Scenario => ({
    ...describePair(pair),
    name,
    run: () => inEvery(DIALECTS, async (scene, dialect) => run(await setUp(scene, pair, dialect))),
  });
  return [
    inAll("TH-4 in 12 dialects: all but 5 bytes of a call, then the end", closesInCall),
    inAll("TH-5 in 12 dialects: the same when there is an upstream connection", closesInSecondCall),
    inAll("TH-6 in 12 dialects: the end right behind a oneway call", closesBehindOneway),
    inAll("TH-7 in 12 dialects: the end one byte before that of a oneway call", closesInOneway),
  ];
}

interface Setting {
  readonly frames: Frames;
  readonly mesh: Mesh;
  readonly counters: Counters;
  readonly replay: Replay;
  /** What a oneway call counts as. */
  readonly onewayCounts: Counts;
  /** What the server has been sent. */
  readonly forwarded: () => string;
  /** A proper client, to see that everything still works. */
  readonly echo: () => Promise<void>;
}

async function setUp(scene: Scene, pair: Pair, dialect: Dialect): Promise<Setting> {
  const frames = await framesOf(pair, dialect);
  const { back, mesh, client } = await scene.chain(pair, dialect, onewayOptions(pair));
  const replay = await Replay.to(mesh.port);
  scene.defer(async () => replay.close());
  return {
    frames,
    mesh,
    counters: new Counters(mesh),
    replay,
    onewayCounts: onewayCounts(pair),
    forwarded: () => back.sent.toString("hex"),
    echo: async () => equal((await client.call("echo", ["and on"])).value, "and on"),
  };
}

async function closesInCall({ frames, mesh, counters, replay, forwarded, echo }: Setting) {
  replay.sendLast(frames.call.subarray(0, -HELD_BACK));
  await counters.expect(LOST);
  equal(forwarded(), "");
  await isClean(mesh, 0);
  await echo();
  await isClean(mesh, 1);
}

async function closesInSecondCall({ frames, mesh, counters, replay, forwarded, echo }: Setting) {
  replay.send(frames.call);
  await until("the first call is answered", () => replay.received.equals(frames.reply));
  await counters.expect(ANSWERED);
  replay.sendLast(frames.call.subarray(0, -HELD_BACK));
  await counters.expect(LOST);
  equal(forwarded(), frames.call.toString("hex"));
  await echo();
  await isClean(mesh, 1);
}

async function closesBehindOneway(setting: Setting) {
  const { frames, mesh, counters, replay, forwarded, echo } = setting;
  replay.sendLast(frames.oneway);
  await until("every byte is forwarded", () => forwarded() === frames.oneway.toString("hex"));
  await counters.expect(setting.onewayCounts);
  equal(replay.received.length, 0);
  await echo();
  await isClean(mesh, 1);
}

async function closesInOneway({ frames, mesh, counters, replay, forwarded, echo }: Setting) {
  replay.sendLast(frames.oneway.subarray(0, -1));
  await counters.expect(LOST);
  equal(forwarded(), "");
  await isClean(mesh, 0);
  await echo();
}

/** Nothing is left of a call, and the upstream connections are those of whole ones. */
async function isClean(mesh: Mesh, connections: number): Promise<void> {
  equal(mesh.stat("request_active"), 0, "request_active");
  equal(mesh.clusterStat("upstream_rq_active"), 0, "upstream_rq_active");
  const active = (): number => mesh.clusterStat("upstream_cx_active");
  await until(`${connections} upstream connections`, () => active() === connections);
}
