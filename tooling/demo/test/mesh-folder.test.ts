import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { portsOf } from "../src/example.js";
import { EXAMPLES, findExample } from "../src/examples.js";
import { makeMeshFolder, replacePorts, writeMesh } from "../src/mesh-folder.js";
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
  const { name, host, port, proxies, steps } = example;
  const files = [...new Set(steps.flatMap(({ change }) => change?.file ?? []))];
  const readMesh = () => readFile(join(FOLDER, name, "mesh.yaml"), "utf8");

  test("its files are the mesh and one for each change, beside the README", async () => {
    const found = await readdir(join(FOLDER, name));
    expect(found.sort()).toEqual([...files, "mesh.yaml", "README.md"].sort());
  });

  test("the ports of its mesh are those of its service and proxies, and steps name none", async () => {
    const text = await readMesh();
    const behindProxies = proxies.flatMap(({ inbound }) => inbound?.port ?? []);
    const endpoints =
      behindProxies.length > 0 ? behindProxies : example.servers.map((server) => server.port);
    expect([...text.matchAll(/: (\d+)(?![.\w])/g)].map(([, number]) => Number(number))).toEqual([
      port,
      ...endpoints,
    ]);
    expect(text).toContain(host);
    for (const file of files) {
      const step = await readFile(join(FOLDER, name, file), "utf8");
      expect(replacePorts(step, new Map(portsOf(example).map((each) => [each, 1])))).toBe(step);
    }
  });

  test("every step sends whole turns and expects as much as it sends", () => {
    for (const { kinds, requests, expectations } of steps) {
      expect(requests % kinds.length).toBe(0);
      expect(expectations.length).toBeGreaterThan(0);
      for (const { kind, outcomes } of expectations) {
        if (kind !== undefined) expect(kinds).toContain(kind);
        if (typeof outcomes === "object" && "labels" in outcomes) continue;
        const turns = kind === undefined ? 1 : kinds.length;
        for (const each of [outcomes].flat()) {
          expect(each.split(" ")).toHaveLength(requests / turns);
        }
      }
    }
  });

  test("its mesh is written with the ports in use and nothing else changed", async () => {
    const folder = await temporaryFolder();
    const ports = new Map(portsOf(example).map((each, index) => [each, 21_000 + index]));
    await writeMesh(join(FOLDER, name), folder, ports);
    const before = await readMesh();
    const after = await readFile(join(folder, "mesh.yaml"), "utf8");
    expect(after).not.toBe(before);
    const back = [...ports].reduce((text, [each, used]) => {
      return text.replaceAll(`: ${used}`, `: ${each}`);
    }, after);
    expect(back).toBe(before);
  });
});

test("only ports are replaced, and whole ones", () => {
  const ports = new Map([[8090, 21_000]]);
  expect(replacePorts("number: 8090}", ports)).toBe("number: 21000}");
  const text = 'report:8090, at: 80901, at: 8090.1, version: "8090"';
  expect(replacePorts(text, ports)).toBe(text);
});

test("an example is found by its name, and Qza without one", () => {
  expect(findExample(undefined).name).toBe("qza");
  expect(findExample("thrift").name).toBe("thrift");
  expect(() => findExample("grpc")).toThrow('no example "grpc"; use one of qza, dubbo, thrift');
});

test("a folder is made anew, and one that cannot be made is replaced by a temporary one", async () => {
  const made = await makeMeshFolder("/dev/null/folder");
  cleanups.push(() => rm(made, { recursive: true }));
  expect(made.startsWith(tmpdir())).toBe(true);
  const wanted = join(await temporaryFolder(), "a/b");
  expect(await makeMeshFolder(wanted)).toBe(wanted);
  await writeFile(join(wanted, "of-the-last-play.yaml"), "");
  expect(await makeMeshFolder(wanted)).toBe(wanted);
  expect(await readdir(wanted)).toEqual([]);
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
