import {
  type Exchange,
  type Filter,
  type FilterPlugin,
  FilterStatus,
  type ProxyError,
} from "@meltemi/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { errorOf, frameProtocol, numberOf } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { Watch } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const { Continue, Stop } = FilterStatus;
const FORBIDDEN: ProxyError = {
  kind: "forbidden",
  source: "proxy",
  retriable: false,
  text: "not for you",
};

/** A filter that writes the names of its hooks into a journal. */
function journalist(name: string, journal: string[]): FilterPlugin {
  const write = (hook: string) => () => {
    journal.push(`${name}.${hook}`);
    return Continue;
  };
  return testFilter(name, {
    onRequest: write("onRequest"),
    onResponse: write("onResponse"),
    onDone: write("onDone"),
  });
}

/** Filters that wait until the test lets them go on. */
class Gate {
  readonly #watch = new Watch();
  readonly #waiting: (() => void)[] = [];

  readonly pass = (): Promise<FilterStatus> =>
    new Promise((resolve) => {
      this.#waiting.push(() => resolve(Continue));
      this.#watch.notify();
    });

  untilWaiting(count: number): Promise<void> {
    return this.#watch.until(() => this.#waiting.length >= count, `${count} filters to wait`);
  }

  /** Waits until `count` wait, then lets them all go on, the last one first. */
  async open(count: number): Promise<void> {
    await this.untilWaiting(count);
    for (const resume of this.#waiting.splice(0).reverse()) resume();
  }
}

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("requests pass the filters in order, responses in reverse order", async () => {
    const stage = openStage(protocol);
    const journal: string[] = [];
    const filters = [journalist("first", journal), journalist("second", journal)];
    const { server, proxy } = await stage.mesh({ filters });
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "");
    expect(journal.slice(0, 4)).toEqual([
      "first.onRequest",
      "second.onRequest",
      "second.onResponse",
      "first.onResponse",
    ]);
    expect(journal.slice(4).sort()).toEqual(["first.onDone", "second.onDone"]);
  });

  test("a filter that waits parks its requests, and their bytes survive", async () => {
    const stage = openStage(protocol);
    const gate = new Gate();
    const filters = [testFilter("gate", { onRequest: gate.pass })];
    const { server, proxy } = await stage.mesh({ filters });
    server.echo();
    const clients = await stage.clients(proxy, 3);
    for (const [i, client] of clients.entries()) {
      client.send(stage.protocol.request(1, `${i} one`), stage.protocol.request(2, `${i} two`));
    }
    await gate.open(6);
    for (const [i, client] of clients.entries()) {
      const payloads = (await client.take(2)).map(({ payload }) => payload.toString());
      expect(payloads.sort()).toEqual([`${i} one`, `${i} two`]);
    }
  });

  test("a filter that waits parks responses, and their bytes survive", async () => {
    const stage = openStage(protocol);
    const gate = new Gate();
    const filters = [testFilter("gate", { onResponse: gate.pass })];
    const { server, proxy } = await stage.mesh({ filters });
    server.echo();
    const clients = await stage.clients(proxy, 3);
    for (const [i, client] of clients.entries()) client.request(1, `payload ${i}`);
    await gate.open(3);
    for (const [i, client] of clients.entries()) {
      expect((await client.next()).payload.toString()).toBe(`payload ${i}`);
    }
  });

  test("a filter that waits parks error replies, which repeat their own requests", async () => {
    const stage = openStage(protocol);
    const gate = new Gate();
    const done: string[] = [];
    const filter = testFilter("gate", (context) => {
      const name = context.requestAttribute("name");
      return {
        onResponse: gate.pass,
        onDone: ({ request }) => void done.push(request.text(name) ?? ""),
      };
    });
    // Without a route a request fails in the read that brings it; the next read comes to the same buffer.
    const proxy = await stage.proxy({ filters: [filter], listener: { routes: [] } });
    const clients = await stage.clients(proxy, 3);
    for (const [number, client] of clients.entries()) {
      client.send(buildFrame({ type: FrameType.Request, name: `client ${number}`, number }));
      await gate.untilWaiting(number + 1);
    }
    await gate.open(3);
    for (const [number, client] of clients.entries()) {
      const reply = await client.next();
      expect(reply.error).toBe("route-not-found");
      expect(numberOf(reply)).toBe(number);
    }
    expect(done.sort()).toEqual(["client 0", "client 1", "client 2"]);
  });
});

