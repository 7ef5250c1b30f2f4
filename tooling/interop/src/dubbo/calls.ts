import { deepEqual, equal, ok } from "node:assert/strict";
import type { Json } from "../program.js";
import { until } from "../until.js";
import { framesOf, withoutId } from "./frame.js";
import { OLD } from "./peers.js";
import { type DubboScenario, everyone, on } from "./scenario.js";
import type { Stage } from "./stage.js";

const MEGABYTE = 1 << 20;

interface SimpleCall {
  readonly name: string;
  readonly method: string;
  readonly args: readonly unknown[];
  readonly fields?: Json;
  readonly reference?: Json;
  readonly value: unknown;
}

const SIMPLE_CALLS: readonly SimpleCall[] = [
  {
    name: "a call is answered",
    method: "greet",
    args: ["Zoë 東京 😀"],
    value: "v1: hello, Zoë 東京 😀",
  },
  {
    name: "a method that returns a CompletableFuture is answered",
    method: "greetLater",
    args: ["Ann", 20],
    value: "v1: hello, Ann",
  },
  {
    name: "RpcContext.asyncCall is answered",
    method: "greet",
    args: ["Ann"],
    fields: { mode: "async" },
    value: "v1: hello, Ann",
  },
  {
    name: "a generic call ($invoke) is answered",
    method: "greet",
    args: ["Ann"],
    fields: { mode: "generic" },
    reference: { generic: "true" },
    value: "v1: hello, Ann",
  },
  { name: "a void method returns", method: "acknowledge", args: ["text"], value: null },
  { name: "null is returned", method: "nothing", args: [], value: null },
];

const ECHOES = [
  { method: "echoText", what: "a text of 1 MB" },
  { method: "echoBytes", what: "1 MB of bytes" },
  { method: "echoList", what: "a list of 1 MB" },
  { method: "echoItem", what: "an object with dates, maps and a reference to itself" },
];

