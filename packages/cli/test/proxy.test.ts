import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { BYTE_CODEC, BYTE_LISTENER } from "./byte-codec.js";
import { finished, folderWith, start } from "./command.js";

/** The file of a proxy with this configuration, beside its codec. */
async function configured(text: string): Promise<string> {
  const folder = await folderWith({
    "codec.mjs": BYTE_CODEC,
    "proxy.yaml": `codecs: [./codec.mjs]\n${text}\n`,
  });
  return join(folder, "proxy.yaml");
}

/** A port that another program has taken. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("the proxy says where it listens and ends with exit code 0 at SIGTERM", async () => {
  const command = start(["proxy", "-c", await configured(`${BYTE_LISTENER}\nadmin: {port: 0}`)]);
  await command.until("out", /admin on/);
  expect(command.written.out).toMatch(
    /^listener bytes on 127\.0\.0\.1:\d+ \(protocol byte\)\nadmin on http:\/\/127\.0\.0\.1:\d+\n$/,
  );

  command.signals.emit("SIGTERM");
  expect(await command.exit).toBe(0);
  expect(command.signals.eventNames()).toEqual([]);
});

test("flags go before what the file says, and their paths start from the working directory", async () => {
  const file = await configured(`${BYTE_LISTENER}\nadmin: {port: 1}`);
  const codec = join(file, "../codec.mjs");
  const command = start(["proxy", "-c", file, "--admin-port", "0", "--codec", codec]);
  const [, port] = await command.until("out", /admin on http:\/\/127\.0\.0\.1:(\d+)/);
  expect(Number(port)).toBeGreaterThan(1);

  const dump = await finished(["config-dump", "--admin", `http://127.0.0.1:${port}`]);
  expect(dump).toMatchObject({ exit: 0, error: "" });
  expect(JSON.parse(dump.out)).toMatchObject({ codecs: [codec], listeners: [{ name: "bytes" }] });

  command.signals.emit("SIGTERM");
  expect(await command.exit).toBe(0);
});

test("the proxy waits for a request in flight, and a second signal ends it at once", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const upstream = (server.address() as AddressInfo).port;
  const file = await configured(`
drainTimeout: 1h
listeners:
  - name: bytes
    address: 127.0.0.1
    port: 0
    protocol: byte
    routes: [{name: all, route: [{cluster: mute}], timeout: 0s}]
clusters: [{name: mute, endpoints: [{address: 127.0.0.1, port: ${upstream}}]}]
`);
  const command = start(["proxy", "-c", file]);
  const [, port] = await command.until("out", /listener .*:(\d+) /);
  const client = createConnection(Number(port), "127.0.0.1").on("error", () => {});
  onTestFinished(() => void client.destroy());
  const [connection] = await Promise.all([once(server, "connection"), client.write("a")]);
  await once(connection[0], "data");

  command.signals.emit("SIGTERM");
  await command.until("error", /signal again/);
  command.signals.emit("SIGINT");
  expect(await command.exit).toBe(0);
});

test("a proxy whose parent process is gone ends at once", async () => {
  const command = start(["proxy", "-c", await configured(BYTE_LISTENER)]);
  await command.until("out", /listener/);

  command.signals.emit("disconnect");
  expect(await command.exit).toBe(0);
});

test("a configuration that is not right is exit code 1, with its problems on stderr", async () => {
  const command = await finished(["proxy", "-c", await configured("listeners: 1")]);

  expect(command).toMatchObject({
    exit: 1,
    out: "",
    error: expect.stringContaining("proxy.yaml:2 listeners: expected a list"),
  });
});

test("a port that is in use is exit code 3, and the listener and port are named", async () => {
  const port = await takenPort();
  const file = await configured(BYTE_LISTENER.replace("port: 0", `port: ${port}`));

  const { exit, error } = await finished(["proxy", "-c", file]);
  expect(exit).toBe(3);
  expect(error).toBe(
    `listener bytes cannot listen on 127.0.0.1:${port}: ` +
      "the port is in use; stop what uses it or choose another\n",
  );
});

test("an admin port that is in use is exit code 3 as well", async () => {
  const port = await takenPort();
  const file = await configured(`${BYTE_LISTENER}\nadmin: {port: ${port}}`);

  const { exit, error } = await finished(["proxy", "-c", file]);
  expect(exit).toBe(3);
  expect(error).toMatch(`admin: cannot listen on 127.0.0.1:${port} (EADDRINUSE); choose a free`);
});
