import { Message, TextCache } from "@meltemi/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ProxyExchange } from "../exchange/exchange.js";
import { IdCorrelator } from "./id-correlator.js";

const texts = new TextCache();

function exchange(): ProxyExchange {
  return new ProxyExchange(0, texts);
}

function response(low: number, high = 0): Message {
  const message = new Message(texts);
  message.requestIdLow = low;
  message.requestIdHigh = high;
  return message;
}

function add(correlator: IdCorrelator): ProxyExchange {
  const added = exchange();
  correlator.add(added);
  return added;
}

test("an answer finds its request by id, once", () => {
  const correlator = new IdCorrelator();
  const [first, second] = [add(correlator), add(correlator)];
  expect(first.correlationKey).not.toBe(second.correlationKey);
  expect(correlator.take(response(second.correlationKey))).toBe(second);
  expect(correlator.take(response(second.correlationKey))).toBeUndefined();
  expect(correlator.take(response(first.correlationKey))).toBe(first);
  expect(correlator.size).toBe(0);
});

test("an id that was never sent finds nothing, whatever its low bits", () => {
  const correlator = new IdCorrelator();
  const { correlationKey: id } = add(correlator);
  for (const unknown of [0, id + 64, id + 128, id + 2 ** 31, 0xffffffff, 0x80000000]) {
    expect(correlator.take(response(unknown))).toBeUndefined();
  }
  expect(correlator.take(response(id, 1))).toBeUndefined();
  expect(correlator.size).toBe(1);
});

test("the id of a request that is over is not the next one's", () => {
  const correlator = new IdCorrelator();
  let last = 0;
  for (let i = 0; i < 1000; i++) {
    const added = add(correlator);
    expect(added.correlationKey).toBeGreaterThan(last);
    last = added.correlationKey;
    correlator.abandon(added);
    expect(correlator.take(response(last))).toBeUndefined();
  }
});

test("abandoning a request leaves the connection usable", () => {
  const correlator = new IdCorrelator();
  expect(correlator.abandon(add(correlator))).toBe(true);
  expect(correlator.size).toBe(0);
});

test("the id of a oneway is that of no request in flight", () => {
  const correlator = new IdCorrelator();
  const inFlight = new Set<number>();
  for (let i = 0; i < 300; i++) {
    const id = correlator.freeId();
    expect(inFlight.has(id)).toBe(false);
    expect(correlator.take(response(id))).toBeUndefined();
    inFlight.add(add(correlator).correlationKey);
  }
  expect(inFlight.size).toBe(300);
});

test("requests that stay in flight keep their answers while others come and go around them", () => {
  const correlator = new IdCorrelator();
  const slow = Array.from({ length: 40 }, () => add(correlator));
  for (let i = 0; i < 100_000; i++) {
    const quick = add(correlator);
    if (correlator.take(response(quick.correlationKey)) !== quick) expect.fail(`lost ${i}`);
  }
  for (const kept of slow) expect(correlator.take(response(kept.correlationKey))).toBe(kept);
  expect(correlator.size).toBe(0);
});

const command = fc.oneof(
  { weight: 6, arbitrary: fc.constant("add") },
  { weight: 4, arbitrary: fc.constant("take") },
  { weight: 2, arbitrary: fc.constant("abandon") },
  fc.constantFrom("duplicate", "unknown", "oneway", "pop", "burst"),
);

test("under any use it answers as a Map from id to request would", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(command, fc.nat()), { maxLength: 300, size: "max" }),
      (commands) => {
        const correlator = new IdCorrelator();
        const model = new Map<number, ProxyExchange>();
        let over = 0;
        const enter = (): void => {
          const added = add(correlator);
          const id = added.correlationKey;
          expect(model.has(id)).toBe(false);
          expect(id).toBeGreaterThan(0);
          expect(id).toBeLessThan(2 ** 31);
          model.set(id, added);
        };
        for (const [name, choice] of commands) {
          const [id, known] = [...model][choice % (model.size || 1)] ?? [0, undefined];
          if (name === "add") enter();
          else if (name === "burst") for (let i = 0; i < 70; i++) enter();
          else if (name === "duplicate") expect(correlator.take(response(over))).toBe(undefined);
          else if (name === "unknown" && !model.has(choice)) {
            expect(correlator.take(response(choice))).toBeUndefined();
          } else if (name === "oneway") expect(model.has(correlator.freeId())).toBe(false);
          else if (name === "take" && known !== undefined) {
            expect(correlator.take(response(id))).toBe(known);
            model.delete(id);
            over = id;
          } else if (name === "abandon" && known !== undefined) {
            correlator.abandon(known);
            model.delete(id);
            over = id;
          } else if (name === "pop") {
            const popped = correlator.pop();
            expect(popped === undefined).toBe(model.size === 0);
            if (popped !== undefined) {
              expect(model.get(popped.correlationKey)).toBe(popped);
              model.delete(popped.correlationKey);
              over = popped.correlationKey;
            }
          }
          expect(correlator.size).toBe(model.size);
        }
        for (const [id, known] of model) expect(correlator.take(response(id))).toBe(known);
        expect(correlator.pop()).toBeUndefined();
      },
    ),
    { numRuns: 50 },
  );
});
