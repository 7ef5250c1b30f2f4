import {
  type Exchange,
  type Filter,
  type FilterPlugin,
  FilterStatus,
  type ProxyError,
} from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
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

  /** Waits until `count` wait, then lets them all go on, the last one first. */
  async open(count: number): Promise<void> {
    await this.#watch.until(() => this.#waiting.length >= count, `${count} filters to wait`);
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

  test.each(hooks.slice(0, 2))(
    "%s for a response makes an error reply",
    async (_title, onResponse) => {
      const stage = openStage();
      const filters = [testFilter("broken", { onResponse } as Filter)];
      const { server, proxy } = await stage.mesh({ filters });
      server.echo();
      const client = await stage.client(proxy);
      for (const id of [1, 2]) {
        expect(await client.exchange(id, "")).toMatchObject({ kind: "error", id: BigInt(id) });
      }
      expect(server.connections).toHaveLength(1);
    },
  );

  test("throws from onDone harms nobody", async () => {
    const stage = openStage();
    const onDone = () => {
      throw new Error("a defect of the filter");
    };
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
