import { ConfigError, ErrorKind, MessageKind } from "@meltemi/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeFilterContext } from "../test/fake-filter-context.js";
import { LimitedListener } from "../test/limited-listener.js";
import { type LocalRateLimitConfig, localRateLimit } from "./index.js";

const bucket = (maxTokens: number) => ({ fillInterval: "60s", maxTokens }) as const;
const on = (method: string) => ({ attributes: { method: { exact: method } } });

describe("a request over the limit", () => {
  test("is told so as an error of the proxy that is safe to retry, with its id", () => {
    const listener = new LimitedListener({ tokenBucket: bucket(1) });
    expect(listener.send({ requestId: 6 }).error).toBeUndefined();
    expect(listener.send({ requestId: 7 }).error).toEqual({
      kind: ErrorKind.OverLimit,
      source: "proxy",
      retriable: true,
      text: "meta protocol local rate limit: request '7' has been rate limited",
    });
  });

  test.for([
    { kind: MessageKind.Request, name: "request" },
    { kind: MessageKind.Oneway, name: "oneway" },
    { kind: MessageKind.StreamOpen, name: "opening of a stream" },
  ])("may be a $name", ({ kind }) => {
    const listener = new LimitedListener({ tokenBucket: bucket(1) });
    expect(listener.send({ kind }).error).toBeUndefined();
    expect(listener.send({ kind }).error?.kind).toBe(ErrorKind.OverLimit);
  });
});

describe("conditions", () => {
  test("are asked in order, and only the first that matches decides", () => {
    const listener = new LimitedListener({
      tokenBucket: bucket(1),
      conditions: [
        { match: { attributes: { method: { prefix: "say" } } }, tokenBucket: bucket(2) },
        { match: on("sayHello"), tokenBucket: bucket(50) },
      ],
    });
    expect(listener.passing(10, { method: "sayHello" })).toBe(2);
    expect(listener.passing(10, { method: "ping" })).toBe(1);
  });

  test("with an empty match apply to every request", () => {
    const listener = new LimitedListener({
      tokenBucket: bucket(50),
      conditions: [{ match: {}, tokenBucket: bucket(2) }],
    });
    expect(listener.passing(10)).toBe(2);
  });

  test("of any number and order: each request takes from its first match and nothing else", () => {
    const method = fc.constantFrom("a", "b", "c", "d");
    const rule = fc.record({
      methods: fc.uniqueArray(method, { maxLength: 3 }), // none: matches everything
      maxTokens: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(method, { maxLength: 40 }),
        (rules, defaultTokens, calls) => {
          const listener = new LimitedListener({
            tokenBucket: bucket(defaultTokens),
            conditions: rules.map(({ methods, maxTokens }) => ({
              match:
                methods.length === 0
                  ? {}
                  : { attributes: { method: { regex: methods.join("|") } } },
              tokenBucket: bucket(maxTokens),
            })),
          });
          const left = [...rules.map(({ maxTokens }) => maxTokens), defaultTokens];
          for (const call of calls) {
            const first = rules.findIndex(
              ({ methods }) => methods.length === 0 || methods.includes(call),
            );
            const at = first === -1 ? rules.length : first;
            const held = left[at] ?? 0;
            expect(listener.passes({ method: call })).toBe(held > 0);
            left[at] = Math.max(0, held - 1);
          }
        },
      ),
    );
  });
});

describe("counters", () => {
  test("tell, in all and for each bucket, what passed and what did not", () => {
    const listener = new LimitedListener({
      tokenBucket: bucket(5),
      conditions: [
        { match: on("never"), tokenBucket: bucket(1) },
        { match: on("sayHello"), tokenBucket: bucket(2) },
      ],
    });
    listener.passing(6, { method: "sayHello" });
    listener.passing(8, { method: "ping" });
    expect(listener.counters()).toEqual({
      ok: 7,
      rate_limited: 7,
      "condition.1.ok": 2,
      "condition.1.rate_limited": 4,
      "default.ok": 5,
      "default.rate_limited": 3,
    });
  });

  test("count a request that no bucket limits as ok", () => {
    const listener = new LimitedListener({
      conditions: [{ match: on("sayHello"), tokenBucket: bucket(1) }],
    });
    listener.passing(3, { method: "ping" });
    expect(listener.counters()).toEqual({ ok: 3 });
  });
});

describe("a configuration", () => {
  const errorOf = (config: LocalRateLimitConfig): unknown => {
    try {
      return localRateLimit().create(config, new FakeFilterContext());
    } catch (error) {
      return error;
    }
  };

  test.for<{ name: string; config: LocalRateLimitConfig; path: ConfigError["path"]; says: RegExp }>(
    [
      {
        name: "without any bucket",
        config: {},
        path: [],
        says: /limits nothing; add tokenBucket or conditions, or remove the filter$/,
      },
      {
        name: "with an empty list of conditions and no default bucket",
        config: { conditions: [] },
        path: [],
        says: /limits nothing; add tokenBucket or conditions, or remove the filter$/,
      },
      {
        name: "with a fill interval below 50 ms",
        config: { tokenBucket: { fillInterval: "49.9ms", maxTokens: 1 } },
        path: ["tokenBucket", "fillInterval"],
        says: /^local rate limit token bucket fill timer must be >= 50ms, .*; use a longer fillInterval/,
      },
      {
        name: "with a fill interval that is no duration",
        config: {
          conditions: [
            { match: {}, tokenBucket: bucket(1) },
            { match: {}, tokenBucket: { fillInterval: "1 minute", maxTokens: 1 } },
          ],
        },
        path: ["conditions", 1, "tokenBucket", "fillInterval"],
        says: /^"1 minute" is not a duration; write a number and a unit/,
      },
      {
        name: "with a match that cannot be compiled",
        config: {
          conditions: [{ match: { attributes: { method: {} } }, tokenBucket: bucket(1) }],
        },
        path: ["conditions", 0, "match", "attributes", "method"],
        says: /use exact, prefix or regex$/,
      },
    ],
  )("$name is refused, saying where and what to do", ({ config, path, says }) => {
    const error = errorOf(config);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ path, message: expect.stringMatching(says) });
  });

  test("with a fill interval of just 50 ms is accepted, and one token a fill is the default", () => {
    const listener = new LimitedListener({ tokenBucket: { fillInterval: "50ms", maxTokens: 9 } });
    expect(listener.passing(20)).toBe(9);
    listener.clock.advance(50);
    expect(listener.passing(20)).toBe(1);
  });

  test("marks the attributes that its conditions need, and no others", () => {
    const listener = new LimitedListener({
      conditions: [{ match: on("sayHello"), tokenBucket: bucket(1) }],
    });
    listener.send({ attributes: { interface: "Demo" } });
    expect(listener.context.attributes.all.map(({ name, wanted }) => ({ name, wanted }))).toEqual([
      { name: "method", wanted: true },
      { name: "interface", wanted: false },
    ]);
  });
});

test("filters made of one plugin share no bucket", () => {
  const plugin = localRateLimit();
  const config = { tokenBucket: bucket(1) };
  const listeners = [1, 2].map(() => new LimitedListener(config, plugin));
  expect(listeners.map((listener) => listener.passing(5))).toEqual([1, 1]);
});
