import { describe, expect, test } from "vitest";
import { LimitedListener } from "./limited-listener.js";

const sayHello = { method: "sayHello" };
const perMinute = (tokens: number) =>
  ({ fillInterval: "60s", maxTokens: tokens, tokensPerFill: tokens }) as const;

describe("a Thrift service with 5 per minute, and 2 per 10 s for sayHello", () => {
  const thrift = () =>
    new LimitedListener({
      tokenBucket: perMinute(5),
      conditions: [
        {
          match: { attributes: { method: { exact: "sayHello" } } },
          tokenBucket: { fillInterval: "10s", maxTokens: 2, tokensPerFill: 2 },
        },
      ],
    });

  test("sayHello passes twice in each 10 s and takes nothing from the other methods", () => {
    const listener = thrift();
    for (let window = 0; window < 6; window++) {
      expect(listener.passing(10, sayHello)).toBe(2);
      listener.clock.advance(10_000);
    }
    expect(listener.passing(10, { method: "sayGoodbye" })).toBe(5);
  });

  test("other methods share five in each minute and take nothing from sayHello", () => {
    const listener = thrift();
    expect(listener.passing(4, { method: "sayGoodbye" })).toBe(4);
    expect(listener.passing(4, { method: "ping" })).toBe(1);
    expect(listener.passing(10, sayHello)).toBe(2);
    listener.clock.advance(59_999);
    expect(listener.passes({ method: "ping" })).toBe(false);
    listener.clock.advance(1);
    expect(listener.passing(10, { method: "ping" })).toBe(5);
  });
});

describe("a Qza service with 2 per minute for each proxy", () => {
  test("two proxies pass the first four requests of a minute, and refuse the others", () => {
    const pods = [1, 2].map(() => new LimitedListener({ tokenBucket: perMinute(2) }));
    const minute = () => {
      const passed = [0, 0];
      for (let i = 0; i < 10; i++) {
        for (const [pod, listener] of pods.entries()) {
          if (listener.passes({ cmd: 0x99, sub_cmd: 2 })) passed[pod] = (passed[pod] ?? 0) + 1;
        }
      }
      return passed;
    };
    expect(minute()).toEqual([2, 2]);
    for (const { clock } of pods) clock.advance(60_000);
    expect(minute()).toEqual([2, 2]);
  });
});

describe("a Qza service with 2 per minute for command 153, sub-command 2", () => {
  test("sub-command 2 is refused after two, and sub-command 1 always passes on", () => {
    const listener = new LimitedListener({
      conditions: [
        {
          match: { attributes: { cmd: { exact: "153" }, sub_cmd: { regex: "2" } } },
          tokenBucket: perMinute(2),
        },
      ],
    });
    const answers = [1, 2, 3, 4].map(() => ({
      one: listener.passes({ cmd: 153, sub_cmd: 1 }),
      two: listener.passes({ cmd: 153, sub_cmd: 2 }),
    }));
    expect(answers).toEqual([
      { one: true, two: true },
      { one: true, two: true },
      { one: true, two: false },
      { one: true, two: false },
    ]);
    expect(listener.passing(50, { cmd: 152, sub_cmd: 2 })).toBe(50);
  });
});

/** The configurations with which MetaProtocol Proxy's own local rate limit is tried out. */
describe("calls of sayHello", () => {
  const on = (method: string) => ({ attributes: { method: { exact: method } } });
  const bucket = (tokens: number, fillInterval: string) =>
    ({ fillInterval, maxTokens: tokens, tokensPerFill: tokens }) as const;

  test.for([
    {
      name: "are limited by the default bucket when there is no condition",
      config: { tokenBucket: bucket(2, "30s") },
      seconds: 30,
      passing: 2,
    },
    {
      name: "are limited by the bucket of the condition that matches, not by the default",
      config: {
        tokenBucket: bucket(5, "5s"),
        conditions: [{ match: on("sayHello"), tokenBucket: bucket(2, "30s") }],
      },
      seconds: 30,
      passing: 2,
    },
    {
      name: "are limited by the default bucket when no condition matches",
      config: {
        tokenBucket: bucket(3, "30s"),
        conditions: [{ match: on("noneExistingMethod"), tokenBucket: bucket(2, "10s") }],
      },
      seconds: 30,
      passing: 3,
    },
    {
      name: "are limited by a condition where there is no default bucket",
      config: { conditions: [{ match: on("sayHello"), tokenBucket: bucket(2, "10s") }] },
      seconds: 10,
      passing: 2,
    },
    {
      name: "are not limited when no condition matches and there is no default bucket",
      config: { conditions: [{ match: on("noneExistingMethod"), tokenBucket: bucket(2, "60s") }] },
      seconds: 60,
      passing: 30,
    },
  ])("$name", ({ config, seconds, passing }) => {
    const listener = new LimitedListener(config);
    for (let window = 0; window < 3; window++) {
      let passed = 0;
      for (let i = 0; i < 30; i++) {
        if (listener.passes(sayHello)) passed++;
        listener.clock.advance((seconds * 1000) / 30);
      }
      expect(passed).toBe(passing);
    }
  });
});
