import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "./run.js";

/** A codec whose messages are single bytes, as a package of the user's. */
const CODEC = `
const codec = {
  contract: 1,
  kind: "codec",
  protocol: "byte",
  correlation: "order",
  attributes: [],
  errorReplies: {},
  create: () => ({ decode: () => 1, encode: () => 0, onError() {} }),
};
export const plugins = [codec];
`;

const LISTENER = "listeners: [{name: bytes, address: 127.0.0.1, port: 0, protocol: byte}]";

/** A folder with a codec and this configuration. */
async function configured(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "meltemi-cli-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "codec.mjs"), CODEC);
  await writeFile(join(folder, "proxy.yaml"), `codecs: [./codec.mjs]\n${text}\n`);
  return join(folder, "proxy.yaml");
}

/** Runs the command in this process. */
function start(...args: string[]): Command {
  const written = { out: "", error: "" };
  const events = new EventEmitter();
  const signals = new EventEmitter();
  const write = (stream: "out" | "error") => (text: string) => {
    written[stream] += text;
    events.emit("written");
  };
  const exit = run(args, { out: write("out"), error: write("error"), signals });
  return {
    exit,
    written,
    signals,
    async until(stream, pattern) {
      while (!pattern.test(written[stream])) await once(events, "written");
    },
  };
}

interface Command {
  readonly exit: Promise<number>;
  readonly written: { readonly out: string; readonly error: string };
  readonly signals: EventEmitter;
  until(stream: "out" | "error", pattern: RegExp): Promise<void>;
}

/** Runs the command to its end. */
async function finished(...args: string[]): Promise<{ exit: number; out: string; error: string }> {
  const command = start(...args);
  return { exit: await command.exit, ...command.written };
}

test("help shows the commands, examples, exit codes and where to read on", async () => {
  const { exit, out } = await finished("--help");

  expect(exit).toBe(0);
  for (const part of [
    "proxy",
    "validate",
    "Examples:",
    "Exit codes:",
    "docs/reference/config.md",
  ]) {
    expect(out).toContain(part);
  }
});

test("the version is the package's", async () => {
  expect(await finished("--version")).toMatchObject({
    exit: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test.each([
  { args: [], error: /Usage: meltemi/ },
  { args: ["prxy"], error: /unknown command 'prxy'.*Did you mean proxy\?/s },
  { args: ["proxy"], error: /required option '-c, --config <file>' not specified/ },
  { args: ["validate"], error: /missing required argument 'file'/ },
  { args: ["validate", "a", "b"], error: /too many arguments/ },
  { args: ["validate", "a", "-o", "xml"], error: /Allowed choices are text, json/ },
])("the command line $args is refused with exit code 2", async ({ args, error }) => {
  const command = await finished(...args);

  expect(command).toMatchObject({ exit: 2, out: "", error: expect.stringMatching(error) });
});

test("a valid file is told in a few lines", async () => {
  const file = await configured(LISTENER);

  expect(await finished("validate", file)).toEqual({
    exit: 0,
    out: `${file} is valid: 1 listener, 0 routes, 0 clusters, 0 endpoints
codecs: byte
filters: none
`,
    error: "",
  });
});

test("a valid file is told as JSON for programs", async () => {
  const { exit, out } = await finished("validate", await configured(LISTENER), "-o", "json");

  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual({
    valid: true,
    listeners: 1,
    routes: 0,
    clusters: 0,
    endpoints: 0,
    codecs: ["byte"],
    filters: [],
  });
});

test("every problem of a file is one line, and the exit code is 1", async () => {
  const file = await configured("listeners: [{name: bytes, port: 0, protocol: bite}]\nclusers: []");
  const { exit, out, error } = await finished("validate", file);

  expect(exit).toBe(1);
  expect(out.split("\n")).toEqual([
    expect.stringContaining(`${file}:2 listeners[0].protocol: no loaded codec speaks "bite"`),
    expect.stringContaining(`${file}:3: "clusers" is not a key here; did you mean "clusters"?`),
    "",
  ]);
  expect(error).toBe("");
});

test("the problems of a file are told as JSON for programs", async () => {
  const file = await configured("listeners: [{name: bytes, port: -1, protocol: byte}]");
  const { exit, out } = await finished("validate", file, "-o", "json");

  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual({
    valid: false,
    problems: [
      {
        file,
        line: 2,
        column: 27,
        path: "listeners[0].port",
        message: "expected 0 or more, got -1",
      },
    ],
  });
});

test("the proxy says where it listens and ends with exit code 0 at SIGTERM", async () => {
  const command = start("proxy", "-c", await configured(`${LISTENER}\nadmin: {port: 0}`));
  await command.until("out", /admin on/);
  expect(command.written.out).toMatch(
    /^listener bytes on 127\.0\.0\.1:\d+ \(protocol byte\)\nadmin on http:\/\/127\.0\.0\.1:\d+\n$/,
  );

  command.signals.emit("SIGTERM");
  expect(await command.exit).toBe(0);
  expect(command.signals.eventNames()).toEqual([]);
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
  const command = start("proxy", "-c", file);
  await command.until("out", /listener/);
  const port = Number(/:(\d+) /.exec(command.written.out)?.[1]);
  const client = createConnection(port, "127.0.0.1").on("error", () => {});
  onTestFinished(() => void client.destroy());
  const [connection] = await Promise.all([once(server, "connection"), client.write("a")]);
  await once(connection[0], "data");

  command.signals.emit("SIGTERM");
  await command.until("error", /signal again/);
  command.signals.emit("SIGINT");
  expect(await command.exit).toBe(0);
});

test("a configuration that is not right is exit code 1, with its problems on stderr", async () => {
  const command = await finished("proxy", "-c", await configured("listeners: 1"));

  expect(command).toMatchObject({
    exit: 1,
    out: "",
    error: expect.stringContaining("proxy.yaml:2 listeners: expected a list"),
  });
});

test("a port that is in use is exit code 3, and the listener and port are named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const file = await configured(LISTENER.replace("port: 0", `port: ${port}`));

  const { exit, error } = await finished("proxy", "-c", file);
  expect(exit).toBe(3);
  expect(error).toBe(
    `listener bytes cannot listen on 127.0.0.1:${port}: ` +
      "the port is in use; stop what uses it or choose another\n",
  );
});

test("an admin port that is in use is exit code 3 as well", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const file = await configured(`${LISTENER}\nadmin: {port: ${port}}`);

  const { exit, error } = await finished("proxy", "-c", file);
  expect(exit).toBe(3);
  expect(error).toMatch(`admin: cannot listen on 127.0.0.1:${port} (EADDRINUSE); choose a free`);
});