export const CALLS: readonly DubboScenario[] = [
  ...SIMPLE_CALLS.map(simpleCall),
  ...ECHOES.map(({ method, what }) => ({
    name: `${what} goes there and comes back`,
    between: everyone,
    run: on({}, async (stage) => {
      equal(await stage.client.send("echo", { method, size: MEGABYTE }), true);
    }),
  })),
  {
    name: "a oneway call arrives once and is not answered",
    between: everyone,
    run: on({}, async (stage) => {
      await stage.call("post", ["text"]);
      const seen = await stage.seen(1);
      deepEqual(
        seen.map(({ method, argument }) => [method, argument]),
        [["post", "text"]],
      );
      await stage.call("greet", ["Ann"]); // its answer would be behind one to the oneway call
      equal(framesOf(stage.front.received).length, 1);
      equal(stage.mesh.stat("request_oneway"), 1);
    }),
  },
  {
    name: "attachments reach the provider, and the application",
    between: everyone,
    run: on({}, async (stage) => {
      const long = "länger ".repeat(6000); // Hessian splits it
      const attachments = { foo: "bar", grüße: "東京 😀", long };
      const result = await stage.call("attach", ["answer", long], { attachments });
      equal(result.attachments["answer"], long);
      const [call] = await stage.seen(1);
      ok(call !== undefined);
      for (const [name, value] of Object.entries(attachments)) equal(call.attachments[name], value);
    }),
  },
  {
    name: "the provider's own exception arrives with its field and attachments",
    between: everyone,
    run: on({}, async (stage) => {
      const { type, message, details } = await stage.catch("rejectWithAttachment", [42]);
      equal(type, "RejectedException");
      equal(message, "v1 does not want to");
      equal(details["reason"], 42);
      equal((details["attachments"] as Json)["rejected"], "yes");
      equal(stage.mesh.stat("response_business_exception"), 1);
      equal(stage.mesh.stat("response_error"), 1);
    }),
  },
  {
    name: "a RuntimeException arrives as itself",
    between: everyone,
    run: on({}, async (stage) => {
      const { type, message } = await stage.catch("crash", ["no"]);
      deepEqual([type, message], ["IllegalStateException", "no"]);
      equal(stage.mesh.stat("response_business_exception"), 1);
    }),
  },
  {
    name: "a generic call's exception arrives",
    run: on({ reference: { generic: "true" } }, async (stage) => {
      const { type, message } = await stage.catch("reject", [42], { mode: "generic" });
      equal(type, "GenericException");
      ok(message.includes("io.meltemi.interop.RejectedException: v1 does not want to"), message);
    }),
  },
  {
    name: "32 callers on one connection each get their own answers",
    between: everyone,
    run: on({}, async (stage) => {
      const times = 640;
      const fields = { callers: 32, times, method: "greet", args: ["caller #"] };
      const answers = await stage.client.send("callMany", fields);
      deepEqual(
        answers,
        Array.from({ length: times }, (_, i) => `v1: hello, caller ${i}`),
      );
      equal(stage.front.wires.length, 1);
      equal(stage.back.wires.length, 1);
    }),
  },
  {
    name: "answers that come in another order reach their own calls",
    between: everyone,
    run: on({}, async (stage) => {
      const calls = [
        { method: "greetLater", args: ["slow", 400] },
        { method: "greetLater", args: ["medium", 200] },
        { method: "greetLater", args: ["fast", 0] },
      ];
      deepEqual(await stage.client.send("callAll", { calls }), {
        values: ["v1: hello, slow", "v1: hello, medium", "v1: hello, fast"],
        order: [2, 1, 0],
      });
      equal(stage.front.wires.length, 1);
      equal(stage.back.wires.length, 1);
    }),
  },
  {
    name: "a provider that calls back is told that it cannot, and the consumer too",
    between: ({ client, provider }) => client === OLD && provider === OLD, // others fail without a proxy
    run: on({ reference: { parameters: { "callBack.0.callback": "true" } } }, async (stage) => {
      const { message } = await stage.catch("callBack", [], { mode: "callback" });
      ok(message.includes("servers cannot call their clients through the proxy"), message);
      equal(stage.mesh.clusterStat("upstream_rq_from_server"), 1);
      await answersOn(stage);
    }),
  },
  {
    name: "no byte of a message changes on its way, but for the id of requests",
    between: everyone,
    run: on({}, async (stage) => {
      for (const { method, args, reference, fields } of SIMPLE_CALLS) {
        if (reference === undefined) await stage.call(method, args, fields);
      }
      await stage.call("attach", ["answer", "42"], { attachments: { foo: "bar" } });
      await stage.call("post", ["text"]);
      await stage.catch("reject", [42]);
      await stage.client.send("echo", { method: "echoItem" });
      await until("every call", () => framesOf(stage.back.sent).length === SIMPLE_CALLS.length + 3);
      const { front, back } = stage;
      deepEqual(framesOf(back.sent).map(withoutId), framesOf(front.sent).map(withoutId));
      deepEqual(framesOf(front.received).map(withoutId), framesOf(back.received).map(withoutId));
      const asked = framesOf(front.sent).filter(({ isTwoWay }) => isTwoWay);
      deepEqual(
        framesOf(front.received).map(({ id }) => id),
        asked.map(({ id }) => id),
      );
    }),
  },
];

function simpleCall({ name, method, args, fields, reference, value }: SimpleCall): DubboScenario {
  return {
    name,
    between: everyone,
    run: on({ reference: reference ?? {} }, async (stage) => {
      equal((await stage.call(method, args, fields)).value, value);
      equal(stage.mesh.stat("response_success"), 1);
    }),
  };
}

/** The connections still carry calls. */
async function answersOn(stage: Stage): Promise<void> {
  equal((await stage.call("greet", ["again"])).value, "v1: hello, again");
  equal(stage.front.wires.length, 1);
  equal(stage.back.wires.length, 1);
}
