import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { makeConfigFolder, replacePorts, writeExample } from "../src/config-folder.js";
import { portsOf } from "../src/example.js";
import { EXAMPLES, findExample } from "../src/examples.js";
import { choosePorts } from "../src/ports.js";

const FOLDER = fileURLToPath(new URL("../../../examples", import.meta.url));

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "meltemi-demo-test-"));
  cleanups.push(() => rm(folder, { recursive: true }));
  return folder;
}

describe.each(EXAMPLES)("example $name", (example) => {
  const { name, proxies, steps } = example;
  const proxyFiles = proxies.map((proxy) => `${proxy.name}.yaml`).sort();

  test("every step has a folder with files of the mesh, and the first has all of them", async () => {
    const folders = [...new Set(steps.map(({ folder }) => folder))];
    const all = await readdir(join(FOLDER, name), { withFileTypes: true });
    const found = all.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(found.sort()).toEqual(folders.sort());
    for (const [index, { folder }] of steps.entries()) {
      const files = await readdir(join(FOLDER, name, folder));
      expect(files.length).toBeGreaterThan(0);
      expect(proxyFiles).toEqual(expect.arrayContaining(files));
      if (index === 0) expect(files.sort()).toEqual(proxyFiles);
    }
  });

  test("its files name no port that the demo would leave as it is", async () => {
    for (const { folder } of steps) {
      for (const file of await readdir(join(FOLDER, name, folder))) {
        const text = await readFile(join(FOLDER, name, folder, file), "utf8");
        const named = [...text.matchAll(/port: *(\d+)/g)].map(([, port]) => Number(port));
        expect(portsOf(example)).toEqual(expect.arrayContaining(named));
      }
    }
  });

  test("every step sends whole turns and expects as much as it sends", () => {
    for (const { kinds, requests, expectations } of steps) {
      expect(requests % kinds.length).toBe(0);
      expect(expectations.length).toBeGreaterThan(0);
      for (const { kind, outcomes } of expectations) {
        if (kind !== undefined) expect(kinds).toContain(kind);
        if (typeof outcomes !== "string") continue;
        const turns = kind === undefined ? 1 : kinds.length;
        expect(outcomes.split(" ")).toHaveLength(requests / turns);
      }
    }
  });

  test("its files are written with the ports in use and nothing else changed", async () => {
    const folder = await temporaryFolder();
    const ports = new Map(portsOf(example).map((port, index) => [port, 21_000 + index]));
    const source = join(FOLDER, name, steps[0]?.folder ?? "");
    expect(await writeExample(source, folder, ports)).toEqual(proxyFiles);
    expect((await readdir(folder)).sort()).toEqual(proxyFiles);
    for (const file of proxyFiles) {
      const before = await readFile(join(source, file), "utf8");
      const after = await readFile(join(folder, file), "utf8");
      expect(after).not.toBe(before);
      const back = [...ports].reduce((text, [port, used]) => {
        return text.replaceAll(`port: ${used}`, `port: ${port}`);
      }, after);
      expect(back).toBe(before);
    }
  });
});

test("only ports are replaced, and whole ones", () => {
  const ports = new Map([[8090, 21_000]]);
  expect(replacePorts("port: 8090}", ports)).toBe("port: 21000}");
  expect(replacePorts("report: 8090, port: 80901", ports)).toBe("report: 8090, port: 80901");
});

test("an example is found by its name, and Qza without one", () => {
  expect(findExample(undefined).name).toBe("qza");
  expect(findExample("thrift").name).toBe("thrift");
  expect(() => findExample("grpc")).toThrow('no example "grpc"; use one of qza, dubbo, thrift');
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
  const wanted = Array.from({ length: 50 }, (_, index) => index + 1);
  const ports = await choosePorts(wanted, false);
  expect([...ports.keys()]).toEqual(wanted);
  expect(new Set(ports.values()).size).toBe(wanted.length);
});
