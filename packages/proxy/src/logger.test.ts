import { afterEach, expect, test, vi } from "vitest";
import { guardedLogger, jsonLogger, silentLogger } from "./logger.js";

function captureStderr(): string[] {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return written;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test("each entry is one JSON object on a line of its own", () => {
  const written = captureStderr();
  jsonLogger.info("listening", { port: 8080 });
  jsonLogger.warn("slow");
  jsonLogger.error("failed", { error: "line 1\nline 2" });
  expect(written).toHaveLength(3);
  for (const line of written) expect(line).toMatch(/^[^\n]*\n$/);
  const [info, warn, error] = written.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(info).toMatchObject({ level: "info", message: "listening", port: 8080 });
  expect(new Date(String(info?.["time"])).toISOString()).toBe(info?.["time"]);
  expect(warn).toMatchObject({ level: "warn", message: "slow" });
  expect(error).toMatchObject({ level: "error", message: "failed", error: "line 1\nline 2" });
});

test("the silent logger writes nothing", () => {
  const written = captureStderr();
  silentLogger.info("a");
  silentLogger.warn("b");
  silentLogger.error("c", { d: 1 });
  expect(written).toEqual([]);
});

test("a guarded logger passes entries on, and swallows what the logger throws", () => {
  const written = captureStderr();
  guardedLogger(jsonLogger).warn("slow", { ms: 7 });
  expect(JSON.parse(written.join(""))).toMatchObject({ level: "warn", message: "slow", ms: 7 });
  const failing = (): never => {
    throw new Error("disk full");
  };
  const guarded = guardedLogger({ info: failing, warn: failing, error: failing });
  expect(() => guarded.error("failed")).not.toThrow();
});

test("a log that nobody reads any more does not end the process", () => {
  captureStderr();
  jsonLogger.info("listening");
  expect(() => process.stderr.emit("error", new Error("EPIPE"))).not.toThrow();
});
