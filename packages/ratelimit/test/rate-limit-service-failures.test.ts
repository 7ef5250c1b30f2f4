import { status } from "@grpc/grpc-js";
import { ErrorKind, FilterStatus } from "@meltemi/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { FakeExchange } from "./fake-exchange.js";
import { GloballyLimitedListener } from "./globally-limited-listener.js";
import { type Answer, answering, HourlyLimits, RateLimitServer } from "./rate-limit-server.js";
import { Relay } from "./relay.js";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
});

function stopped<T extends { stop(): void }>(one: T): T {
  stops.push(() => one.stop());
  return one;
}

const serverThat = async (answer: () => Answer | Promise<Answer>) =>
  stopped(await RateLimitServer.start(answer));

function limited(...parameters: ConstructorParameters<typeof GloballyLimitedListener>) {
  const listener = new GloballyLimitedListener(...parameters);
  stops.push(() => listener.close());
  return listener;
}

/** Nobody listens there. */
async function refusing() {
  const relay = await Relay.which(() => {});
  const { address, port } = relay;
  relay.stop();
  return { address, port };
}

/** Long enough for a busy machine. */
const SOON = { timeout: 10_000 };

const never = () => new Promise<never>(() => {});

interface Failure {
  readonly name: string;
  /** The endpoint of the cluster; undefined: it has none. */
  readonly endpoint: () => Promise<{ address: string; port: number } | undefined>;
  readonly timeout?: string;
  readonly says?: string;
}

const NO_ANSWER = "the rate limit service gave no answer";

