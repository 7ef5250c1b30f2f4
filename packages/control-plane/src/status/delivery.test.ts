import { makeResource, type Resource, type ResourceMap, TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { Delivery } from "./delivery.js";

function resource(name: string, content: number): Resource {
  return makeResource(TypeUrl.RouteConfiguration, name, Uint8Array.of(content));
}

function mapOf(...resources: readonly Resource[]): ResourceMap {
  return new Map(resources.map((one) => [one.name, one]));
}

const a1 = resource("a", 1);
const b1 = resource("b", 1);
const b2 = resource("b", 2);
const a2 = resource("a", 2);

test("what was sent is stale until it is acknowledged", () => {
  const delivery = new Delivery();
  expect(delivery.state).toBe("not-sent");
  delivery.onSent("1", mapOf(a1));
  expect([delivery.state, delivery.outcome(a1).state]).toEqual(["stale", "stale"]);
  delivery.onAck("1");
  expect([delivery.state, delivery.outcome(a1).state]).toEqual(["synced", "synced"]);
  expect(delivery.outcome(a2).state).toBe("not-sent");
});

test("an answer to an older response does not count for the newer one", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1));
  delivery.onSent("2", mapOf(a2));
  delivery.onAck("1");
  expect([delivery.state, delivery.acked, delivery.outcome(a2).state]).toEqual([
    "stale",
    "1",
    "stale",
  ]);
});

test("a refusal counts for what it names, until that changes", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1, b1));
  delivery.onAck("1");
  delivery.onSent("2", mapOf(a2, b2));
  delivery.onNack("2", "b: no such cluster");
  expect(delivery.state).toBe("rejected");
  expect(delivery.outcome(b2)).toEqual({ state: "rejected", message: "b: no such cluster" });
  expect(delivery.outcome(a2).state).toBe("synced");

  const a3 = resource("a", 3);
  delivery.onSent("3", mapOf(a3, b2));
  delivery.onAck("3");
  expect([delivery.state, delivery.outcome(b2).state]).toEqual(["rejected", "rejected"]);

  delivery.onSent("4", mapOf(a3, b1));
  delivery.onAck("4");
  expect([delivery.state, delivery.outcome(b1).state]).toEqual(["synced", "synced"]);
});

test("a refusal that names nothing counts for all that was new", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1, b1));
  delivery.onAck("1");
  delivery.onSent("2", mapOf(a1, b2));
  delivery.onNack("2", "cannot parse");
  expect(delivery.outcome(a1).state).toBe("synced");
  expect(delivery.outcome(b2).state).toBe("rejected");
});

test("an ack of another part of a refused version does not hide the refusal", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1, b1));
  delivery.onNack("1", "a is bad");
  delivery.onAck("1");
  expect(delivery.state).toBe("rejected");
  expect(delivery.outcome(a1).state).toBe("rejected");
});

test("a name within a longer name is not meant", () => {
  const delivery = new Delivery();
  const longer = resource("x|b", 1);
  delivery.onSent("1", mapOf(b1, longer));
  delivery.onNack("1", "x|b: refused");
  expect(delivery.outcome(b1).state).toBe("synced");
  expect(delivery.outcome(longer).state).toBe("rejected");
});

test("all refusals are shown, each until what it names is gone", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1));
  delivery.onNack("1", "a: no codec");
  delivery.onSent("2", mapOf(a1, b1));
  delivery.onNack("2", "b: no codec");
  expect(delivery.error).toBe("a: no codec; b: no codec");
  delivery.onSent("3", mapOf(a1));
  delivery.onAck("3");
  expect(delivery.error).toBe("a: no codec");
  delivery.onSent("4", mapOf());
  delivery.onAck("4");
  expect([delivery.state, delivery.error]).toEqual(["synced", undefined]);
});

test("what is added beside a refused resource is not refused with it", () => {
  const delivery = new Delivery();
  delivery.onSent("1", mapOf(a1));
  delivery.onNack("1", "a: no codec");
  delivery.onSent("2", mapOf(a1, b1));
  delivery.onNack("2", "a: no codec");
  expect([delivery.outcome(a1).state, delivery.outcome(b1).state]).toEqual(["rejected", "synced"]);
});
