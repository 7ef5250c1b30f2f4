import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type Command, finished, folderWith, start } from "./command.js";
import { freePort } from "./free-port.js";
import { WAIT } from "./mesh.js";
import { SHOP, shopAt } from "./shop.js";

const MELTEMI = fileURLToPath(new URL("../bin/meltemi.js", import.meta.url));

const FREE_PORTS = ["--xds-port", "0", "--http-port", "0", "--admin-port", "0"];

/** Runs a folder's mesh; the proxy is a process of what has been built. */
function runMesh(folder: string, ...flags: readonly string[]): Command {
  const command = start(["run", folder, ...FREE_PORTS, ...flags]);
  onTestFinished(async () => {
    command.signals.emit("SIGTERM");
    command.signals.emit("SIGTERM");
    await command.exit;
  });
  return command;
}

async function pidOf(admin: string): Promise<number> {
  const response = await fetch(`${admin}/server_info`);
  return ((await response.json()) as { pid: number }).pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("run tells where the control plane and its proxy listen, and ends both at a signal", async () => {
  const port = await freePort();
  const folder = await folderWith({ "shop.yaml": shopAt(port) });
  const command = runMesh(folder, "--outbound", "127.0.0.1");
  const [, server = ""] = await command.until("out", /HTTP API on (http.*)\n/);
  await command.until("out", /^xDS on 127\.0\.0\.1:\d+\n/);
  await command.until(
    "out",
    new RegExp(`^listener .* on 127\\.0\\.0\\.1:${port} \\(protocol qza\\)\\n`, "m"),
  );
  const [, admin = ""] = await command.until("out", /admin on (http.*)\n/);
  const pid = await pidOf(admin);
  expect(pid).not.toBe(process.pid);
  await expect
    .poll(async () => (await finished(["proxy-status", "--server", server])).out, WAIT)
    .toMatch(/default +SYNCED +SYNCED +SYNCED +SYNCED/);

  command.signals.emit("SIGTERM");
  expect(await command.exit).toBe(0);
  expect(isAlive(pid)).toBe(false);
  expect(command.written.error).toContain("finishing the requests in flight");
});

test("a proxy that dies is started again", async () => {
  const command = runMesh(await folderWith({ "shop.yaml": "" }));
  const [, admin = ""] = await command.until("out", /admin on (http.*)\n/);
  process.kill(await pidOf(admin), "SIGKILL");

  await command.until("error", /the proxy ended by SIGKILL; it starts again in \d+ ms\n/);
  const [, again = ""] = await command.until("out", /admin on .*\n.*admin on (http.*)\n/s);
  expect(isAlive(await pidOf(again))).toBe(true);
});

test("the file meltemi.yaml of the folder configures the proxy; when it is not right, run ends", async () => {
  const folder = await folderWith({ "shop.yaml": SHOP, "meltemi.yaml": "drainTimeout: soon\n" });
  const command = runMesh(folder);

  expect(await command.exit).toBe(1);
  expect(command.written.error).toMatch(/meltemi\.yaml:1 drainTimeout: .*soon/);
  expect(command.written.error).toContain("the proxy ended with exit code 1 before it was ready");
});

test("the proxy does not survive a run that is killed", async () => {
  const folder = await folderWith({ "shop.yaml": SHOP });
  const parent = spawn(process.execPath, [MELTEMI, "run", folder, ...FREE_PORTS]);
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [, admin = ""] = await outputOf(parent, /admin on (http.*)\n/);
  await pidOf(admin);

  parent.kill("SIGKILL");
  // Its port and not its pid: where nobody waits for an orphan, the pid stays.
  await expect.poll(() => pidOf(admin).catch(() => "gone"), WAIT).toBe("gone");
});

async function outputOf(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = "";
  for (;;) {
    const found = pattern.exec(text);
    if (found !== null) return found;
    const [chunk] = await Promise.race([
      once(child.stdout ?? child, "data"),
      once(child, "exit").then(() => Promise.reject(new Error(`ended after: ${text}`))),
    ]);
    text += String(chunk);
  }
}
