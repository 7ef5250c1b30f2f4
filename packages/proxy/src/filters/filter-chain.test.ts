import { ErrorKind, type Filter, FilterStatus, type ProxyError, TextCache } from "@meltemi/core";
import { beforeEach, expect, test } from "vitest";
import { ProxyExchange } from "../exchange/exchange.js";
import { type ChainOwner, DoneChain, type DoneOwner, HookChain } from "./filter-chain.js";

const { Continue, Stop } = FilterStatus;
const FORBIDDEN: ProxyError = {
  kind: ErrorKind.Forbidden,
  source: "proxy",
  retriable: false,
  text: "no",
};

let log: string[] = [];
let stopped: ProxyError | undefined;
let failure: unknown;
let exchange: ProxyExchange;

const owner: ChainOwner & DoneOwner = {
  onPassed: () => log.push("passed"),
  onStopped: (_exchange, error) => {
    stopped = error;
    log.push("stopped");
  },
  onParked: () => log.push("parked"),
  onFilterFailed: (_exchange, filter, error) => {
    failure = error;
    log.push(`failed ${filter}`);
  },
  onDoneRejected: (filter, error) => {
    failure = error;
    log.push(`rejected ${filter}`);
  },
};

beforeEach(() => {
  log = [];
  stopped = undefined;
  failure = undefined;
  exchange = new ProxyExchange(0, new TextCache());
});

/** What the proxy does with a chain. */
function run(chain: HookChain | undefined): void {
  if (chain?.passes(exchange, owner)) owner.onPassed(exchange);
}

/** A chain of request hooks, named a, b, c and so on. */
function chain(...hooks: NonNullable<Filter["onRequest"]>[]): { run(): void } {
  const filters = hooks.map((hook, i) => {
    const name = String.fromCharCode(97 + i);
    const filter: Filter = {
      onRequest: (given) => {
        log.push(name);
        return hook(given);
      },
    };
    return { name, filter };
  });
  return { run: () => run(HookChain.of("onRequest", filters)) };
}

test("without a filter that has the hook there is no chain", () => {
  const filters = [{ name: "a", filter: { onResponse: () => Continue } }];
  expect(HookChain.of("onRequest", filters)).toBeUndefined();
  expect(HookChain.of("onRequest", [])).toBeUndefined();
  expect(DoneChain.of(filters)).toBeUndefined();
});

test("a hook may be a method that uses its filter", () => {
  class Counting implements Filter {
    count = 0;
    onResponse(): FilterStatus {
      this.count++;
      return Continue;
    }
    onDone(): void {
      this.count += 10;
    }
  }
  const filter = new Counting();
  const filters = [{ name: "a", filter }];
  run(HookChain.of("onResponse", filters));
  DoneChain.of(filters)?.run(exchange, owner);
  expect(filter.count).toBe(11);
});

test("filters run in order and straight through", () => {
  chain(
    () => Continue,
    () => Continue,
  ).run();
  expect(log).toEqual(["a", "b", "passed"]);
});

test("a filter that stops is the last to see the message, and its reply is the error", () => {
  chain(
    () => Continue,
    (given) => {
      given.reply(FORBIDDEN);
      return Stop;
    },
    () => Continue,
  ).run();
  expect(log).toEqual(["a", "b", "stopped"]);
  expect(stopped).toBe(FORBIDDEN);
});

test("a filter that stops without a reply still makes an error, which names it", () => {
  chain(() => Stop).run();
  expect(stopped).toMatchObject({
    kind: "unspecified",
    text: "filter a stopped the message without a reply",
  });
});

test.each([undefined, null, "continue", {}])(
  "a hook that returns %j, which is no status, fails its exchange",
  (nothing) => {
    chain(
      () => nothing as unknown as FilterStatus,
      () => Continue,
    ).run();
    expect(log).toEqual(["a", "failed a", "stopped"]);
  },
);

test("what a filter throws fails its exchange, and the client is not told the details", () => {
  const cause = new Error("secret");
  chain(
    () => {
      throw cause;
    },
    () => Continue,
  ).run();
  expect(log).toEqual(["a", "failed a", "stopped"]);
  expect(failure).toBe(cause);
  expect(stopped).toMatchObject({ kind: "unspecified", source: "proxy", text: "filter a failed" });
});

test("a filter that waits parks the exchange, and the rest follows when it is done", async () => {
  let answer: (status: FilterStatus) => void = () => {};
  const waiting = new Promise<FilterStatus>((resolve) => {
    answer = resolve;
  });
  chain(
    () => Continue,
    () => waiting,
    () => Continue,
  ).run();
  expect(log).toEqual(["a", "b", "parked"]);
  answer(Continue);
  await waiting;
  expect(log).toEqual(["a", "b", "parked", "c", "passed"]);
});

test("filters may wait one after another", async () => {
  chain(
    async () => Continue,
    async () => Continue,
    async (given) => {
      given.reply(FORBIDDEN);
      return Stop;
    },
    () => Continue,
  ).run();
  await new Promise(setImmediate);
  expect(log).toEqual(["a", "parked", "b", "parked", "c", "parked", "stopped"]);
  expect(stopped).toBe(FORBIDDEN);
});

test("a rejected promise fails the exchange", async () => {
  const cause = new Error("no answer");
  chain(
    async () => {
      throw cause;
    },
    () => Continue,
  ).run();
  await new Promise(setImmediate);
  expect(log).toEqual(["a", "parked", "failed a", "stopped"]);
  expect(failure).toBe(cause);
});

test.each([
  ["resolves", () => Continue],
  ["rejects", () => Promise.reject(new Error("late"))],
])("a promise that %s after the exchange has ended changes nothing", async (_how, outcome) => {
  chain(() => Promise.resolve().then(outcome)).run();
  exchange.clear(); // as the slab does, which may give it to another request
  await new Promise(setImmediate);
  expect(log).toEqual(["a", "parked"]);
});

test("every onDone hook runs, also behind one that throws", () => {
  const cause = new Error("broken");
  const done = DoneChain.of([
    {
      name: "a",
      filter: {
        onDone: () => {
          throw cause;
        },
      },
    },
    { name: "b", filter: {} },
    { name: "c", filter: { onDone: () => log.push("c") } },
  ]);
  done?.run(exchange, owner);
  expect(log).toEqual(["failed a", "c"]);
  expect(failure).toBe(cause);
});

test("an onDone hook that rejects later is told of, so that nothing ends the process", async () => {
  const cause = new Error("no disk");
  const done = DoneChain.of([
    {
      name: "a",
      filter: {
        onDone: async () => {
          await new Promise(setImmediate);
          throw cause;
        },
      },
    },
    { name: "b", filter: { onDone: () => log.push("b") } },
  ]);
  done?.run(exchange, owner);
  expect(log).toEqual(["b"]);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  expect(log).toEqual(["b", "rejected a"]);
  expect(failure).toBe(cause);
});
