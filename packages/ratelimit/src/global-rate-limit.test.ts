import { ConfigError, ErrorKind, FilterStatus, MessageKind } from "@meltemi/core";
import { afterEach, describe, expect, test } from "vitest";
import { FakeFilterContext } from "../test/fake-filter-context.js";
import { GloballyLimitedListener } from "../test/globally-limited-listener.js";
import { type Answer, answering, RateLimitServer } from "../test/rate-limit-server.js";
import { type GlobalRateLimitConfig, globalRateLimit } from "./index.js";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
});

async function serverThat(answer: (method: string) => Answer | Promise<Answer>) {
  const server = await RateLimitServer.start(({ descriptors }) =>
    answer(descriptors[0]?.entries[0]?.value ?? ""),
  );
  stops.push(() => server.stop());
  return server;
}

function limited(...parameters: ConstructorParameters<typeof GloballyLimitedListener>) {
  const listener = new GloballyLimitedListener(...parameters);
  stops.push(() => listener.close());
  return listener;
}

const on = (method: string) => ({ attributes: { method: { exact: method } } });

describe("a request that the service says is over the limit", () => {
  test("is told so as an error of the proxy that is safe to retry, with its id", async () => {
    const listener = limited(await serverThat(() => answering("OVER_LIMIT")));
    const { exchange, status } = listener.begin({ requestId: 7 });
    expect(await status).toBe(FilterStatus.Stop);
    expect(exchange.error).toEqual({
      kind: ErrorKind.OverLimit,
      source: "proxy",
      retriable: true,
      text: "meta protocol global rate limit: request '7' has been rate limited",
    });
    expect(listener.counters()).toEqual({ over_limit: 1 });
  });

  test.for([
    { kind: MessageKind.Request, name: "request" },
    { kind: MessageKind.Oneway, name: "oneway" },
    { kind: MessageKind.StreamOpen, name: "opening of a stream" },
  ])("may be a $name", async ({ kind }) => {
    const listener = limited(await serverThat(() => answering("OVER_LIMIT")));
    expect((await listener.send({ kind })).error?.kind).toBe(ErrorKind.OverLimit);
  });
});

test.for(["OK", "UNKNOWN"] as const)(
  "a request that the service says is %s passes",
  async (code) => {
    const listener = limited(await serverThat(() => answering(code, ["OK", "OVER_LIMIT"])));
    const { exchange, status } = listener.begin();
    expect(await status).toBe(FilterStatus.Continue);
    expect(exchange.error).toBeUndefined();
    expect(listener.counters()).toEqual({ ok: 1 });
  },
);

describe("which requests are asked about", () => {
  test("those that match; the others pass at once, without a promise", async () => {
    const server = await serverThat(() => answering("OVER_LIMIT"));
    const listener = limited(server, { match: on("sayHello") });
    expect(listener.begin({ attributes: { method: "ping" } }).status).toBe(FilterStatus.Continue);
    expect(listener.begin().status).toBe(FilterStatus.Continue);
    expect(await listener.passes("sayHello")).toBe(false);
    expect(server.received).toHaveLength(1);
    expect(listener.counters()).toEqual({ over_limit: 1 });
  });

  test.for<{ name: string; config: Partial<GlobalRateLimitConfig> }>([
    { name: "no match", config: {} },
    { name: "an empty match", config: { match: {} } },
    { name: "a match without a test", config: { match: { attributes: {} } } },
  ])("all of them, where there is $name", async ({ config }) => {
    const listener = limited(await serverThat(() => answering("OVER_LIMIT")), config);
    expect(await listener.passes("sayHello")).toBe(false);
  });
});

