import { EventEmitter, on, once } from "node:events";
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type WatchOptions, watchConfig } from "./watch.js";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "meltemi-watch-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

/** Watches, and gives each text that was reported, in order. */
function watched(file: string, options: WatchOptions): { next(): Promise<string> } {
  const events = new EventEmitter();
  const changes = on(events, "change");
  const watch = watchConfig(file, (text) => void events.emit("change", text), {
    debounceMs: 5,
    ...options,
  });
  onTestFinished(() => watch.close());
  return { next: async () => (await changes.next()).value?.[0] };
}

test("an edit in place is noticed", async () => {
  const file = join(await folder(), "proxy.yaml");
  await writeFile(file, "one");
  const changes = watched(file, { current: "one" });

  await writeFile(file, "two");
  expect(await changes.next()).toBe("two");
  await writeFile(file, "three");
  expect(await changes.next()).toBe("three");
});

test("an editor that writes a new file and renames it over the old one is noticed", async () => {
  const at = await folder();
  const file = join(at, "proxy.yaml");
  await writeFile(file, "one");
  const changes = watched(file, { current: "one" });

  for (const text of ["two", "three"]) {
    await writeFile(join(at, "proxy.yaml.tmp"), text);
    await rename(join(at, "proxy.yaml.tmp"), file);
    expect(await changes.next()).toBe(text);
  }
});

test("a ConfigMap of Kubernetes is noticed when its ..data link is swapped, each time", async () => {
  const at = await folder();
  const publish = async (version: string): Promise<void> => {
    await mkdir(join(at, `..${version}`));
    await writeFile(join(at, `..${version}`, "proxy.yaml"), version);
    await symlink(`..${version}`, join(at, "..data_tmp"));
    await rename(join(at, "..data_tmp"), join(at, "..data"));
  };
  await publish("v1");
  await symlink("..data/proxy.yaml", join(at, "proxy.yaml"));
  const changes = watched(join(at, "proxy.yaml"), { current: "v1" });

  for (const [version, old] of [
    ["v2", "v1"],
    ["v3", "v2"],
  ] as const) {
    await publish(version);
    await rm(join(at, `..${old}`), { recursive: true });
    expect(await changes.next()).toBe(version);
  }
});

test("the file that a link leads to may be edited in its own folder", async () => {
  const [at, elsewhere] = [await folder(), await folder()];
  await writeFile(join(elsewhere, "real.yaml"), "one");
  await symlink(join(elsewhere, "real.yaml"), join(at, "proxy.yaml"));
  // The first report proves that the link has been followed.
  const changes = watched(join(at, "proxy.yaml"), { current: "zero" });
  expect(await changes.next()).toBe("one");

  await writeFile(join(elsewhere, "real.yaml"), "two");
  expect(await changes.next()).toBe("two");
});

test("a change between the first reading and the watch is noticed", async () => {
  const file = join(await folder(), "proxy.yaml");
  await writeFile(file, "new");

  expect(await watched(file, { current: "old" }).next()).toBe("new");
});

test("a file that is touched or rewritten with the same text is not reported", async () => {
  const file = join(await folder(), "proxy.yaml");
  await writeFile(file, "one");
  const changes = watched(file, { current: "one" });

  await utimes(file, new Date(), new Date(0));
  await writeFile(file, "one");
  await writeFile(file, "two");
  expect(await changes.next()).toBe("two");
});

test("a file that is deleted and made again is noticed", async () => {
  const file = join(await folder(), "proxy.yaml");
  await writeFile(file, "one");
  const changes = watched(file, { current: "one" });

  await rm(file);
  await writeFile(file, "two");
  expect(await changes.next()).toBe("two");
});

test("an error of the callback is reported and does not end the watch", async () => {
  const file = join(await folder(), "proxy.yaml");
  await writeFile(file, "bad");
  const events = new EventEmitter();
  const watch = watchConfig(
    file,
    async (text) => {
      if (text === "bad") throw new Error("refused");
      events.emit("accepted", text);
    },
    { current: "", debounceMs: 5, onError: (error) => void events.emit("refused", error) },
  );
  onTestFinished(() => watch.close());

  expect(await once(events, "refused")).toEqual([new Error("refused")]);
  await writeFile(file, "good");
  expect(await once(events, "accepted")).toEqual(["good"]);
});

test("nothing is reported once the watch is closed", async () => {
  const at = await folder();
  const file = join(at, "proxy.yaml");
  await writeFile(file, "one");
  const closedTexts: string[] = [];
  const closed = watchConfig(file, (text) => void closedTexts.push(text), {
    current: "one",
    debounceMs: 5,
  });
  await closed.close();
  const open = watched(file, { current: "one" });

  await writeFile(file, "two");
  expect(await open.next()).toBe("two");
  expect(closedTexts).toEqual([]);
});

test("a file in a folder that does not exist is refused at once", async () => {
  const file = join(await folder(), "missing", "proxy.yaml");

  expect(() => watchConfig(file, () => {})).toThrow("ENOENT");
});
