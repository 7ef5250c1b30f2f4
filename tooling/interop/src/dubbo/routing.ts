import { deepEqual, equal, ok } from "node:assert/strict";
import type { Json } from "../program.js";
import { framesOf } from "./frame.js";
import { startProvider } from "./peers.js";
import { type DubboScenario, everyone, on } from "./scenario.js";
import { Stage } from "./stage.js";

const GREETER = "io.meltemi.interop.Greeter";
const V1 = [{ cluster: "servers", subset: "v1" }];
const V2 = [{ cluster: "servers", subset: "v2" }];

/** Requests that match go to v2, all others to v1. */
function toV2(attributes: Json): { readonly listener: Json } {
  const routes = [
    { name: "matching", match: { attributes }, route: V2 },
    { name: "others", route: V1 },
  ];
  return { listener: { routes } };
}

interface RoutedCall {
  readonly what: string;
  readonly match: Json;
  readonly reference?: Json;
  readonly v2: readonly [method: string, fields?: Json];
  readonly v1?: readonly [method: string, fields?: Json];
}

const ROUTED_CALLS: readonly RoutedCall[] = [
  { what: "the interface", match: { interface: { exact: GREETER } }, v2: ["greet"] },
  { what: "a part of the interface", match: { interface: { suffix: ".Greeter" } }, v2: ["greet"] },
  { what: "the method", match: { method: { exact: "greet" } }, v2: ["greet"], v1: ["nothing"] },
  {
    what: "an attachment",
    match: { foo: { exact: "bar" } },
    v2: ["greet", { attachments: { foo: "bar" } }],
    v1: ["greet", { attachments: { foo: "baz" } }],
  },
  {
    what: "an attachment that is there",
    match: { foo: { present: true } },
    v2: ["greet", { attachments: { foo: "" } }],
    v1: ["greet"],
  },
  {
    what: "the method of a generic call",
    match: { method: { exact: "$invoke" }, generic: { exact: "true" } },
    reference: { generic: "true" },
    v2: ["greet", { mode: "generic" }],
  },
];

export const ROUTING: readonly DubboScenario[] = [
  ...ROUTED_CALLS.map(
    ({ what, match, reference = {}, v2, v1 }): DubboScenario => ({
      name: `requests are routed on ${what}`,
      between: everyone,
      run: on({ ...toV2(match), reference }, async (stage, { cast }) => {
        await stage.call(v2[0], ["Ann"], v2[1]);
        if (v1 !== undefined) await stage.call(v1[0], ["Ann"], v1[1]);
        const labels = [...(await seenBy(cast.v1)), ...(await seenBy(cast.v2))];
        deepEqual(labels, v1 === undefined ? ["v2"] : ["v1", "v2"]);
      }),
    }),
  ),
  {
    name: "requests are routed on the group and version of the service",
    run: async ({ cast, pair }) => {
      const service = { group: "blue", version: "2.0.0" };
      const blue = await startProvider(pair.provider, "v2", service);
      try {
        const match = { group: { exact: "blue" }, version: { exact: "2.0.0" } };
        const options = { ...toV2(match), reference: service };
        await Stage.run({ ...cast, v2: blue }, options, async (stage) => {
          equal((await stage.call("greet", ["Ann"])).value, "v2: hello, Ann");
        });
      } finally {
        await blue.stop();
      }
    },
  },
  {
    name: "requests are split 20:80 between two versions",
    run: on(
      {
        route: {
          route: [
            { cluster: "servers", subset: "v1", weight: 20 },
            { cluster: "servers", subset: "v2", weight: 80 },
          ],
        },
      },
      async (stage) => {
        const times = 1000;
        const fields = { callers: 16, times, method: "greet", args: ["#"] };
        const answers = (await stage.client.send("callMany", fields)) as string[];
        const share = answers.filter((answer) => answer.startsWith("v1: ")).length;
        const others = answers.filter((answer) => answer.startsWith("v2: ")).length;
        equal(share + others, times);
        // 5 standard deviations of a binomial distribution with p = 0.2: one run in a million is outside.
        const bound = 5 * Math.sqrt(times * 0.2 * 0.8);
        ok(Math.abs(share - times * 0.2) < bound, `${share} of ${times} went to v1`);
      },
    ),
  },
  {
    name: "attachments that a route adds or replaces are seen by the provider",
    between: everyone,
    run: on(
      {
        route: {
          requestMutation: [
            { key: "lane", value: "blå 😀" },
            { key: "foo", value: "changed" },
          ],
        },
      },
      async (stage) => {
        const attachments = { foo: "bar", other: "kept" };
        equal((await stage.call("greet", ["Ann"], { attachments })).value, "v1: hello, Ann");
        await stage.call("post", ["oneway"], { attachments });
        equal(await stage.client.send("echo", { method: "echoItem" }), true);
        const seen = [...(await stage.seen(3))];
        equal(seen.length, 3);
        for (const { method, attachments: got } of seen) {
          deepEqual([method, got["lane"], got["foo"]], [method, "blå 😀", "changed"]);
        }
        equal(seen[0]?.attachments["other"], "kept");
        equal(stage.mesh.stat("mutation_refused"), 0);
      },
    ),
  },
  ...["value", "null", "exception"].map(
    (what): DubboScenario => ({
      name: `an attachment that a route adds to a response (${what}) is seen by the application`,
      between: everyone,
      run: on(
        { route: { responseMutation: [{ key: "served-by", value: "the mesh" }] } },
        async (stage) => {
          const attachments =
            what === "exception"
              ? ((await stage.catch("reject", [42])).details["attachments"] as Json)
              : (await stage.call(what === "null" ? "nothing" : "greet", ["Ann"])).attachments;
          equal(attachments["served-by"], "the mesh");
          equal(attachments["dubbo"], "2.0.2");
        },
      ),
    }),
  ),
  {
    name: "an attachment that is to replace what is not one is refused, and counted",
    run: on(
      { route: { requestMutation: [{ key: "method", value: "nothing" }] } },
      async (stage) => {
        equal((await stage.call("greet", ["Ann"])).value, "v1: hello, Ann");
        equal(stage.mesh.stat("mutation_refused"), 1);
        equal(framesOf(stage.back.sent).length, 1);
      },
    ),
  },
];

async function seenBy(program: { send(command: string): Promise<unknown> }): Promise<string[]> {
  const calls = (await program.send("seen")) as readonly { readonly label: string }[];
  return calls.map(({ label }) => label);
}
