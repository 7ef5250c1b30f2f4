import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { makeConfigFolder, replacePorts, writeExample } from "../src/config-folder.js";
import { EXAMPLE_PORTS, PROXIES } from "../src/mesh.js";
import { choosePorts } from "../src/ports.js";
import { STEPS } from "../src/steps.js";

const EXAMPLES = fileURLToPath(new URL("../../../examples/qza", import.meta.url));
const PROXY_FILES = PROXIES.map(({ name }) => `${name}.yaml`);

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "meltemi-demo-test-"));
  cleanups.push(() => rm(folder, { recursive: true }));
  return folder;
}

test("every step has a folder with files of the mesh, and the first has all of them", async () => {
  const folders = STEPS.map(({ folder }) => folder);
  const all = await readdir(EXAMPLES, { withFileTypes: true });
  expect(all.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual(folders);
  for (const [index, folder] of folders.entries()) {
    const files = await readdir(join(EXAMPLES, folder));
    expect(files.length).toBeGreaterThan(0);
    expect(PROXY_FILES).toEqual(expect.arrayContaining(files));
    if (index === 0) expect(files.sort()).toEqual([...PROXY_FILES].sort());
  }
});

test("the example files name no port that the demo would leave as it is", async () => {
  for (const { folder } of STEPS) {
    for (const file of await readdir(join(EXAMPLES, folder))) {
      const text = await readFile(join(EXAMPLES, folder, file), "utf8");
      const named = [...text.matchAll(/port: *(\d+)/g)].map(([, port]) => Number(port));
      expect(EXAMPLE_PORTS).toEqual(expect.arrayContaining(named));
    }
  }
});

test("every step starts with sub command 1 and expects as much as it sends", () => {
  for (const { requests, expectations } of STEPS) {
    expect(requests % 2).toBe(0);
    for (const { subCmd, outcomes } of expectations) {
      expect(outcomes.split(" ")).toHaveLength(subCmd === undefined ? requests : requests / 2);
    }
  }
});

test("an example is written with the ports in use and nothing else changed", async () => {
  const folder = await temporaryFolder();
  const ports = new Map([
    [8090, 21_000],
    [9901, 21_001],
  ]);
  const [first] = STEPS;
  const example = join(EXAMPLES, first?.folder ?? "");
  expect(await writeExample(example, folder, ports)).toEqual([...PROXY_FILES].sort());
  expect((await readdir(folder)).sort()).toEqual([...PROXY_FILES].sort());
  const before = await readFile(join(example, "client-side.yaml"), "utf8");
  const after = await readFile(join(folder, "client-side.yaml"), "utf8");
  expect(after).toBe(before.replace("8090", "21000").replace("9901", "21001"));
  expect(replacePorts("report: 8090, port: 80901", ports)).toBe("report: 8090, port: 80901");
});

test("a folder that cannot be made is replaced by a temporary one", async () => {
  const made = await makeConfigFolder("/dev/null/folder");
  cleanups.push(() => rm(made, { recursive: true }));
  expect(made.startsWith(tmpdir())).toBe(true);
  const wanted = join(await temporaryFolder(), "a/b");
  expect(await makeConfigFolder(wanted)).toBe(wanted);
});

test("a wanted port stays when it is free and is replaced when it is taken", async () => {
  const [wanted] = (await choosePorts([1], false)).values();
  const port = wanted ?? 0;
  expect(await choosePorts([port], true)).toEqual(new Map([[port, port]]));
  const server = createServer().listen(port, "127.0.0.1");
  cleanups.push(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const replaced = (await choosePorts([port], true)).get(port);
  expect(replaced).toBeGreaterThan(0);
  expect(replaced).not.toBe(port);
});

test("chosen ports are all different", async () => {
  const ports = await choosePorts(EXAMPLE_PORTS, false);
  expect([...ports.keys()]).toEqual(EXAMPLE_PORTS);
  expect(new Set(ports.values()).size).toBe(EXAMPLE_PORTS.length);
});
