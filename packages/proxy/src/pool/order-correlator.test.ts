import { Message, TextCache } from "@meltemi/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ProxyExchange } from "../exchange/exchange.js";
import { OrderCorrelator } from "./order-correlator.js";

const texts = new TextCache();
const response = new Message(texts);

test("the first answer belongs to the first request, whatever ids they carry", () => {
  const correlator = new OrderCorrelator();
  const [first, second] = [new ProxyExchange(0, texts), new ProxyExchange(1, texts)];
  first.request.requestIdLow = 7;
  correlator.add(first);
  correlator.add(second);
  expect(correlator.take(response)).toBe(first);
  expect(correlator.take(response)).toBe(second);
  expect(correlator.take(response)).toBeUndefined();
});

test("abandoning a request makes the connection unusable", () => {
  const correlator = new OrderCorrelator();
  const [first, second] = [new ProxyExchange(0, texts), new ProxyExchange(1, texts)];
  correlator.add(first);
  correlator.add(second);
  expect(correlator.abandon(first)).toBe(false);
  expect(correlator.pop()).toBe(second);
  expect(correlator.size).toBe(0);
});

test("abandoning a request that has had its answer touches no other", () => {
  const correlator = new OrderCorrelator();
  const [first, second] = [new ProxyExchange(0, texts), new ProxyExchange(1, texts)];
  correlator.add(first);
  correlator.add(second);
  correlator.pop();
  correlator.abandon(first);
  expect(correlator.size).toBe(1);
  expect(correlator.pop()).toBe(second);
});

test("under any use it behaves as a queue, also when it never runs empty", () => {
  const command = fc.constantFrom("add", "add", "take", "pop", "abandon", "busy");
  fc.assert(
    fc.property(fc.array(fc.tuple(command, fc.nat())), (commands) => {
      const correlator = new OrderCorrelator();
      const model: ProxyExchange[] = [];
      const add = (): void => {
        const exchange = new ProxyExchange(0, texts);
        correlator.add(exchange);
        model.push(exchange);
      };
      for (const [name, choice] of commands) {
        if (name === "add") add();
        else if (name === "take") expect(correlator.take(response)).toBe(model.shift());
        else if (name === "pop") expect(correlator.pop()).toBe(model.shift());
        else if (name === "abandon" && model.length > 0) {
          const [abandoned] = model.splice(choice % model.length, 1);
          correlator.abandon(abandoned as ProxyExchange);
        } else if (name === "busy") {
          for (let i = 0; i < 100; i++) {
            add();
            expect(correlator.pop()).toBe(model.shift());
          }
        }
        expect(correlator.size).toBe(model.length);
      }
      while (model.length > 0) expect(correlator.pop()).toBe(model.shift());
      expect(correlator.pop()).toBeUndefined();
    }),
  );
});
