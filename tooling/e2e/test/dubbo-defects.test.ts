import { describe, expect, test } from "vitest";
import { exception, int, map, text } from "../src/dubbo/hessian.js";
import {
  DUBBO_HEADER_SIZE,
  DubboStatus,
  dubboHeartbeat,
  dubboRequest,
  dubboResponse,
  ResultType,
} from "../src/dubbo/wire.js";
import { dubboErrorText, dubboProtocol } from "../src/dubbo-protocol.js";
import { Random } from "../src/random.js";
import { endpoint } from "../src/stage.js";
import { openStage } from "./open-stage.js";

const dubbo = dubboProtocol();
const adds = (name: string) => [{ key: name, value: "added" }];

/** Runs one call to which the provider answers with that body. */
async function answeredWith(body: Buffer, status: number = DubboStatus.Ok) {
  const stage = openStage(dubbo);
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const { peer, message } = await server.next();
  peer.send(dubboResponse({ id: message.id, status, body }));
  const answer = await client.next();
  server.echo();
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  return { answer, proxy };
}

describe("what users of Dubbo saw elsewhere is right here:", () => {
  test.each([
    { title: "with attachments", type: ResultType.ExceptionWithAttachments, attachments: "HZ" },
    { title: "without", type: ResultType.Exception, attachments: "" },
  ])("a business exception reaches the consumer, $title", async ({ type, attachments }) => {
    const failure = exception("demo.NoSuchUserException", "no user of that name");
    const body = Buffer.concat([int(type), failure, Buffer.from(attachments)]);
    const { answer, proxy } = await answeredWith(body);
    expect(answer.bytes).toEqual(dubboResponse({ id: 1, body }));
    expect(proxy.stat("response_business_exception")).toBe(1);
    expect(proxy.stat("response_decoding_error")).toBe(0);
  });

  test.each([
    {
      title: "with attachments",
      body: Buffer.concat([int(ResultType.NullWithAttachments), map({ a: "b" })]),
    },
    { title: "without", body: int(ResultType.Null) },
  ])("a null result reaches the consumer, $title", async ({ body }) => {
    const { answer } = await answeredWith(body);
    expect(answer.bytes).toEqual(dubboResponse({ id: 1, body }));
  });

  test.each([
    { title: "a number", value: Buffer.from("490000ffff", "hex") },
    { title: "a list", value: Buffer.from("7a9192", "hex") },
    { title: "an object", value: exception("demo.User", "Ada") },
    { title: "nothing that is Hessian", value: Buffer.from("40ff00", "hex") },
  ])("a value that is no string reaches the consumer: $title", async ({ value }) => {
    const body = Buffer.concat([int(ResultType.Value), value]);
    const { answer } = await answeredWith(body);
    expect(answer.bytes).toEqual(dubboResponse({ id: 1, body }));
  });

  test("an empty body reaches the consumer", async () => {
    const { answer } = await answeredWith(Buffer.alloc(0));
    expect(answer.bytes).toHaveLength(DUBBO_HEADER_SIZE);
  });

  test.each([25, 30, 31, 35, 40, 50, 60, 70, 80, 90, 100, 0, 255])(
    "a Dubbo server error passes: status %i",
    async (status) => {
      const { answer, proxy } = await answeredWith(text("server error"), status);
      expect(answer.bytes).toEqual(dubboResponse({ id: 1, status, body: text("server error") }));
      expect(proxy.stat("response_error")).toBe(1);
      expect(proxy.stat("response_business_exception")).toBe(0);
    },
  );

  test("an error reply of one proxy passes through another", async () => {
    const stage = openStage(dubbo);
    const inner = await stage.proxy({ cluster: { maintenance: true } });
    const outer = await stage.proxy({ servers: [inner] });
    const client = await stage.client(outer);
    const answer = await client.exchange(6, "");
    expect(answer).toMatchObject({ id: 6n, error: `${DubboStatus.ServerError}` });
    expect(dubboErrorText(answer)).toMatch(/maintenance mode/);
    expect(outer.stat("response_error")).toBe(1);
    await outer.proxy.close(); // with its connection to the inner one
  });

  test("a oneway call is forwarded and the connection goes on", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    client.send(dubboRequest({ id: 1, oneway: true, payload: "fire and forget" }));
    expect((await server.next()).message).toMatchObject({ kind: "oneway" });
    expect(await client.exchange(2, "a call")).toMatchObject({ kind: "response", id: 2n });
    expect(client.received).toHaveLength(1);
    expect(server.arrivals[0]?.message.payload.toString()).toBe("fire and forget");
    expect(proxy.stat("request_oneway")).toBe(1);
  });

  test("a consumer is told that there is no route, not left to time out", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({
      route: { match: { attributes: { interface: { exact: "demo.Other" } } } },
    });
    const client = await stage.client(proxy);
    const answer = await client.exchange(5, "");
    expect(answer).toMatchObject({ id: 5n, error: `${DubboStatus.ServiceNotFound}` });
    expect(dubboErrorText(answer)).toMatch(/no matched route for request '5'/);
    expect(answer.bytes).toEqual(
      dubboResponse({ id: 5, status: 60, body: text(dubboErrorText(answer)) }),
    );
    client.send(dubboRequest({ id: 6, service: "demo.Other" }));
    (await server.next()).reply();
    expect(await client.next()).toMatchObject({ kind: "response", id: 6n });
  });

  test("a heartbeat of the server is answered, also between the halves of a response", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    const response = dubbo.response(message.id, "behind it");
    peer.send(dubboHeartbeat(77), response.subarray(0, 20));
    await peer.untilReceived(2, "the answer to the heartbeat");
    expect(peer.received[1]).toMatchObject({ kind: "heartbeat-reply", id: 77n });
    peer.send(response.subarray(20));
    expect((await client.next()).payload.toString()).toBe("behind it");
  });

  test("consumers with equal ids get their own answers", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh();
    const clients = await stage.clients(proxy, 5);
    for (const [i, client] of clients.entries()) client.request(0, `client ${i}`);
    for (const arrival of (await server.take(5)).toReversed()) arrival.reply();
    for (const [i, client] of clients.entries()) {
      expect(await client.next()).toMatchObject({ id: 0n, payload: Buffer.from(`client ${i}`) });
    }
    expect(server.connections).toHaveLength(1);
  });
});

