import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { EventLoop } from "./event-loop.js";
import { Output } from "./output.js";

let time = 0;
let log: string[] = [];
let loop: EventLoop;

/** An output without a socket, that notes when it is flushed. */
class Noted extends Output {
  readonly #name: string;

  constructor(name: string) {
    super(loop, { onDrained: () => {} });
    this.#name = name;
  }

  override flush(): void {
    super.flush();
    log.push(this.#name);
  }
}

function message(output: Output): void {
  output.uint8(1);
  output.commit();
}

beforeEach(() => {
  time = 0;
  log = [];
  loop = new EventLoop({ now: () => time });
});

test("the clock is read once per event and stands still while it is handled", () => {
  time = 10;
  loop.beginRead();
  time = 11;
  expect(loop.now).toBe(10);
  loop.endRead();
  expect(loop.now).toBe(10);
  loop.tick();
  expect(loop.now).toBe(11);
});

test("with few requests in flight, writes leave at the end of the read", () => {
  const output = new Noted("a");
  loop.activeRequests = 2;
  loop.beginRead();
  message(output);
  message(output);
  expect(log).toEqual([]);
  loop.endRead();
  expect(log).toEqual(["a"]);
});

test("with many requests in flight, the writes of several reads leave together", async () => {
  const [a, b] = [new Noted("a"), new Noted("b")];
  loop.activeRequests = 3;
  for (const output of [a, b, a]) {
    loop.beginRead();
    message(output);
    loop.endRead();
  }
  expect(log).toEqual([]);
  time = 5;
  await nextTurn();
  expect(log).toEqual(["a", "b"]);
  expect(loop.now).toBe(5);
  await nextTurn();
  expect(log).toEqual(["a", "b"]);
});

test("outside a read, writes leave at the end of the turn", async () => {
  message(new Noted("a"));
  expect(log).toEqual([]);
  await nextTurn();
  expect(log).toEqual(["a"]);
});

test("a write after a flush of the same turn leaves as well", async () => {
  const output = new Noted("a");
  loop.beginRead();
  message(output);
  loop.endRead();
  message(output);
  await nextTurn();
  expect(log).toEqual(["a", "a"]);
});

test("deferred work runs before the writes of its turn, and what it writes leaves with them", async () => {
  const [a, b] = [new Noted("a"), new Noted("b")];
  message(a);
  loop.defer({
    runDeferred: () => {
      log.push("deferred");
      message(b);
    },
  });
  expect(log).toEqual([]);
  await nextTurn();
  expect(log).toEqual(["deferred", "a", "b"]);
});

test("work that defers itself again waits for the next turn", async () => {
  const work = {
    runDeferred: () => {
      log.push("again");
      if (log.length < 3) loop.defer(work);
    },
  };
  loop.beginRead();
  loop.defer(work);
  expect(log).toEqual([]);
  loop.endRead();
  expect(log).toEqual(["again"]);
  await nextTurn();
  expect(log).toEqual(["again", "again"]);
  await nextTurn();
  await nextTurn();
  expect(log).toEqual(["again", "again", "again"]);
});