const FAILURES: readonly Failure[] = [
  {
    name: "there is no such cluster, or it is empty",
    endpoint: async () => undefined,
    says: 'cluster "rls" has no endpoint',
  },
  { name: "nobody listens at its address", endpoint: refusing },
  { name: "it is too slow", endpoint: () => serverThat(never), timeout: "30ms" },
  {
    name: "it takes connections and says nothing",
    endpoint: async () => stopped(await Relay.which(() => {})),
    timeout: "30ms",
  },
  {
    name: "it ends each connection",
    endpoint: async () => stopped(await Relay.which((socket) => socket.end())),
  },
  {
    name: "it resets each connection",
    endpoint: async () => stopped(await Relay.which((socket) => socket.resetAndDestroy())),
  },
  {
    name: "it speaks another protocol",
    endpoint: async () =>
      stopped(await Relay.which((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"))),
  },
  { name: "it fails the call", endpoint: () => serverThat(() => ({ fails: status.INTERNAL })) },
  {
    name: "its answer is no message",
    endpoint: () => serverThat(() => Uint8Array.of(0x12, 0xff)),
  },
  {
    name: "its address is no address",
    endpoint: async () => ({ address: "no such host", port: 1 }),
    timeout: "1s",
  },
];

describe("when the service gives no answer because", () => {
  describe.each(FAILURES)("$name,", ({ endpoint, timeout = "10s", says = NO_ANSWER }) => {
    test("requests pass", async () => {
      const listener = limited(await endpoint(), { timeout });
      expect(await listener.passing(2, "sayHello")).toBe(2);
      expect(listener.counters()).toEqual({ error: 2, failure_mode_allowed: 2 });
    });

    test("requests are refused where failureModeDeny says so", async () => {
      const listener = limited(await endpoint(), { timeout, failureModeDeny: true });
      const { exchange, status } = listener.begin({ requestId: 7 });
      expect(await status).toBe(FilterStatus.Stop);
      expect(exchange.error).toMatchObject({
        kind: ErrorKind.OverLimit,
        source: "proxy",
        retriable: true,
        text: `meta protocol global rate limit: request '7' has been refused: ${says}`,
      });
      expect(await listener.passes("sayHello")).toBe(false);
      expect(listener.counters()).toEqual({ error: 2 });
    });
  });
});

test.for([true, false])(
  "a slow service holds a request no longer than the timeout (failureModeDeny %s)",
  async (failureModeDeny) => {
    const listener = limited(await serverThat(never), { timeout: "60ms", failureModeDeny });
    await listener.passes("the first, which also connects");
    const start = performance.now();
    expect(await listener.passes("sayHello")).toBe(!failureModeDeny);
    const waited = performance.now() - start;
    expect(waited).toBeGreaterThan(55);
    expect(waited).toBeLessThan(2000);
  },
);

test("an answer that comes after the timeout changes nothing", async () => {
  let answer = (_: Answer) => {};
  const late = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  const server = stopped(
    await RateLimitServer.start(({ descriptors }) =>
      descriptors[0]?.entries[0]?.value === "slow" ? late : answering("OK"),
    ),
  );
  const listener = limited(server, { timeout: "60ms" });
  const slow: FakeExchange[] = [];
  const cancelled = async () => {
    slow.push(await listener.send({ attributes: { method: "slow" } }));
    return server.cancelled;
  };
  await expect.poll(cancelled, SOON).toBeGreaterThan(0);
  answer(answering("OVER_LIMIT"));
  // On the same connection, so behind whatever is sent of the late answer.
  const answered = async () => (await listener.send()) && listener.counters()["ok"];
  await expect.poll(answered, SOON).toBeGreaterThan(0);
  expect(slow.map(({ error }) => error)).toEqual(slow.map(() => undefined));
  expect(listener.counters()).not.toHaveProperty("over_limit");
});

test("a burst that the service cannot answer in time holds no request longer than the timeout", async () => {
  const listener = limited(await serverThat(never), { timeout: "60ms" });
  await listener.passes("the first, which also connects");
  const start = performance.now();
  await Promise.all(Array.from({ length: 1000 }, () => listener.send()));
  expect(performance.now() - start).toBeLessThan(2000);
  expect(listener.counters()).toEqual({ error: 1001, failure_mode_allowed: 1001 });
});

test("no more than 1024 requests wait at once; what is beyond is settled at once", async () => {
  let answer = (_: Answer) => {};
  const held = new Promise<Answer>((resolve) => {
    answer = resolve;
  });
  const server = await serverThat(() => held);
  const listener = limited(server, { failureModeDeny: true });
  const waiting = Array.from({ length: 1024 }, () => listener.send());
  const { exchange, status } = listener.begin({ requestId: 7 });
  expect(status).toBe(FilterStatus.Stop);
  expect(exchange.error?.text).toBe(
    "meta protocol global rate limit: request '7' has been refused: " +
      "too many requests wait for the rate limit service",
  );
  answer(answering("OK"));
  await Promise.all(waiting);
  expect(await listener.passes("sayHello")).toBe(true);
  expect(server.received).toHaveLength(1025);
  expect(listener.counters()).toEqual({ ok: 1025, error: 1 });
});

describe("a limit of 5 in the hour for sayHello", () => {
  const limits = () => new HourlyLimits({ "method=sayHello": 5 });
  const config = {
    match: { attributes: { method: { exact: "sayHello" } } },
    failureModeDeny: true,
  };

  test("lets exactly 5 of 10 calls pass, and every call of other methods", async () => {
    const hourly = limits();
    const server = stopped(await RateLimitServer.start((request) => hourly.count(request)));
    const listener = limited(server, config);
    expect(await listener.passing(10, "sayHello")).toBe(5);
    expect(await listener.passing(10, "sayGoodbye")).toBe(10);
    expect(listener.counters()).toEqual({ ok: 5, over_limit: 5 });
  });

  test("is shared by proxies", async () => {
    const hourly = limits();
    const server = stopped(await RateLimitServer.start((request) => hourly.count(request)));
    const proxies = [limited(server, config), limited(server, config)];
    const passed = await Promise.all(proxies.map((proxy) => proxy.passing(10, "sayHello")));
    expect((passed[0] ?? 0) + (passed[1] ?? 0)).toBe(5);
  });

  test("holds when the service goes and comes back, and nothing passes meanwhile", async () => {
    const hourly = limits();
    const first = await RateLimitServer.start((request) => hourly.count(request));
    const listener = limited(first, config);
    expect(await listener.passing(2, "sayHello")).toBe(2);
    first.stop();
    expect(await listener.passing(10, "sayHello")).toBe(0);

    stopped(await RateLimitServer.start((request) => hourly.count(request), first.port));
    await vi.waitFor(async () => expect(await listener.passes("sayHello")).toBe(true), SOON);
    expect(await listener.passing(10, "sayHello")).toBe(2);
    expect(hourly.hits.get("method=sayHello")).toBe(13);
  });
});

test("descriptors are counted each for itself, and entries of one together", async () => {
  const hourly = new HourlyLimits({ "method=a": 4, "user=u": 2, "method=a,user=v": 3 });
  const server = stopped(await RateLimitServer.start((request) => hourly.count(request)));
  const method = { key: "method", attribute: "method" };
  const user = { key: "user", attribute: "user" };
  const apart = limited(server, { descriptors: [{ entries: [method] }, { entries: [user] }] });
  const together = limited(server, { descriptors: [{ entries: [method, user] }] });
  const passing = async (listener: GloballyLimitedListener, userName: string) => {
    const attributes = { method: "a", user: userName };
    let passed = 0;
    for (let i = 0; i < 6; i++) if (!(await listener.send({ attributes })).error) passed++;
    return passed;
  };
  expect(await passing(apart, "u")).toBe(2);
  expect(await passing(apart, "w")).toBe(0); // the method is over its limit by now
  expect(await passing(together, "u")).toBe(6);
  expect(await passing(together, "v")).toBe(3);
  expect(Object.fromEntries(hourly.hits)).toEqual({
    "method=a": 12,
    "user=u": 6,
    "user=w": 6,
    "method=a,user=u": 6,
    "method=a,user=v": 6,
  });
});