test.each([
  { title: "unchanged", mutation: [] },
  { title: "whatever a mutation makes of it", mutation: [...adds("colour"), ...adds("path")] },
])("a body that makes no sense passes $title, and is nobody's end", async ({ mutation }) => {
  const stage = openStage(dubbo);
  const { server, proxy } = await stage.mesh({
    listener: {
      routes: [
        {
          name: "wants",
          match: { attributes: { colour: { exact: "blue" } } },
          route: [{ cluster: "servers" }],
        },
        {
          name: "all",
          route: [{ cluster: "servers" }],
          requestMutation: mutation,
          responseMutation: mutation,
        },
      ],
    },
  });
  const random = new Random(20);
  const sane = dubboRequest({
    payload: "payload",
    attachments: { colour: "green", size: "large" },
  });
  const client = await stage.client(proxy);
  for (let id = 0; id < 300; id++) {
    const body = Buffer.from(sane.subarray(DUBBO_HEADER_SIZE));
    for (let flips = 1 + random.below(4); flips > 0; flips--) {
      body[random.below(body.length)] = random.below(256);
    }
    const cut = random.below(3) === 0 ? random.below(body.length) : body.length;
    const request = dubboRequest({ id, body: body.subarray(0, cut) });
    client.send(request);
    const { peer, message } = await server.next();
    if (mutation.length === 0) {
      expect(message.bytes.subarray(DUBBO_HEADER_SIZE)).toEqual(body.subarray(0, cut));
    }
    body[0] = 0x90 + random.below(7);
    const answer = dubboResponse({ id: message.id, body: body.subarray(0, cut) });
    peer.send(answer);
    const { bytes } = await client.next();
    if (mutation.length === 0)
      expect(bytes).toEqual(dubboResponse({ id, body: body.subarray(0, cut) }));
  }
  expect(client.ended).toBe(false);
  expect(server.connections).toHaveLength(1);
});

test("calls are routed by what the head and the attachments say", async () => {
  const stage = openStage(dubbo);
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
        route("blue", { method: { prefix: "get" }, group: { exact: "blue" } }),
        route("green", { interface: { exact: "demo.Green" }, version: { exact: "1.2.0" } }),
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
    { method: "getUser", attachments: { group: "blue" } },
    { method: "setUser", attachments: { group: "blue" } },
    { service: "demo.Green", version: "1.2.0" },
    { service: "demo.Green", version: "1.3.0" },
    { method: "getUser" },
  ];
  for (const [id, call] of calls.entries()) {
    client.send(dubboRequest({ id, ...call }));
    expect(await client.next()).toMatchObject({ kind: "response", id: BigInt(id) });
  }
  expect([blue, green, rest].map(({ arrivals }) => arrivals.length)).toEqual([1, 1, 3]);
});
