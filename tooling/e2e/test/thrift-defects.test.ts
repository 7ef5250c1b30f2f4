import { describe, expect, test } from "vitest";
import { endpoint } from "../src/stage.js";
import { readThrift } from "../src/thrift/read.js";
import {
  THRIFT_DIALECTS,
  type ThriftDialect,
  ThriftType,
  thriftMessage,
} from "../src/thrift/wire.js";
import { thriftProtocol } from "../src/thrift-protocol.js";
import { openStage } from "./open-stage.js";

const titled = THRIFT_DIALECTS.map((dialect) => ({
  title: `${dialect.transport} ${dialect.encoding}`,
  dialect,
}));
const headerBinary: ThriftDialect = { transport: "header", encoding: "binary" };
const framedBinary: ThriftDialect = { transport: "framed", encoding: "binary" };

function call(
  dialect: ThriftDialect,
  fields: { id?: number; name?: string; headers?: Record<string, string> },
) {
  const { id = 1, name = "echo", headers = {} } = fields;
  return thriftMessage(dialect, {
    type: ThriftType.Call,
    id,
    name,
    field: 1,
    payload: "",
    headers,
  });
}

describe.each(titled)("a $title client", ({ dialect }) => {
  const protocol = thriftProtocol(dialect);

  test(`${dialect.transport === "header" ? "a THeader client " : ""}is told what went wrong`, async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({
      route: { match: { attributes: { method: { exact: "echo" } } } },
    });
    const client = await stage.client(proxy);
    const id = 0xffff_fff0;
    client.send(call(dialect, { id, name: "Greeter:sayHello" }));
    const { bytes } = await client.next();
    expect(readThrift(dialect, bytes)).toMatchObject({
      type: ThriftType.Exception,
      name: "sayHello", // as a multiplexed service answers: clients insist on it
      id,
      code: 1,
    });
    expect(readThrift(dialect, bytes).payload.toString()).toMatch(/no matched route/);
    server.echo();
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  });

  test("is told when its server is gone, and can go on", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(7, "");
    (await server.next()).peer.reset();
    const { bytes } = await client.next();
    expect(readThrift(dialect, bytes)).toMatchObject({ id: 7, name: "echo", code: 6 });
    server.echo();
    expect(await client.exchange(8, "")).toMatchObject({ kind: "response", id: 8n });
  });
});

test("clients of different dialects never share a connection to a server", async () => {
  const stage = openStage(thriftProtocol());
  const { server, proxy } = await stage.mesh();
  const sent = titled.map(({ dialect }) => {
    const type = ThriftType.Oneway;
    return thriftMessage(dialect, { type, id: 1, name: "echo", field: 1, payload: "" });
  });
  const chunks: Buffer[][] = [];
  server.onConnection = ({ socket }) => {
    const received: Buffer[] = [];
    chunks.push(received);
    socket.removeAllListeners("data"); // which would read them all as framed
    socket.on("data", (chunk) => received.push(chunk));
  };
  for (const [i, bytes] of sent.entries()) {
    (await stage.client(proxy)).send(bytes);
    await expect.poll(() => chunks[i]?.[0]).toEqual(bytes);
  }
  expect(chunks).toHaveLength(titled.length);
});

test("an unframed client whose message is too large is told before it is closed", async () => {
  const dialect: ThriftDialect = { transport: "unframed", encoding: "binary" };
  const stage = openStage(thriftProtocol(dialect));
  const { server, proxy } = await stage.mesh({ listener: { limits: { maxMessageBytes: 10_000 } } });
  const client = await stage.client(proxy);
  client.request(3, Buffer.alloc(10_001));
  const { bytes } = await client.next();
  expect(readThrift(dialect, bytes)).toMatchObject({ id: 3, name: "echo", code: 7 });
  await client.untilClosed();
  expect(proxy.stat("request_decoding_error")).toBe(1);
  expect(server.connections).toHaveLength(0);
});

test.each([
  { title: "an unknown type of field", body: Buffer.of(99, 0, 1, 0) },
  { title: "a negative length", body: Buffer.of(11, 0, 1, 255, 255, 255, 255, 0) },
  { title: "no end of nesting", body: Buffer.alloc(3000, Buffer.of(12, 0, 1)) },
])("an unframed client is told that its arguments hold $title", async ({ body }) => {
  const dialect: ThriftDialect = { transport: "unframed", encoding: "binary" };
  const stage = openStage(thriftProtocol(dialect));
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.send(
    thriftMessage(dialect, {
      type: ThriftType.Call,
      id: 4,
      name: "echo",
      field: 1,
      payload: "",
      body,
    }),
  );
  const { bytes } = await client.next();
  expect(readThrift(dialect, bytes)).toMatchObject({ id: 4, name: "echo", code: 7 });
  await client.untilClosed();
  expect(proxy.stat("request_decoding_error")).toBe(1);
  expect(server.connections).toHaveLength(0);
});

test("a THeader client whose payload is transformed is told to turn that off", async () => {
  const stage = openStage(thriftProtocol(headerBinary));
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  const bytes = call(headerBinary, { id: 9 });
  bytes[15] = 1; // one transform,
  bytes[16] = 1; // zlib
  client.send(bytes);
  const answer = readThrift(headerBinary, (await client.next()).bytes);
  expect(answer).toMatchObject({ id: 9, code: 7 });
  expect(answer.payload.toString()).toMatch(/turn zlib and other transforms off/);
  await client.untilClosed();
  expect(server.connections).toHaveLength(0);
});