describe("a filter that", () => {
  const hooks: readonly (readonly [string, Filter["onRequest"]])[] = [
    [
      "throws",
      () => {
        throw new Error("a defect of the filter");
      },
    ],
    ["rejects", () => Promise.reject(new Error("a defect of the filter"))],
    ["stops without a reply", () => Stop],
    ["stops without a reply, later", async () => Stop],
    [
      "throws what has no text",
      () => {
        throw Object.create(null);
      },
    ],
    ["returns nothing", () => undefined as unknown as FilterStatus],
    ["returns null", () => null as unknown as FilterStatus],
    ["returns nothing, later", async () => undefined as unknown as FilterStatus],
  ];

  test.each(hooks)("%s for a request makes an error reply", async (_title, onRequest) => {
    const stage = openStage();
    const filters = [testFilter("broken", { onRequest } as Filter)];
    const { server, proxy } = await stage.mesh({ filters });
    const client = await stage.client(proxy);
    expect(await client.exchange(1, "")).toMatchObject({ kind: "error", error: "unspecified" });
    expect(await client.exchange(2, "")).toMatchObject({ kind: "error", error: "unspecified" });
    expect(server.connections).toHaveLength(0);
    expect(proxy.stat("local_reply.unspecified")).toBe(2);
  });

  test.each(hooks)("%s for a response makes an error reply", async (_title, onResponse) => {
    const stage = openStage();
    const filters = [testFilter("broken", { onResponse } as Filter)];
    const { server, proxy } = await stage.mesh({ filters });
    server.echo();
    const client = await stage.client(proxy);
    for (const id of [1, 2]) {
      expect(await client.exchange(id, "")).toMatchObject({ kind: "error", id: BigInt(id) });
    }
    expect(server.connections).toHaveLength(1);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("a defect of the filter");
      },
    ],
    // Vitest, too, would end with an error when nobody took the rejection.
    ["rejects", () => Promise.reject(new Error("a defect of the filter"))],
  ])("%s from onDone harms nobody", async (_title, onDone) => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ filters: [testFilter("broken", { onDone })] });
    server.echo();
    const client = await stage.client(proxy);
    for (const id of [1, 2]) {
      expect(await client.exchange(id, "")).toMatchObject({ kind: "response" });
    }
  });

  test("refuses a request answers it, unseen by the filters behind it", async () => {
    const stage = openStage();
    const journal: string[] = [];
    const onRequest = (exchange: Exchange) => {
      exchange.reply(FORBIDDEN);
      return Stop;
    };
    const guard = testFilter("guard", { onRequest });
    const filters = [journalist("before", journal), guard, journalist("behind", journal)];
    const { server, proxy } = await stage.mesh({ filters });
    const client = await stage.client(proxy);
    const answer = await client.exchange(1, "");
    expect(errorOf(answer.payload)).toMatchObject({ kind: "forbidden", text: "not for you" });
    expect(server.connections).toHaveLength(0);
    expect(journal).not.toContain("behind.onRequest");
    expect(journal).toEqual(expect.arrayContaining(["before.onResponse", "before.onDone"]));
  });

  test("refuses a request and lets it go on has refused it", async () => {
    const stage = openStage();
    const onRequest = (exchange: Exchange) => {
      exchange.reply(FORBIDDEN);
      return Continue;
    };
    const { server, proxy } = await stage.mesh({ filters: [testFilter("guard", { onRequest })] });
    const client = await stage.client(proxy);
    expect((await client.exchange(1, "")).error).toBe("forbidden");
    expect(server.connections).toHaveLength(0);
  });

  test("goes on after its client has gone touches nobody else's request", async () => {
    const stage = openStage();
    const gate = new Gate();
    const onRequest = async (exchange: Exchange) => {
      if (exchange.request.requestIdLow !== 1) return Continue;
      await gate.pass();
      exchange.requestMutation.set("name", "theirs");
      exchange.responseMutation.set("name", "theirs");
      exchange.reply(FORBIDDEN);
      return Stop;
    };
    const { server, proxy } = await stage.mesh({ filters: [testFilter("late", { onRequest })] });
    const [gone, other] = await stage.clients(proxy, 2);
    gone?.request(1, "");
    await gate.untilWaiting(1);
    gone?.reset();
    await expect.poll(() => proxy.stat("request_active")).toBe(0);
    for (const id of [2, 3, 4]) other?.request(id, "");
    const arrivals = await server.take(3);
    await gate.open(1);
    for (const arrival of arrivals) arrival.reply();
    for (const answer of (await other?.take(3)) ?? []) {
      expect(answer).toMatchObject({ kind: "response", name: "" });
    }
  });

  test("waits for a client that goes away is told once that the exchange is done", async () => {
    const stage = openStage();
    const gate = new Gate();
    let done = 0;
    const filters = [testFilter("gate", { onRequest: gate.pass, onDone: () => void done++ })];
    const { server, proxy } = await stage.mesh({ filters });
    const [gone, other] = await stage.clients(proxy, 2);
    gone?.request(1, "gone");
    await expect.poll(() => proxy.stat("request_active")).toBe(1);
    gone?.reset();
    await expect.poll(() => proxy.listenerStat("downstream_cx_active")).toBe(1);
    await gate.open(1);
    server.echo();
    other?.request(1, "other");
    await gate.open(1);
    expect((await other?.next())?.payload.toString()).toBe("other");
    expect(done).toBe(2);
    expect(server.arrivals).toHaveLength(1);
  });
});

