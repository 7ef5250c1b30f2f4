import { expect, test } from "vitest";
import { mistakenIds } from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { type SoakOptions, soak } from "../src/soak/soak.js";
import { COLLIDING_IDS, NO_IDS } from "../src/soak/soak-message.js";
import { openStage } from "./open-stage.js";

// SOAK_REQUESTS=10000000 for a long run, SOAK_SEED for other mischief.
const requests = Number(process.env["SOAK_REQUESTS"] ?? 200_000);
const seed = Number(process.env["SOAK_SEED"] ?? 1);
/** Far below the slowest rate that has been seen. */
const SLOWEST_REQUESTS_PER_MS = 5;

const MULTIPLEXED: SoakOptions = {
  requests,
  seed,
  clients: 40,
  window: 128,
  ids: COLLIDING_IDS,
  // A connection that ends here fails some 2000 requests at once.
  mischief: {
    delay: 10,
    late: 5000,
    silence: 5000,
    duplicate: 100,
    stranger: 500,
    reset: 40_000,
    garbage: 50_000,
  },
};

const IN_ORDER: SoakOptions = {
  requests: requests / 10,
  seed,
  clients: 40,
  window: 64,
  ids: NO_IDS,
  // Every answer that is late, doubled or strange costs a connection, but only one request.
  mischief: {
    delay: 10,
    late: 1000,
    silence: 1000,
    duplicate: 100,
    stranger: 300,
    reset: 300,
    garbage: 1000,
  },
};

test.each([
  { correlation: "id", options: MULTIPLEXED },
  { correlation: "order", options: IN_ORDER },
] as const)(
  "correlation $correlation: every request gets its own answer, whatever servers and clients do",
  async ({ correlation, options }) => {
    const stage = openStage(frameProtocol({ correlation }));
    const start = performance.now();
    const { sent, answers, errors, abandoned, violations } = await soak(stage, options);
    const seconds = (performance.now() - start) / 1000;
    const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
    const kinds = [...errors].map(([kind, count]) => `${count} ${kind}`).join(", ");
    process.stdout.write(
      `soak ${correlation}: ${sent} requests in ${seconds.toFixed(1)} s, ` +
        `${Math.round(sent / seconds)}/s; errors: ${kinds}; abandoned: ${abandoned}\n`,
    );
    expect(violations).toEqual([]);
    expect(sent).toBe(options.requests);
    expect(answers + failed + abandoned).toBe(sent);
    // Only what the servers' mischief explains.
    expect(["bad-response", "timeout", "upstream-reset"]).toEqual(
      expect.arrayContaining([...errors.keys()]),
    );
    expect(answers).toBeGreaterThan(sent * 0.8);
  },
  40_000 + requests / SLOWEST_REQUESTS_PER_MS,
);

test("the soak would notice cross-talk", async () => {
  const protocol = { ...frameProtocol(), plugin: mistakenIds(frame(), 100) };
  const mischief = {
    delay: 5,
    late: 0,
    silence: 0,
    duplicate: 0,
    stranger: 0,
    reset: 0,
    garbage: 0,
  };
  const options = { ...MULTIPLEXED, requests: 5000, clients: 4, mischief };
  const { violations } = await soak(openStage(protocol), options);
  expect(violations.join("\n")).toContain("cross-talk");
});
