import { setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { RateLimitClient } from "../src/rate-limit-client.js";
import { GloballyLimitedListener } from "./globally-limited-listener.js";
import { type Answer, answering, RateLimitServer } from "./rate-limit-server.js";
import { Relay } from "./relay.js";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop();
});

/** A rate limit service whose connections are seen. */
async function watched(answer: () => Answer | Promise<Answer> = () => answering("OK")) {
  const server = await RateLimitServer.start(answer);
  const relay = await Relay.to(server);
  stops.push(() => server.stop());
  stops.push(() => relay.stop());
  return relay;
}

function limited(endpoint: Relay) {
  const listener = new GloballyLimitedListener(endpoint);
  stops.push(() => listener.close());
  return listener;
}

function client(idleMs?: number) {
  const made = new RateLimitClient(10_000, idleMs);
  stops.push(() => made.close());
  return made;
}

/** Long enough for a busy machine. */
const SOON = { timeout: 10_000 };

const QUESTION = { domain: "d", descriptors: [[{ key: "k", value: "v" }]] };

describe("a filter", () => {
  test("connects at its first request, not before, and keeps the connection", async () => {
    const relay = await watched();
    for (let trial = 0; trial < 3; trial++) limited(relay).close();
    limited(relay);
    const listener = limited(relay);
    for (let i = 0; i < 3; i++) await Promise.all([1, 2, 3].map(() => listener.send()));
    expect(listener.counters()).toEqual({ ok: 9 });
    expect(relay.accepted).toBe(1);
  });

  test("has a connection for each endpoint of the cluster", async () => {
    const relays = [await watched(), await watched()] as const;
    const listener = limited(relays[0]);
    for (let i = 0; i < 6; i++) {
      listener.context.endpoints.set("rls", relays[i % 2 === 0 ? 0 : 1]);
      await listener.send();
    }
    expect(listener.counters()).toEqual({ ok: 6 });
    expect(relays.map(({ accepted }) => accepted)).toEqual([1, 1]);
  });

  test("that is closed closes its connections", async () => {
    const relay = await watched();
    const listener = limited(relay);
    await listener.send();
    expect(relay.open.size).toBe(1);
    listener.close();
    await expect.poll(() => relay.open.size, SOON).toBe(0);
  });

  test("connects again when a connection has been lost", async () => {
    const relay = await watched();
    const listener = limited(relay);
    await listener.send();
    for (const socket of relay.open) socket.destroy();
    await expect
      .poll(async () => {
        await listener.send();
        return relay.accepted;
      }, SOON)
      .toBe(2);
    expect(listener.counters()["ok"]).toBeGreaterThan(1);
  });
});

describe("a connection that nobody uses", () => {
  test("is closed after a while, and made again when need be", async () => {
    const relay = await watched();
    const one = client(30);
    expect(await one.shouldRateLimit(relay, QUESTION)).toBe(false);
    await expect.poll(() => relay.open.size, SOON).toBe(0);
    expect(await one.shouldRateLimit(relay, QUESTION)).toBe(false);
    expect(relay.accepted).toBe(2);
  });

  test("is not one on which a call still waits", async () => {
    const relay = await watched(async () => {
      await setTimeout(60); // several times the idle time
      return answering("OVER_LIMIT");
    });
    const one = client(10);
    expect(await one.shouldRateLimit(relay, QUESTION)).toBe(true);
    expect(relay.open.size).toBe(1);
    await expect.poll(() => relay.open.size, SOON).toBe(0);
  });
});

test("an IPv6 address is called like any other", async () => {
  const server = await RateLimitServer.start(() => answering("OVER_LIMIT"));
  stops.push(() => server.stop());
  const mapped = { address: `::ffff:${server.address}`, port: server.port };
  expect(await client().shouldRateLimit(mapped, QUESTION)).toBe(true);
});
