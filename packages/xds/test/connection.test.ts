import { createConnection, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type Resource, TypeUrl } from "../src/index.js";
import { resource } from "./mesh.js";
import type { Plain } from "./original.js";
import { connectTo, startRaw } from "./raw-setup.js";
import { Recorder } from "./recorder.js";

const { Cluster } = TypeUrl;

const wrapped = (one: Resource): Plain => ({
  name: one.name,
  version: one.version,
  resource: { type_url: one.typeUrl, value: one.bytes },
});

test("a server that is not there yet is tried again until it is", async () => {
  const server = await startRaw();
  const { port } = server;
  server.close();
  const handler = new Recorder();
  connectTo(port, "delta", handler).subscribe(Cluster, "*");
  const failed = (): number => handler.states.filter((s) => s.startsWith("disconnected")).length;
  await handler.until(() => failed() >= 3);
  expect(handler.states[1]).toContain("ECONNREFUSED");
  const late = await startRaw(port);
  const stream = await late.stream();
  expect(await stream.next()).toMatchObject({ typeUrl: Cluster });
});

test("a server that takes connections and says nothing is given up in time", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
  const address = silent.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const handler = new Recorder();
  connectTo(port, "delta", handler, { connectTimeoutMs: 80 });
  await handler.until(() => handler.states.filter((s) => s === "connecting").length === 3);
  expect(handler.states[1]).toContain("no connection within 0.08 s");
});

test("a connection that went dead without a word is noticed by pings", async () => {
  const server = await startRaw();
  // Between the two: passes bytes until it is frozen, and then takes them and passes nothing.
  let frozen = false;
  const sockets: Socket[] = [];
  const middle = createServer((socket) => {
    const onward = createConnection({ port: server.port, host: "127.0.0.1" });
    sockets.push(socket, onward);
    const thaw = frozen;
    socket.on("data", (bytes) => (frozen && !thaw ? undefined : onward.write(bytes)));
    onward.on("data", (bytes) => (frozen && !thaw ? undefined : socket.write(bytes)));
    for (const one of [socket, onward]) one.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => middle.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    middle.close();
  });
  const address = middle.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const handler = new Recorder();
  const client = connectTo(port, "delta", handler, { keepAliveMs: 100, keepAliveTimeoutMs: 100 });
  client.subscribe(Cluster, "*");
  const stream = await server.stream();
  await stream.next();
  stream.send({ typeUrl: Cluster, nonce: "1", resources: [wrapped(resource(Cluster, "a"))] });
  await handler.until(() => handler.held.size === 1);
  frozen = true;
  const again = await server.stream();
  expect((await again.next())["initialResourceVersions"]).toEqual({
    a: resource(Cluster, "a").version,
  });
});

test("after close the handler hears nothing more", async () => {
  const server = await startRaw();
  const handler = new Recorder();
  const client = connectTo(server.port, "delta", handler);
  client.subscribe(Cluster, "*");
  const stream = await server.stream();
  await stream.next();
  client.close();
  const heard = handler.states.length;
  stream.send({ typeUrl: Cluster, nonce: "1", resources: [wrapped(resource(Cluster, "a"))] });
  server.close();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(handler.states).toHaveLength(heard);
  expect(handler.updates).toEqual([]);
});