describe("the service is asked", () => {
  test("with the domain, and every descriptor with its entries", async () => {
    const server = await serverThat(() => answering("OK"));
    const listener = limited(server, {
      domain: "shop",
      descriptors: [
        { entries: [{ key: "method", attribute: "method" }] },
        {
          entries: [
            { key: "command", attribute: "cmd" },
            { key: "tier", value: "gold" },
          ],
        },
      ],
    });
    await listener.send({ attributes: { method: "größe", cmd: 153 } });
    expect(server.received).toEqual([
      {
        domain: "shop",
        descriptors: [
          { entries: [{ key: "method", value: "größe" }] },
          {
            entries: [
              { key: "command", value: "153" },
              { key: "tier", value: "gold" },
            ],
          },
        ],
        hitsAddend: 0,
      },
    ]);
  });

  test("with an empty value for an attribute that the request does not have", async () => {
    const server = await serverThat(() => answering("OK"));
    await limited(server).send();
    expect(server.received[0]?.descriptors).toEqual([{ entries: [{ key: "method", value: "" }] }]);
  });

  test("with what the request held when it came, whatever becomes of its memory", async () => {
    const server = await serverThat(() => answering("OVER_LIMIT"));
    const { exchange, status } = limited(server).begin({
      requestId: 7,
      attributes: { method: "sayHello" },
    });
    exchange.request.reset(MessageKind.Request, new Uint8Array(0), 0);
    await status;
    expect(server.received[0]?.descriptors[0]?.entries[0]?.value).toBe("sayHello");
    expect(exchange.error?.text).toContain("request '7'");
  });

  test("for many requests at once, and each gets its own answer, in whatever order they come", async () => {
    const waiting: (() => void)[] = [];
    const server = await serverThat(async (method) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 60) for (const answer of waiting.reverse()) answer();
      });
      return answering(method.startsWith("bad") ? "OVER_LIMIT" : "OK");
    });
    const listener = limited(server);
    const methods = Array.from({ length: 60 }, (_, i) => `${i % 3 === 0 ? "bad" : "good"}${i}`);
    const passed = await Promise.all(methods.map((method) => listener.passes(method)));
    expect(passed).toEqual(methods.map((method) => method.startsWith("good")));
    const asked = server.received.map((request) => request.descriptors[0]?.entries[0]?.value);
    expect(asked.toSorted()).toEqual(methods.toSorted());
    expect(listener.counters()).toEqual({ ok: 40, over_limit: 20 });
  });
});

describe("a configuration", () => {
  const CONFIG: GlobalRateLimitConfig = {
    domain: "production",
    cluster: "rls",
    descriptors: [{ entries: [{ key: "method", attribute: "method" }] }],
  };
  const errorOf = (config: object): unknown => {
    try {
      return globalRateLimit().create({ ...CONFIG, ...config }, new FakeFilterContext());
    } catch (error) {
      return error;
    }
  };
  const withEntry = (entry: object) => ({
    descriptors: [...CONFIG.descriptors, { entries: [{ key: "a", value: "b" }, entry] }],
  });

  test.for<{ name: string; config: object; path: ConfigError["path"]; says: RegExp }>([
    {
      name: "with a timeout that is no duration",
      config: { timeout: "20" },
      path: ["timeout"],
      says: /^"20" is not a duration above 0; write a number and a unit, such as "20ms"/,
    },
    {
      name: "with no time at all",
      config: { timeout: "0s" },
      path: ["timeout"],
      says: /^"0s" is not a duration above 0; write/,
    },
    {
      name: "with an entry that has neither attribute nor value",
      config: withEntry({ key: "tier" }),
      path: ["descriptors", 1, "entries", 1],
      says: /^the entry "tier" has no value; give it either an attribute, .* or a fixed value$/,
    },
    {
      name: "with an entry that has both",
      config: withEntry({ key: "tier", attribute: "tier", value: "gold" }),
      path: ["descriptors", 1, "entries", 1],
      says: /^the entry "tier" has two values; give it either/,
    },
    {
      name: "with a match that cannot be compiled",
      config: { match: { attributes: { method: {} } } },
      path: ["match", "attributes", "method"],
      says: /use exact, prefix or regex$/,
    },
  ])("$name is refused, saying where and what to do", ({ config, path, says }) => {
    const error = errorOf(config);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ path, message: expect.stringMatching(says) });
  });

  test("marks the attributes that its match and its descriptors need, and no others", () => {
    const { context } = limited(undefined, {
      match: on("sayHello"),
      descriptors: [
        {
          entries: [
            { key: "from", attribute: "user" },
            { key: "tier", value: "gold" },
          ],
        },
      ],
    });
    context.attributes.attribute("interface");
    expect(context.attributes.all.map(({ name, wanted }) => ({ name, wanted }))).toEqual([
      { name: "method", wanted: true },
      { name: "user", wanted: true },
      { name: "interface", wanted: false },
    ]);
  });

  test("without timeout and failure mode waits 20 ms and lets requests pass", async () => {
    const server = await serverThat(() => new Promise<never>(() => {}));
    const listener = limited(server, { timeout: undefined } as object);
    const start = performance.now();
    expect(await listener.passes("sayHello")).toBe(true);
    // The deadline is on a clock of whole milliseconds. An hour would be as wrong as none.
    expect(performance.now() - start).toBeGreaterThan(17);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(listener.counters()).toEqual({ error: 1, failure_mode_allowed: 1 });
  });
});
