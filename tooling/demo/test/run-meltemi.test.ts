import { expect, test } from "vitest";
import { runMeltemi } from "../src/run-meltemi.js";

function recorded() {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  return { lines, options: { root: process.cwd(), print } };
}

test("a command is printed with what it says", async () => {
  const { lines, options } = recorded();
  await runMeltemi(["--version"], options);
  expect(lines).toEqual([
    "   $ npx meltemi --version",
    expect.stringMatching(/^ {3}\d+\.\d+\.\d+/),
  ]);
});

test("a command that fails has said why", async () => {
  const { lines, options } = recorded();
  const server = ["--server", "http://127.0.0.1:1"];
  await expect(runMeltemi(["proxy-status", ...server], options)).rejects.toThrow(
    "meltemi proxy-status ended with exit code 3",
  );
  expect(lines[1]).toContain("http://127.0.0.1:1 cannot be reached (");
});
