import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { EXAMPLES } from "../src/examples.js";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** For a machine that does many other things; a play starts ten processes and takes five seconds. */
const PLAY_MS = 120_000;

const run = (...args: string[]) => promisify(execFile)(process.execPath, [MAIN, ...args]);

test.each(EXAMPLES)(
  "example $name plays to its end, and everything holds",
  async ({ name, steps }) => {
    const { stdout } = await run(name, "--once");
    for (const { headline } of steps) expect(stdout).toContain(headline);
    expect(stdout).not.toContain("NOT held");
    expect(stdout).not.toContain("warning:");
    expect(stdout).toMatch(/ {2}held \(/);
  },
  PLAY_MS,
);

test("an unknown example ends with the names of those that there are", async () => {
  await expect(run("grpc")).rejects.toMatchObject({
    code: 1,
    stderr: 'demo: no example "grpc"; use one of qza, dubbo, thrift\n',
  });
  await expect(run("qza", "dubbo")).rejects.toMatchObject({
    stderr: 'demo: "dubbo" is too much; name one example\n',
  });
});
