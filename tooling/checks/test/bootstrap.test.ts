import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const BOOTSTRAP = fileURLToPath(new URL("../../bootstrap.mjs", import.meta.url));
const STATE = "node_modules/.pnpm-workspace-state-v1.json";

let root: string;

/** A workspace whose programs are shell scripts that write down how they were called. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "meltemi-bootstrap-"));
  await write("package.json", '{ "packageManager": "pnpm@1.2.3" }');
  await write("pnpm-lock.yaml", "");
  await mkdir(join(root, "tooling"));
  await copyFile(BOOTSTRAP, join(root, "tooling/bootstrap.mjs"));
  await program("node_modules/.bin/tsc", "exit 0");
  await program("node_modules/.bin/node", "exit 0");
  await program("node_modules/.bin/vitest", "exit 0");
  await program("path/npx", `touch ${STATE}`);
  await write(STATE, "{}");
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function program(path: string, body: string): Promise<void> {
  await write(path, `#!/bin/sh\necho "$(basename "$0") $*" >> ${root}/calls\n${body}\n`);
  await chmod(join(root, path), 0o755);
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(root, "tooling/bootstrap.mjs"), ...args], {
    cwd: tmpdir(),
    env: { ...process.env, PATH: `${join(root, "path")}:${process.env["PATH"]}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs it to its end. */
async function run(...args: string[]) {
  const child = start(...args);
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, errors };
}

async function calls(): Promise<string[]> {
  return (await readFile(join(root, "calls"), "utf8")).trim().split("\n");
}

test("an installed workspace is built and the demo gets the arguments, with nothing said", async () => {
  expect(await run("start", "--once")).toEqual({ code: 0, signal: null, errors: "" });
  expect(await calls()).toEqual(["tsc -b", "node tooling/demo/dist/main.js --once"]);
});

test("test arguments go to vitest", async () => {
  await run("test", "packages/core", "--reporter=dot");
  expect(await calls()).toEqual(["tsc -b", "vitest run packages/core --reporter=dot"]);
});

test("a fresh clone is installed first, with the pnpm that package.json names", async () => {
  await rm(join(root, STATE));
  const { code, errors } = await run("test");
  expect(code).toBe(0);
  expect(errors).toBe(
    "meltemi: installing the workspace (first run): npx --loglevel=error -y pnpm@1.2.3 install --frozen-lockfile\n",
  );
  expect(await calls()).toEqual([
    "npx --loglevel=error -y pnpm@1.2.3 install --frozen-lockfile",
    "tsc -b",
    "vitest run",
  ]);
});

test("a lockfile newer than the last install is installed", async () => {
  const later = Date.now() / 1000 + 10;
  await utimes(join(root, "pnpm-lock.yaml"), later, later);
  expect((await run("install")).errors).toContain("(pnpm-lock.yaml has changed)");
  expect((await calls()).length).toBe(1);
});

test("a failed install ends with what to do, and runs nothing", async () => {
  await rm(join(root, STATE));
  await program("path/npx", "exit 7");
  const { code, errors } = await run("test");
  expect(code).toBe(1);
  expect(errors).toMatch(/the install failed.*npm config get registry.*run the same command again/);
  expect((await calls()).length).toBe(1);
});

test("a failed build ends the run with its exit code", async () => {
  await program("node_modules/.bin/tsc", "exit 2");
  expect((await run("test")).code).toBe(2);
  expect(await calls()).toEqual(["tsc -b"]);
});

test("the exit code of the last step is passed on", async () => {
  await program("node_modules/.bin/vitest", "exit 42");
  expect((await run("test")).code).toBe(42);
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s reaches the program, whose own ending counts",
  async (signal) => {
    // `wait` so that the shell sees the signal at once; the sleep must not keep the pipe open.
    const name = signal.slice(3);
    await program(
      "node_modules/.bin/vitest",
      `trap 'kill $!; echo got ${name} >> ${root}/calls; exit 3' ${name}; sleep 60 >/dev/null 2>&1 & echo ready; wait`,
    );
    const child = start("test");
    const closed = once(child, "close");
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.kill(signal);
    expect(await closed).toEqual([3, null]);
    expect(await calls()).toEqual(["tsc -b", "vitest run", `got ${name}`]);
  },
);

test("a program that a signal ended is seen to have ended so", async () => {
  await program("node_modules/.bin/vitest", "kill -KILL $$");
  expect(await run("test")).toMatchObject({ code: null, signal: "SIGKILL" });
});

test("an unknown task names the known ones", async () => {
  const { code, errors } = await run("tset");
  expect(code).toBe(1);
  expect(errors).toBe('meltemi: no task "tset"; use one of install, start, test\n');
});
