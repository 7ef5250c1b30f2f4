import { EventEmitter, once } from "node:events";
import { mkdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { metaRouter } from "../../test/support/resources.js";
import { tempFolder, writeAll } from "../../test/support/temp-folder.js";
import { silentLogger } from "../logger.js";
import { Store } from "../store/store.js";
import { type FolderOptions, FolderSource } from "./folder-source.js";

/** A store that follows a folder. */
class Followed {
  readonly store: Store;
  readonly source: FolderSource;
  readonly #events = new EventEmitter();
  /** Changes of what is in force. */
  changes = 0;

  constructor(folder: string, options: FolderOptions = {}) {
    this.store = new Store((inForce) => {
      if (inForce) this.changes++;
      this.#events.emit("change");
    });
    this.source = new FolderSource(folder, silentLogger, { quietMs: 5, settleMs: 40, ...options });
    onTestFinished(() => this.source.stop());
  }

  /** Names of what is in force. */
  get names(): readonly string[] {
    return [...this.store.resources().values()].map(({ metadata }) => metadata.name).sort();
  }

  subset(name: string): string | undefined {
    const spec = this.store.resources().get(`MetaRouter/shop/${name}`)?.spec;
    return JSON.stringify(spec)?.match(/"subset":"([^"]*)"/)?.[1];
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(this.#events, "change");
  }
}

async function follow(folder: string, options?: FolderOptions): Promise<Followed> {
  const followed = new Followed(folder, options);
  await followed.source.start(followed.store.sink(0));
  return followed;
}

test("all files of resources are read, subfolders included, and no others", async () => {
  const folder = await tempFolder({
    "a.yaml": metaRouter("a", "v1"),
    "b.YML": metaRouter("b", "v1"),
    "deep/er/c.json": JSON.stringify({
      apiVersion: "metaprotocol.aeraki.io/v1alpha1",
      kind: "MetaRouter",
      metadata: { name: "c", namespace: "shop" },
      spec: { hosts: ["c.shop"], routes: [{ route: [{ destination: { host: "c.shop" } }] }] },
    }),
    ".hidden.yaml": metaRouter("hidden", "v1"),
    ".git/x.yaml": metaRouter("git", "v1"),
    "meltemi.yaml": "listeners: []\n",
    "readme.md": "# mesh\n",
    "d.yaml.bak": metaRouter("d", "v1"),
  });
  const { names, store } = await follow(folder);
  expect(names).toEqual(["a", "b", "c"]);
  expect(store.problems()).toEqual([]);
});

test("edits in place, new files, new folders and deleted files are noticed", async () => {
  const folder = await tempFolder({ "a.yaml": metaRouter("a", "v1") });
  const followed = await follow(folder);
  await writeAll(folder, { "a.yaml": metaRouter("a", "v2") });
  await followed.until(() => followed.subset("a") === "v2");
  await writeAll(folder, { "b.yaml": metaRouter("b", "v1") });
  await followed.until(() => followed.names.includes("b"));
  await writeAll(folder, { "new/deep/c.yaml": metaRouter("c", "v1") });
  await followed.until(() => followed.names.includes("c"));
  await writeAll(folder, { "new/deep/c.yaml": metaRouter("c", "v2") });
  await followed.until(() => followed.subset("c") === "v2");
  await rm(join(folder, "a.yaml"));
  await rm(join(folder, "new"), { recursive: true });
  await followed.until(() => followed.names.join() === "b");
});

test("a folder that is deleted and made again is followed again", async () => {
  const folder = await tempFolder({ "in/a.yaml": metaRouter("a", "v1") });
  const followed = await follow(folder);
  await rm(join(folder, "in"), { recursive: true });
  await followed.until(() => followed.names.length === 0);
  await writeAll(folder, { "in/a.yaml": metaRouter("a", "v2") });
  await followed.until(() => followed.subset("a") === "v2");
  await writeAll(folder, { "in/a.yaml": metaRouter("a", "v3") });
  await followed.until(() => followed.subset("a") === "v3");
});

test("an editor that replaces the file changes what differs and nothing else", async () => {
  const folder = await tempFolder({
    "a.yaml": `${metaRouter("a", "v1")}---\n${metaRouter("b", "v1")}`,
  });
  const followed = await follow(folder);
  const before = followed.store.resources();
  for (const subset of ["v2", "v3"]) {
    await rename(join(folder, "a.yaml"), join(folder, "a.yaml~"));
    await writeFile(join(folder, "4913"), metaRouter("a", subset));
    await writeFile(
      join(folder, "4913"),
      `${metaRouter("a", subset)}---\n${metaRouter("b", "v1")}`,
    );
    await rename(join(folder, "4913"), join(folder, "a.yaml"));
    await followed.until(() => followed.subset("a") === subset);
  }
  expect(followed.names).toEqual(["a", "b"]);
  expect(followed.store.resources().get("MetaRouter/shop/b")).toBe(before.get("MetaRouter/shop/b"));
  expect(followed.changes).toBe(3); // the start and two edits
});

test("a file that is touched, reordered or commented changes nothing", async () => {
  const text = `${metaRouter("a", "v1")}---\n${metaRouter("b", "v1")}`;
  const folder = await tempFolder({ "a.yaml": text });
  const followed = await follow(folder);
  const before = followed.store.resources();
  await utimes(join(folder, "a.yaml"), new Date(), new Date(0));
  await writeAll(folder, {
    "a.yaml": `# new\n${metaRouter("b", "v1")}---\n${metaRouter("a", "v1")}`,
  });
  await writeAll(folder, { "z.yaml": metaRouter("z", "v1") });
  await followed.until(() => followed.names.includes("z"));
  const { store } = followed;
  await followed.until(() => store.get("MetaRouter/shop/a")?.good?.line === 12);
  for (const [key, resource] of before) expect(store.resources().get(key)).toBe(resource);
});

test("a file that is empty, gone or half written for a moment keeps its resources", async () => {
  const whole = `${metaRouter("a", "v1")}---\n${metaRouter("b", "v1")}`;
  const folder = await tempFolder({ "a.yaml": whole });
  const followed = await follow(folder, { settleMs: 400 });
  for (const part of ["", metaRouter("a", "v1"), `${metaRouter("a", "v1")}---\n[`]) {
    await writeAll(folder, { "a.yaml": part });
    await writeAll(folder, { "marker.yaml": metaRouter(`m${part.length}`, "v1") });
    await followed.until(() => followed.names.includes(`m${part.length}`));
    expect(followed.names).toEqual(expect.arrayContaining(["a", "b"]));
    await writeAll(folder, { "a.yaml": whole });
  }
  await rm(join(folder, "a.yaml"));
  await writeAll(folder, { "marker.yaml": metaRouter("gone", "v1") });
  await followed.until(() => followed.names.includes("gone"));
  expect(followed.names).toEqual(expect.arrayContaining(["a", "b"]));
  await followed.until(() => !followed.names.includes("a"));
});

test("a ConfigMap of Kubernetes is followed as its ..data link is swapped", async () => {
  const folder = await tempFolder();
  const publish = async (version: string): Promise<void> => {
    await mkdir(join(folder, `..${version}`));
    await writeFile(join(folder, `..${version}`, "a.yaml"), metaRouter("a", version));
    await symlink(`..${version}`, join(folder, "..data_tmp"));
    await rename(join(folder, "..data_tmp"), join(folder, "..data"));
  };
  await publish("v1");
  await symlink("..data/a.yaml", join(folder, "a.yaml"));
  const followed = await follow(folder);
  for (const [version, old] of [
    ["v2", "v1"],
    ["v3", "v2"],
  ] as const) {
    await publish(version);
    await rm(join(folder, `..${old}`), { recursive: true });
    await followed.until(() => followed.subset("a") === version);
  }
});

test("the file that a link leads to may change in its own folder", async () => {
  const elsewhere = await tempFolder({ "real.yaml": metaRouter("a", "v1") });
  const folder = await tempFolder();
  await symlink(join(elsewhere, "real.yaml"), join(folder, "a.yaml"));
  const followed = await follow(folder);
  await writeAll(elsewhere, { "real.yaml": metaRouter("a", "v2") });
  await followed.until(() => followed.subset("a") === "v2");
});

test("links in circles, links to nowhere and pipes are passed over", async () => {
  const folder = await tempFolder({ "in/a.yaml": metaRouter("a", "v1") });
  await symlink("..", join(folder, "in", "up"));
  await symlink("in", join(folder, "again"));
  await symlink("nowhere.yaml", join(folder, "dead.yaml"));
  await mkdir(join(folder, "folder.yaml"));
  const { names, store } = await follow(folder);
  expect(names).toEqual(["a"]);
  expect(store.get("MetaRouter/shop/a")?.claims.map(({ unit }) => unit)).toEqual(["again/a.yaml"]);
});

test("without events the folder is looked at from time to time", async () => {
  const folder = await tempFolder({ "a.yaml": metaRouter("a", "v1") });
  const elsewhere = await tempFolder();
  const followed = await follow(folder, { rescanMs: 20 });
  // A folder that takes the place of another: nobody tells those who watch the old one.
  await writeAll(elsewhere, { "new/a.yaml": metaRouter("a", "v2") });
  await rename(folder, join(elsewhere, "old"));
  await rename(join(elsewhere, "new"), folder);
  await followed.until(() => followed.subset("a") === "v2");
});

test("a folder that does not exist is refused with what to do", async () => {
  const folder = join(await tempFolder(), "missing");
  await expect(follow(folder)).rejects.toThrow(
    "missing cannot be read (ENOENT); give a folder of YAML files",
  );
});

test("nothing is told once it has stopped", async () => {
  const folder = await tempFolder({ "a.yaml": metaRouter("a", "v1") });
  const stopped = await follow(folder);
  const other = await follow(folder);
  await stopped.source.stop();
  await writeAll(folder, { "a.yaml": metaRouter("a", "v2") });
  await other.until(() => other.subset("a") === "v2");
  expect(stopped.subset("a")).toBe("v1");
});
