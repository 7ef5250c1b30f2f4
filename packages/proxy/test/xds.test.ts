import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  createProxy,
  type ProxyOptions,
  type Proxy as RunningProxy,
  silentLogger,
} from "../src/index.js";
import { cluster, FakeControlPlane, listener } from "./fake-control-plane.js";
import { demoCodec } from "./plugins.js";

let controlPlane: FakeControlPlane;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  controlPlane = new FakeControlPlane();
  await controlPlane.start();
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  await controlPlane.stop();
});

async function start(xds: object = {}, options: Partial<ProxyOptions> = {}): Promise<RunningProxy> {
  const proxy = await createProxy({
    config: { xds: { address: controlPlane.address, ...xds }, admin: { port: 0 } },
    codecs: [demoCodec()],
    logger: silentLogger,
    ...options,
  });
  cleanups.push(() => proxy.close());
  return proxy;
}

const names = (proxy: RunningProxy): string[] => proxy.listeners.map(({ name }) => name);

interface Dump {
  readonly clusters: readonly { readonly name: string; readonly endpoints: object[] }[];
  readonly listeners: readonly { readonly name: string; readonly routes: object[] }[];
  readonly controlPlane: {
    readonly connected: boolean;
    readonly from: string;
    readonly settled: boolean;
    readonly refused: readonly { readonly name: string }[];
  };
}

/** What the admin server tells of the configuration. */
async function dump(proxy: RunningProxy): Promise<Dump> {
  const response = await fetch(`http://127.0.0.1:${proxy.adminAddress?.port}/config_dump`);
  return (await response.json()) as Dump;
}

describe.each(["delta", "sotw"])("a proxy that follows a control plane by %s", (protocol) => {
  test("serves what it is sent from the start, and what comes later", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    const proxy = await start({ protocol });
    expect(names(proxy)).toEqual(["one"]);
    const { clusters, listeners, controlPlane: status } = await dump(proxy);
    expect(clusters).toMatchObject([{ name: "a", endpoints: [{ port: 1 }] }]);
    expect(listeners).toMatchObject([{ routes: [{ route: [{ cluster: "a" }] }] }]);
    expect(status).toMatchObject({
      connected: true,
      from: "control plane",
      settled: true,
      refused: [],
    });

    controlPlane.set(
      ...cluster("a", 1, 2),
      ...cluster("b", 3),
      ...listener("one", "a"),
      ...listener("two", "b"),
    );
    await vi.waitFor(() => expect(names(proxy)).toEqual(["one", "two"]));
    await vi.waitFor(async () =>
      expect((await dump(proxy)).clusters).toMatchObject([
        { endpoints: [{ port: 1 }, { port: 2 }] },
        { endpoints: [{ port: 3 }] },
      ]),
    );
  });

  test("gives up what is removed", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"), ...listener("two", "a"));
    const proxy = await start({ protocol });
    controlPlane.set(...cluster("a", 1), ...listener("two", "a"));
    await vi.waitFor(() => expect(names(proxy)).toEqual(["two"]));
  });

  test("refuses what it cannot use, says why, and keeps what it had", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    const proxy = await start({ protocol });
    controlPlane.set(
      ...cluster("a", 1),
      ...listener("one", "a", "unheard-of"),
      ...listener("two", "a"),
    );
    await controlPlane.until(() => controlPlane.rejections.length > 0);
    expect(controlPlane.rejections.join()).toContain(
      'listener "one": no codec unheard-of is loaded (there are: demo)',
    );
    await vi.waitFor(() => expect(names(proxy)).toEqual(["one", "two"]));
    expect((await dump(proxy)).controlPlane.refused).toMatchObject([
      { name: expect.stringContaining("one") },
    ]);
  });

  test("stays as it is when the control plane goes, and follows it again when it is back", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    const proxy = await start({ protocol });
    const [before] = proxy.listeners;
    const port = Number(controlPlane.address.split(":")[1]);
    await controlPlane.stop();
    await vi.waitFor(async () => expect((await dump(proxy)).controlPlane.connected).toBe(false));
    expect(proxy.listeners).toEqual([before]);
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"), ...listener("two", "a"));
    await controlPlane.start(port);
    await vi.waitFor(() => expect(names(proxy)).toEqual(["one", "two"]), 10_000);
    expect(proxy.listeners[0]).toEqual(before);
  });
});

