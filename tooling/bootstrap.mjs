// `npm start` and `npm test`: from a fresh clone with nothing but Node 20 and npm, installs the
// workspace when that is due, then runs the steps of the task on the workspace's own Node.
// Plain JavaScript without dependencies, because nothing is installed yet when it starts.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE = [22, 12];

/** Steps run in order; arguments from the command line go to the last one. */
const TASKS = {
  install: [],
  start: [
    ["tsc", "-b"],
    ["node", "tooling/demo/dist/main.js"],
  ],
  // Some tests start the built command and its workers, so the build comes first.
  test: [
    ["tsc", "-b"],
    ["vitest", "run"],
  ],
};

const root = fileURLToPath(new URL("..", import.meta.url));
const binaries = join(root, "node_modules", ".bin");

function fail(message) {
  console.error(`meltemi: ${message}`);
  process.exit(1);
}

/** Why an install is due; undefined when it is not. */
function installReason() {
  // pnpm writes this file last, so an install that was cut short counts as none.
  const state = join(root, "node_modules", ".pnpm-workspace-state-v1.json");
  if (!existsSync(state)) return "first run";
  const changed = statSync(join(root, "pnpm-lock.yaml")).mtimeMs > statSync(state).mtimeMs;
  return changed ? "pnpm-lock.yaml has changed" : undefined;
}

function install(reason) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const command = ["npx", "--loglevel=error", "-y", packageManager, "install", "--frozen-lockfile"];
  console.error(`meltemi: installing the workspace (${reason}): ${command.join(" ")}`);
  const { status, error } = spawnSync(command[0], command.slice(1), {
    cwd: root,
    // Not a question in sight of a terminal: pnpm would ask before it replaces node_modules.
    env: { ...process.env, CI: "true" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) {
    fail(
      `the install failed${error ? ` (${error.message})` : ""}. The reason stands above: for the network, check the npm registry (npm config get registry); for a lockfile that is out of date, run npx -y ${packageManager} install. Then run the same command again.`,
    );
  }
}

/** The workspace brings its own Node for Linux; elsewhere the one that runs this must do. */
function requireNode() {
  if (existsSync(join(binaries, "node"))) return;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return;
  fail(
    `Node ${MINIMUM_NODE.join(".")} or newer is needed, this is ${process.versions.node}, and no Node comes bundled for ${process.platform}-${process.arch}. Install Node 24 from https://nodejs.org and run the same command again.`,
  );
}

/** Runs one step to its end and resolves with how it ended. */
function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
      stdio: "inherit",
    });
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the child as well; twice would mean "at once" to it.
      if (signal === "SIGINT" && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.on("error", (error) =>
      fail(`cannot run ${program}: ${error.message}. Run npm test again.`),
    );
    child.on("exit", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve({ code, signal });
    });
  });
}

const [task, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(TASKS, task)) {
  fail(`no task "${task ?? ""}"; use one of ${Object.keys(TASKS).join(", ")}`);
}
const reason = installReason();
if (reason !== undefined) install(reason);
requireNode();

const steps = TASKS[task];
for (const [index, step] of steps.entries()) {
  const last = index === steps.length - 1;
  const { code, signal } = await run(last ? [...step, ...rest] : step);
  // Ends as the child did, so that a shell or supervisor sees the same thing.
  if (signal !== null) process.kill(process.pid, signal);
  if (code !== 0) process.exit(code ?? 1);
}
