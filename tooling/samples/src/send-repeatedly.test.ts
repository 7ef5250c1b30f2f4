import { expect, test } from "vitest";
import { sendRepeatedly } from "./send-repeatedly.js";

test("requests go one after the other until there are enough", async () => {
  const events: string[] = [];
  await sendRepeatedly({ count: 3, intervalMs: 0 }, async (index) => {
    events.push(`send ${index}`);
    await new Promise(setImmediate);
    events.push(`answer ${index}`);
  });
  expect(events).toEqual(["send 0", "answer 0", "send 1", "answer 1", "send 2", "answer 2"]);
});

test("a signal ends an endless repetition, even while it waits", async () => {
  const before = process.listenerCount("SIGTERM");
  const sent: number[] = [];
  const hour = { count: Number.POSITIVE_INFINITY, intervalMs: 3_600_000 };
  await sendRepeatedly(hour, async (index) => {
    sent.push(index);
    setImmediate(() => process.emit("SIGTERM", "SIGTERM"));
  });
  expect(sent).toEqual([0]);
  expect(process.listenerCount("SIGTERM")).toBe(before);
});

test("an error of a request ends the repetition", async () => {
  const before = process.listenerCount("SIGINT");
  const failing = sendRepeatedly({ count: 2, intervalMs: 0 }, () =>
    Promise.reject(new Error("the connection has ended")),
  );
  await expect(failing).rejects.toThrow("has ended");
  expect(process.listenerCount("SIGINT")).toBe(before);
});