test("a listener that cannot listen does not keep the others from being served", async () => {
  const taken: Server = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => taken.close());
  const { port } = taken.address() as { port: number };
  const errors: string[] = [];
  controlPlane.set(
    ...cluster("a", 1),
    ...listener("blocked", "a", "demo", port),
    ...listener("free", "a"),
  );
  const proxy = await start(
    {},
    { logger: { ...silentLogger, error: (message) => void errors.push(message) } },
  );
  expect(names(proxy)).toEqual(["free"]);
  expect(errors).toEqual([expect.stringContaining("listener blocked cannot listen on")]);
});

test("who asks hears of listeners as they come and go", async () => {
  const told: string[][] = [];
  controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
  await start(
    {},
    { onListeners: (listeners) => void told.push(listeners.map(({ name }) => name)) },
  );
  controlPlane.set(...cluster("a", 1));
  await vi.waitFor(() => expect(told).toEqual([["one"], []]));
});

describe("a saved copy", () => {
  let file: string;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), "meltemi-saved-"));
    cleanups.push(() => rm(folder, { recursive: true, force: true }));
    file = join(folder, "copy.json");
  });

  test("is what a proxy starts with while the control plane is away", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    const first = await start({ savedCopy: file });
    await first.close();
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ meltemi: 1 });
    await controlPlane.stop();

    const second = await start({ savedCopy: file });
    expect(names(second)).toEqual(["one"]);
    const { clusters, controlPlane: status } = await dump(second);
    expect(clusters).toMatchObject([{ name: "a", endpoints: [{ port: 1 }] }]);
    expect(status).toMatchObject({ connected: false, from: "saved copy" });
  });

  test("gives way to what the control plane says", async () => {
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    await (await start({ savedCopy: file })).close();
    controlPlane.set(...cluster("b", 1), ...listener("two", "b"));
    const proxy = await start({ savedCopy: file });
    await vi.waitFor(() => expect(names(proxy)).toEqual(["two"]));
    expect((await dump(proxy)).clusters).toMatchObject([{ name: "b" }]);
    await proxy.close();
    expect(await readFile(file, "utf8")).toContain('"two"');
  });

  test("that is none is left alone, and the proxy starts without it", async () => {
    await writeFile(file, "what somebody needs");
    controlPlane.set(...cluster("a", 1), ...listener("one", "a"));
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
    const proxy = await start({ savedCopy: file }, { logger });
    expect(names(proxy)).toEqual(["one"]);
    await proxy.close();
    expect(warnings).toContain("saved copy not read; the file is left alone and no copy is saved");
    expect(await readFile(file, "utf8")).toBe("what somebody needs");
  });
});

test("the control plane's address cannot be changed while the proxy runs", async () => {
  controlPlane.set();
  const proxy = await start();
  await expect(proxy.apply({ listeners: [] })).rejects.toThrow("restart it");
});

test("a proxy without an answer starts after its patience, serving nothing", async () => {
  await controlPlane.stop();
  const proxy = await start({ initialFetchTimeout: "50ms" });
  expect(proxy.listeners).toEqual([]);
  const ready = await fetch(`http://127.0.0.1:${proxy.adminAddress?.port}/ready`);
  expect([ready.status, await ready.text()]).toEqual([503, "PRE_INITIALIZING\n"]);
});

test("whoever waits for a control plane may stop waiting", async () => {
  await controlPlane.stop();
  const stop = new AbortController();
  const waiting = start({}, { signal: stop.signal });
  stop.abort();
  expect((await waiting).listeners).toEqual([]);
});

test("certificates that cannot be used are refused at the start", async () => {
  const xds = { tls: { ca: "no-such-file.pem" } };
  await expect(start(xds)).rejects.toThrow(
    /^xds.tls: .*no-such-file.pem cannot be read \(ENOENT\)/,
  );
});