test("a request whose time is up in a filter goes to no server, though the filter lets it pass", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] }); // the proxy's ticks and clock
  onTestFinished(() => void vi.useRealTimers());
  const stage = openStage();
  const [requests, responses] = [new Gate(), new Gate()];
  const outcomes: (string | undefined)[] = [];
  const filter = testFilter("gates", {
    onRequest: requests.pass,
    onResponse: responses.pass,
    onDone: ({ error }) => void outcomes.push(error?.kind),
  });
  const { server, proxy } = await stage.mesh({ filters: [filter] });
  server.echo();
  const client = await stage.client(proxy);
  client.request(1, "late");
  await requests.untilWaiting(1);
  vi.advanceTimersByTime(16_000); // a request may wait for filters 15 s
  await responses.untilWaiting(1);
  await requests.open(1);
  await responses.open(1);
  expect(await client.next()).toMatchObject({ id: 1n, error: "timeout" });
  client.request(2, "in time");
  await requests.open(1);
  await responses.open(1);
  expect(await client.next()).toMatchObject({ id: 2n, kind: "response" });
  expect(server.arrivals.map(({ message }) => `${message.payload}`)).toEqual(["in time"]);
  expect(outcomes).toEqual(["timeout", undefined]);
});

test("an answer that waits in a filter for more than 15 s makes an error reply", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] }); // as above
  onTestFinished(() => void vi.useRealTimers());
  const stage = openStage();
  const gate = new Gate();
  const { server, proxy } = await stage.mesh({
    filters: [testFilter("gate", { onResponse: gate.pass })],
    route: { timeout: "0s" },
  });
  server.echo();
  const client = await stage.client(proxy);
  client.request(1, "");
  await gate.untilWaiting(1);
  vi.advanceTimersByTime(16_000);
  expect(await client.next()).toMatchObject({ id: 1n, error: "timeout" });
  await gate.open(1);
  client.request(2, "");
  await gate.open(1);
  expect(await client.next()).toMatchObject({ id: 2n, kind: "response" });
});

test("an error reply that a filter holds up leaves after 15 s, and tells what had happened", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "performance"] }); // as above
  onTestFinished(() => void vi.useRealTimers());
  const stage = openStage();
  const gate = new Gate();
  const { server, proxy } = await stage.mesh({
    filters: [testFilter("gate", { onResponse: gate.pass })],
    route: { timeout: "1s" },
  });
  const client = await stage.client(proxy);
  client.request(1, "");
  await server.next();
  vi.advanceTimersByTime(1100);
  await gate.untilWaiting(1);
  vi.advanceTimersByTime(16_000);
  expect(errorOf((await client.next()).payload).text).toContain("no answer within 1000 ms");
  expect(proxy.clusterStat("upstream_rq_timeout")).toBe(1);
});

test("a logger that throws harms no request", async () => {
  const stage = openStage();
  const server = (await stage.server()).echo();
  const failing = (): never => {
    throw new Error("disk full");
  };
  const filter = testFilter("broken", {
    onRequest({ request }) {
      if (request.requestIdLow === 1) throw new Error("a defect of the filter");
      return Continue;
    },
  });
  const proxy = await stage.proxy({
    servers: [server],
    filters: [filter],
    logger: { info: failing, warn: failing, error: failing },
  });
  const client = await stage.client(proxy);
  expect(await client.exchange(1, "")).toMatchObject({ kind: "error", error: "unspecified" });
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
});

test("every outcome of a request is told to onDone once", async () => {
  const stage = openStage();
  const outcomes: string[] = [];
  const onDone = ({ error, response, request }: Exchange) => {
    outcomes.push(`${request.requestIdLow}: ${error?.kind ?? (response ? "response" : "none")}`);
  };
  const { server, proxy } = await stage.mesh({
    filters: [testFilter("witness", { onDone })],
    route: { timeout: "50ms", match: { attributes: { name: { exact: "echo" } } } },
  });
  server.onRequest = (arrival) => {
    const what = arrival.message.payload.toString();
    if (what === "answer") arrival.reply();
    if (what === "reset") arrival.peer.reset();
  };
  const client = await stage.client(proxy);
  await client.exchange(1, "answer");
  await client.exchange(2, "keep silent");
  await client.exchange(3, "reset");
  const leaving = await stage.client(proxy);
  leaving.request(4, "leave");
  await expect.poll(() => server.arrivals.length).toBe(4);
  leaving.reset();
  await expect.poll(() => outcomes.length).toBe(4);
  expect(outcomes.slice(0, 3)).toEqual(["1: response", "2: timeout", "3: upstream-reset"]);
  expect(outcomes[3]).toMatch(/^4: /);
});

test("a filter sees the attributes it has asked for, in requests and responses", async () => {
  const stage = openStage();
  const seen: (string | undefined)[] = [];
  const filter = testFilter("reader", (context) => {
    const requestName = context.requestAttribute("name");
    const responseNumber = context.responseAttribute("number");
    return {
      onRequest(exchange) {
        seen.push(exchange.request.text(requestName));
        return Continue;
      },
      onResponse(exchange) {
        seen.push(exchange.response?.text(responseNumber), exchange.request.text(requestName));
        return Continue;
      },
    };
  });
  const { server, proxy } = await stage.mesh({ filters: [filter] });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  expect(seen).toEqual(["echo", "0", "echo"]);
});
