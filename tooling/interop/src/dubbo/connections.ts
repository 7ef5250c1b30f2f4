import { deepEqual, equal, ok } from "node:assert/strict";
import { until } from "../until.js";
import { type Frame, framesOf, isHeartbeat, isReadOnly } from "./frame.js";
import { NEW, PREFER_FASTJSON2, startProvider } from "./peers.js";
import { type DubboScenario, on, type Setting } from "./scenario.js";
import { Stage } from "./stage.js";

/** A consumer reconnects, and a provider disconnects, after three times this without a word. Milliseconds. */
const HEARTBEAT_MS = 1000;
/** A provider that stops would wait longer than this for its consumers to go. Milliseconds. */
const LINGER_MS = 1000;

export const CONNECTIONS: readonly DubboScenario[] = [
  {
    name: "an idle client's heartbeats are answered by the proxy alone, and its connection stays",
    run: on({ reference: { parameters: { heartbeat: `${HEARTBEAT_MS}` } } }, async (stage) => {
      await stage.call("greet", ["Ann"]);
      // Four: longer than the time after which the client would connect anew.
      const sent = await until("four heartbeats", () => enough(heartbeatsOf(stage.front.sent), 4));
      const ids = idsOf(sent);
      const answers = await until("their answers", () =>
        enough(heartbeatsOf(stage.front.received), ids.length),
      );
      deepEqual(idsOf(answers).slice(0, ids.length), ids);
      ok(answers.every(({ isRequest, status }) => !isRequest && status === 20));
      deepEqual(heartbeatsOf(stage.back.sent), []);
      equal((await stage.call("greet", ["again"])).value, "v1: hello, again");
      equal(stage.front.wires.length, 1);
      ok(stage.mesh.stat("request_event") >= ids.length);
      equal(stage.mesh.stat("request"), 2);
    }),
  },
  {
    name: "the proxy's heartbeats keep a connection that the provider would close",
    run: async ({ cast, pair }) => {
      const parameters = { heartbeat: `${HEARTBEAT_MS}` };
      const provider = await startProvider(pair.provider, "v1", parameters);
      const cluster = { heartbeat: { interval: "500ms" } };
      try {
        await Stage.run(cast, { cluster, port: provider.port }, async (stage) => {
          await stage.call("greet", ["Ann"]);
          const look = () => enough(heartbeatsOf(stage.back.received), 6);
          const answers = await until("the provider's answers", look);
          ok(answers.every(({ isRequest, status }) => !isRequest && status === 20));
          deepEqual(heartbeatsOf(stage.front.received), []);
          await stage.call("greet", ["again"]);
          equal(stage.back.wires.length, 1);
          equal(stage.mesh.clusterStat("upstream_heartbeat_failed"), 0);
        });
      } finally {
        await provider.stop();
      }
    },
  },
  {
    name: "when a provider stops, the call in flight is answered, and then its connection closes",
    run: (setting) => stopProvider(setting, {}),
  },
  {
    name: "the same, when the provider says so in fastjson2",
    between: ({ client, provider }) => client === NEW && provider === NEW,
    run: (setting) => stopProvider(setting, PREFER_FASTJSON2),
  },
];

async function stopProvider(
  { cast, pair }: Setting,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const provider = await startProvider(pair.provider, "v1", parameters);
  try {
    await Stage.run(cast, { port: provider.port, reference: { parameters } }, async (stage) => {
      const { mesh, front, back } = stage;
      const inFlight = stage.call("greetLater", ["slow", 1500]);
      await provider.send("seen", { atLeast: 1 });
      const stopping = provider.send("stop");
      await until("the event", () => framesOf(back.received).some(isReadOnly));
      equal(mesh.clusterStat("upstream_cx_active"), 1, "the call in flight keeps the connection");
      equal((await inFlight).value, "v1: hello, slow");
      const answeredAt = performance.now();
      await until("the proxy's goodbye", () => mesh.clusterStat("upstream_cx_active") === 0);
      const lingeredMs = performance.now() - answeredAt;
      ok(lingeredMs < LINGER_MS, `the connection lingered for ${lingeredMs} ms`);
      equal(mesh.clusterStat("upstream_cx_close_notify"), 1);
      ok(!framesOf(front.received).some(({ isEvent }) => isEvent), "the client is not told");
      await stopping;
    });
  } finally {
    await provider.stop();
  }
}

function heartbeatsOf(bytes: Buffer): Frame[] {
  return framesOf(bytes).filter(isHeartbeat);
}

function enough<T>(seen: readonly T[], count: number): readonly T[] | undefined {
  return seen.length >= count ? seen : undefined;
}

function idsOf(frames: readonly Frame[]): readonly bigint[] {
  return frames.map(({ id }) => id);
}
