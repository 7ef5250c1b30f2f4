import { expect, test } from "vitest";
import { dubboProtocol } from "../src/dubbo-protocol.js";
import { mistakenIds } from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { COLLIDING_IDS, frameWire, NO_IDS } from "../src/soak/frame-wire.js";
import { protocolWire } from "../src/soak/protocol-wire.js";
import { type SoakOptions, soak } from "../src/soak/soak.js";
import type { ThriftDialect } from "../src/thrift/wire.js";
import { thriftProtocol } from "../src/thrift-protocol.js";
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
  wire: frameWire(COLLIDING_IDS, false),
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
  wire: frameWire(NO_IDS, true),
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

const IN_ORDER_MULTIPLEXED: SoakOptions = {
  ...MULTIPLEXED,
  requests: requests / 10,
  wire: frameWire(COLLIDING_IDS, true),
};

/** For messages that are slower to write and read than frames: few enough in flight for the timeout. */
const FEW = { clients: 10, window: 32 };

const DUBBO: SoakOptions = {
  ...MULTIPLEXED,
  ...FEW,
  requests: requests / 10,
  wire: protocolWire(dubboProtocol()),
};

const thriftOptions = (dialect?: ThriftDialect): SoakOptions => ({
  ...IN_ORDER,
  ...FEW,
  requests: requests / 20,
  wire: protocolWire(thriftProtocol(dialect)),
});
const unframedCompact = { transport: "unframed", encoding: "compact" } as const;

const inOrder = frameProtocol({ correlation: "order" });
const inOrderMultiplexed = frameProtocol({
  correlation: "order",
  requestIdBits: 32,
  multiplexing: true,
});

test.each([
  { title: "frame, by id", protocol: frameProtocol(), options: MULTIPLEXED },
  { title: "frame, in order", protocol: inOrder, options: IN_ORDER },
  { title: "frame, multiplexed", protocol: inOrderMultiplexed, options: IN_ORDER_MULTIPLEXED },
  { title: "dubbo", protocol: dubboProtocol(), options: DUBBO },
  { title: "thrift", protocol: thriftProtocol(), options: thriftOptions() },
  {
    title: "thrift, unframed and multiplexed",
    protocol: { ...thriftProtocol(unframedCompact), multiplexing: true },
    options: { ...thriftOptions(unframedCompact), mischief: MULTIPLEXED.mischief },
  },
])(
  "$title: every request gets its own answer, whatever servers and clients do",
  async ({ title, protocol, options }) => {
    const stage = openStage(protocol);
    const start = performance.now();
    const { sent, answers, errors, abandoned, violations } = await soak(stage, options);
    const seconds = (performance.now() - start) / 1000;
    const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
    const kinds = [...errors].map(([kind, count]) => `${count} ${kind}`).join(", ");
    process.stdout.write(
      `soak ${title}: ${sent} requests in ${seconds.toFixed(1)} s, ` +
        `${Math.round(sent / seconds)}/s; errors: ${kinds}; abandoned: ${abandoned}\n`,
    );
    expect(violations).toEqual([]);
    expect(sent).toBe(options.requests);
    expect(answers + failed + abandoned).toBe(sent);
    // Only what the servers' mischief explains.
    const explained = (["bad-response", "timeout", "upstream-reset"] as const).map((kind) =>
      protocol.seenError(kind),
    );
    expect(explained).toEqual(expect.arrayContaining([...errors.keys()]));
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
