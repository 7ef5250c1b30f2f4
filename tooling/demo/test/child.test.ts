import { expect, test } from "vitest";
import { startChild } from "../src/child.js";

function options(script: string, print: (line: string) => void = () => undefined) {
  const args = ["-e", script];
  return { name: "child", args, cwd: process.cwd(), ready: /^ready/, print };
}

test("a child has started when it says so, and what it prints is passed on", async () => {
  const lines: string[] = [];
  let printed = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    printed = resolve;
  });
  const script = "console.log('ready'); console.error('later'); setInterval(() => {}, 1000);";
  const child = await startChild(
    options(script, (line) => {
      lines.push(line);
      if (lines.length === 2) printed();
    }),
  );
  await told;
  await child.stop();
  await child.stop();
  expect(lines).toEqual(["[child] ready", "[child] later"]);
});

test("a child that ends before it is ready is refused with what it said", async () => {
  const script = "console.error('bad.yaml:3 no such thing'); process.exitCode = 1;";
  await expect(startChild(options(script))).rejects.toThrow(
    "child ended before it was ready\n  bad.yaml:3 no such thing",
  );
});

test("a child that ends by itself is reported", async () => {
  const ended = new Promise<string>((resolve) => {
    const print = (line: string) => line.startsWith("[") || resolve(line);
    startChild(options("console.log('ready'); process.exitCode = 3;", print)).catch(resolve);
  });
  expect(await ended).toBe("child has ended (code 3)");
});
