import { deepEqual, equal, ok } from "node:assert/strict";
import { framesOf, withoutId } from "./frame.js";
import { NEW, PREFER_FASTJSON2 } from "./peers.js";
import type { DubboScenario, Pair, Setting } from "./scenario.js";
import { Stage, type StageOptions } from "./stage.js";

const FASTJSON2 = 23;

function bothNew({ client, provider }: Pair): boolean {
  return client === NEW && provider === NEW;
}

/** Bodies that the codec does not read: only their headers count. */
export const OTHER_SERIALIZATION: readonly DubboScenario[] = [
  {
    name: "calls in fastjson2 pass without a byte changed",
    between: bothNew,
    run: inFastjson2({}, async (stage) => {
      const attachments = { foo: "bar" };
      const result = await stage.call("attach", ["answer", "42"], { attachments });
      deepEqual([result.value, result.attachments["answer"]], ["v1", "42"]);
      equal((await stage.call("greet", ["Zoë 東京 😀"])).value, "v1: hello, Zoë 東京 😀");
      const { type, details } = await stage.catch("reject", [42]);
      deepEqual([type, details["reason"]], ["RejectedException", 42]);
      const { front, back } = stage;
      ok(framesOf(front.sent).every(({ serialization }) => serialization === FASTJSON2));
      deepEqual(framesOf(back.sent).map(withoutId), framesOf(front.sent).map(withoutId));
      deepEqual(framesOf(front.received).map(withoutId), framesOf(back.received).map(withoutId));
    }),
  },
  {
    name: "calls in fastjson2 are routed on their serialization",
    between: bothNew,
    run: inFastjson2(
      { route: { match: { attributes: { serialization: { exact: "fastjson2" } } } } },
      async (stage) => {
        equal((await stage.call("greet", ["Ann"])).value, "v1: hello, Ann");
      },
    ),
  },
  {
    name: "changes of a call in fastjson2 are refused and counted, and it passes as it is",
    between: bothNew,
    run: inFastjson2(
      {
        route: {
          requestMutation: [{ key: "lane", value: "blue" }],
          responseMutation: [{ key: "served-by", value: "the mesh" }],
        },
      },
      async (stage) => {
        equal((await stage.call("greet", ["Ann"])).value, "v1: hello, Ann");
        equal(stage.mesh.stat("mutation_refused"), 2);
      },
    ),
  },
  {
    name: "an error is understood by a client that speaks fastjson2",
    between: bothNew,
    run: inFastjson2({ cluster: { maintenance: true } }, async (stage) => {
      const { type, message } = await stage.catch("greet", ["Ann"]);
      equal(type, "RpcException");
      ok(message.includes("maintenance mode for cluster 'servers'"), message);
    }),
  },
];

function inFastjson2(
  options: StageOptions,
  act: (stage: Stage) => Promise<void>,
): (setting: Setting) => Promise<void> {
  return async ({ cast, peers }) => {
    const { port } = await peers.fastjson2Provider();
    const reference = { parameters: PREFER_FASTJSON2 };
    await Stage.run(cast, { ...options, port, reference }, act);
  };
}
