import { expect, test } from "vitest";
import { framesOf, isHeartbeat, isReadOnly, withoutId } from "./frame.js";

const HEARTBEAT = "dabbe2000000000000000013000000014e";
const ANSWER = "dabb22140000000000000013000000014e";
const READ_ONLY = "dabba2000000000000000000000000020152";

test("messages are told apart, and what is not whole yet is left out", () => {
  const bytes = Buffer.from(`${HEARTBEAT}${ANSWER}${READ_ONLY}`, "hex");
  expect(framesOf(bytes).map((frame) => frame.bytes.toString("hex"))).toEqual([
    HEARTBEAT,
    ANSWER,
    READ_ONLY,
  ]);
  expect(framesOf(bytes.subarray(0, -1))).toHaveLength(2);
  expect(framesOf(bytes.subarray(0, 40))).toHaveLength(2);
});

test("heartbeats and the announcement of a stop are told apart", () => {
  const frames = framesOf(Buffer.from(`${HEARTBEAT}${ANSWER}${READ_ONLY}`, "hex"));
  expect(frames.map(isHeartbeat)).toEqual([true, true, false]);
  expect(frames.map(isReadOnly)).toEqual([false, false, true]);
  expect(frames.map(({ isRequest, status, id }) => [isRequest, status, id])).toEqual([
    [true, 0, 0x13n],
    [false, 20, 0x13n],
    [true, 0, 0n],
  ]);
});

test("messages that differ in their ids alone are the same without them", () => {
  const [one] = framesOf(Buffer.from(HEARTBEAT, "hex"));
  const [other] = framesOf(Buffer.from(HEARTBEAT.replace("13", "14"), "hex"));
  if (one === undefined || other === undefined) throw new Error("no frames");
  expect(withoutId(one)).toBe(withoutId(other));
});

test("bytes of another protocol are refused", () => {
  expect(() => framesOf(Buffer.from("HTTP/1.1 400 Bad Request"))).toThrow(
    "no Dubbo message at byte 0",
  );
});