test.each([false, true])(
  "a THeader call whose frame has an id of its own gets both back, multiplexed: %s",
  async (multiplexing) => {
    const stage = openStage({ ...thriftProtocol(headerBinary), multiplexing });
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    const message = (type: ThriftType, id: bigint, frameId: number) =>
      thriftMessage(headerBinary, {
        type,
        id: Number(id),
        frameId,
        name: "echo",
        field: 0,
        payload: "",
      });
    client.send(message(ThriftType.Call, 5n, 99));
    const { peer, message: received } = await server.next();
    const frameId = received.bytes.readUInt32BE(8);
    peer.send(message(ThriftType.Reply, received.id, frameId));
    expect((await client.next()).bytes).toEqual(message(ThriftType.Reply, 5n, 99));
  },
);

test("a client that changes its dialect is closed behind its answers, and nobody else", async () => {
  const protocol = thriftProtocol();
  const stage = openStage(protocol);
  const { server, proxy } = await stage.mesh();
  const [fickle, steady] = [await stage.client(proxy), await stage.client(proxy)];
  fickle.send(protocol.request(1, "one"), call({ transport: "framed", encoding: "compact" }, {}));
  const arrival = await server.next();
  await expect.poll(() => proxy.stat("request_decoding_error")).toBe(1);
  arrival.reply();
  expect((await fickle.next()).payload.toString()).toBe("one");
  await fickle.untilClosed();
  server.echo();
  expect(await steady.exchange(2, "")).toMatchObject({ kind: "response" });
  expect(server.arrivals).toHaveLength(2);
});

test("a client that speaks another protocol is closed, and nobody else", async () => {
  const stage = openStage(thriftProtocol());
  const { server, proxy } = await stage.mesh();
  server.echo();
  const good = await stage.client(proxy);
  const strangers = [
    '[1,"echo",1,1,{}]',
    "GET / HTTP/1.1\r\n\r\n",
    "\x16\x03\x01\x00\xf4\x01\x00\x00\xf0\x03\x03", // a TLS ClientHello
    "\x00\x00\x00\x20\x10\x00\x00\x00", // Kitex TTHeader
  ];
  for (const bytes of strangers) {
    const client = await stage.client(proxy);
    client.send(Buffer.from(bytes, "latin1"));
    await client.untilClosed();
    expect(client.byteCount).toBe(0);
  }
  expect(proxy.stat("request_decoding_error")).toBe(strangers.length);
  expect(await good.exchange(1, "")).toMatchObject({ kind: "response" });
});

test("an answer under the id of another request is a bad response, not an answer", async () => {
  const protocol = thriftProtocol();
  const stage = openStage(protocol);
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(5, "");
  const { peer } = await server.next();
  peer.send(protocol.response(6, "a stranger's"));
  expect(await client.next()).toMatchObject({ id: 5n, error: protocol.seenError("bad-response") });
  await peer.untilClosed();
});

test("calls are routed by service, function and headers", async () => {
  const stage = openStage(thriftProtocol(headerBinary));
  const [blue, green, rest] = [await stage.server(), await stage.server(), await stage.server()];
  for (const server of [blue, green, rest]) server.echo();
  const route = (cluster: string, attributes: Record<string, unknown>) => ({
    name: cluster,
    match: { attributes },
    route: [{ cluster }],
  });
  const proxy = await stage.proxy({
    listener: {
      routes: [
        route("blue", { service: { exact: "Blue" }, function: { prefix: "get" } }),
        route("green", { colour: { exact: "green" } }),
        { name: "rest", route: [{ cluster: "rest" }] },
      ],
    },
    clusters: [
      { name: "blue", endpoints: [endpoint(blue)] },
      { name: "green", endpoints: [endpoint(green)] },
      { name: "rest", endpoints: [endpoint(rest)] },
    ],
  });
  const client = await stage.client(proxy);
  const calls = [
    { name: "Blue:getUser" },
    { name: "Blue:setUser" },
    { name: "echo", headers: { colour: "green" } },
    { name: "echo", headers: { colour: "blue" } },
  ];
  for (const [id, fields] of calls.entries()) {
    client.send(call(headerBinary, { id, ...fields }));
    expect(await client.next()).toMatchObject({ kind: "response", id: BigInt(id) });
  }
  expect([blue, green, rest].map(({ arrivals }) => arrivals.length)).toEqual([1, 1, 2]);
});

describe("a mutation", () => {
  const mutation = [{ key: "colour", value: "added" }];
  const route = { requestMutation: mutation, responseMutation: mutation };

  test.each(titled.filter(({ dialect }) => dialect.transport === "header"))(
    "adds a header to calls and answers, $title",
    async ({ dialect }) => {
      const stage = openStage(thriftProtocol(dialect));
      const { server, proxy } = await stage.mesh({ route });
      const client = await stage.client(proxy);
      client.send(call(dialect, { id: 3, headers: { size: "large" } }));
      const { message, reply } = await server.next();
      expect(readThrift(dialect, message.bytes)).toMatchObject({
        id: 3,
        name: "echo",
        headers: { size: "large", colour: "added" },
      });
      reply("kept");
      const answer = readThrift(dialect, (await client.next()).bytes);
      expect(answer.headers).toEqual({ colour: "added" });
      expect(answer.payload.toString()).toBe("kept");
      expect(proxy.stat("mutation_refused")).toBe(0);
    },
  );

  test("of a message without headers is refused and counted, and the call goes on", async () => {
    const stage = openStage(thriftProtocol(framedBinary));
    const { server, proxy } = await stage.mesh({ route });
    server.echo();
    const client = await stage.client(proxy);
    expect((await client.exchange(1, "kept")).payload.toString()).toBe("kept");
    expect(proxy.stat("mutation_refused")).toBe(2);
  });
});
