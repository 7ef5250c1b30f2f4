import { afterEach, expect, test, vi } from "vitest";
import { jsonLogger, silentLogger } from "./logger.js";

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
