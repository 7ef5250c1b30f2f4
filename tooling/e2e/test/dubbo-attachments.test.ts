import { FilterStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { exception, HessianReader, int, map, text } from "../src/dubbo/hessian.js";
import {
  DUBBO_HEADER_SIZE,
  DubboOffset,
  DubboStatus,
  dubboRequest,
  dubboResponse,
  FASTJSON2,
  ResultType,
  readArguments,
} from "../src/dubbo/wire.js";
import { dubboProtocol } from "../src/dubbo-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const dubbo = dubboProtocol();
const adds = (name: string) => [{ key: name, value: "added" }];

describe("a mutation of a request", () => {
  test("adds an attachment that the provider sees, beside those of the consumer", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { requestMutation: adds("colour") } });
    const client = await stage.client(proxy);
    client.send(dubboRequest({ id: 1, payload: "kept", attachments: { size: "large" } }));
    const { message, reply } = await server.next();
    const { attachments, payload, method } = readArguments(message.bytes);
    expect(attachments).toEqual({ path: "demo.Echo", size: "large", colour: "added" });
    expect(`${method} ${payload}`).toBe("echo kept");
    expect(message.bytes.readUInt32BE(DubboOffset.BodyLength)).toBe(
      message.bytes.length - DUBBO_HEADER_SIZE,
    );
    reply();
    expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
    expect(proxy.stat("mutation_refused")).toBe(0);
  });

  test("replaces an attachment and makes the map where there is none", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { requestMutation: adds("colour") } });
    server.echo();
    const client = await stage.client(proxy);
    client.send(dubboRequest({ id: 1, attachments: { colour: "red" } }));
    client.send(dubboRequest({ id: 2, attachments: null }));
    const [replaced, made] = await server.take(2);
    expect(readArguments(replaced?.message.bytes ?? Buffer.alloc(0)).attachments).toMatchObject({
      colour: "added",
    });
    expect(readArguments(made?.message.bytes ?? Buffer.alloc(0)).attachments).toEqual({
      colour: "added",
    });
    await client.take(2);
  });

  test("on a body in another serialization is refused and counted, and the call goes on", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({
      route: { requestMutation: adds("colour"), responseMutation: adds("colour") },
    });
    const client = await stage.client(proxy);
    const body = Buffer.from("no Hessian at all");
    client.send(dubboRequest({ id: 8, serialization: FASTJSON2, body }));
    const { peer, message } = await server.next();
    expect(message.bytes.subarray(DUBBO_HEADER_SIZE)).toEqual(body);
    peer.send(dubboResponse({ id: message.id, serialization: FASTJSON2, body }));
    const answer = await client.next();
    expect(answer.bytes).toEqual(dubboResponse({ id: 8, serialization: FASTJSON2, body }));
    expect(proxy.stat("mutation_refused")).toBe(2);
    expect(proxy.stat("response_success")).toBe(1);
  });

  test("on a body that cannot be read is refused and counted, and the call goes on", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { requestMutation: adds("colour") } });
    const client = await stage.client(proxy);
    const body = Buffer.from("1f6162", "hex"); // a string of 31 characters of which two are there
    client.send(dubboRequest({ id: 8, body }));
    const { message, reply } = await server.next();
    expect(message.payload).toEqual(body);
    reply("whatever it was");
    expect((await client.next()).payload.toString()).toBe("whatever it was");
    expect(proxy.stat("mutation_refused")).toBe(1);
  });

  test("of what the head says is refused and counted, and the call goes on", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { requestMutation: adds("method") } });
    server.echo();
    const client = await stage.client(proxy);
    expect(await client.exchange(1, "")).toMatchObject({ kind: "response" });
    expect(server.arrivals[0]?.message.name).toBe("echo");
    expect(proxy.stat("mutation_refused")).toBe(1);
  });
});

describe("attachments added to a response", () => {
  const results = [
    { title: "a value", type: ResultType.Value, value: text("hello") },
    { title: "null", type: ResultType.Null, value: Buffer.alloc(0) },
    { title: "an exception", type: ResultType.Exception, value: exception("demo.No", "no") },
  ];

  test.each(results)(
    "reach a client that understands them, with $title",
    async ({ type, value }) => {
      const stage = openStage(dubbo);
      const { server, proxy } = await stage.mesh({ route: { responseMutation: adds("colour") } });
      const client = await stage.client(proxy);
      client.send(dubboRequest({ id: 1, dubbo: "2.0.2" }));
      const { peer, message } = await server.next();
      peer.send(dubboResponse({ id: message.id, body: Buffer.concat([int(type), value]) }));
      const body = Buffer.concat([int(type + 3), value, map({ colour: "added" })]);
      expect((await client.next()).bytes).toEqual(dubboResponse({ id: 1, body }));
      expect(proxy.stat("mutation_refused")).toBe(0);
    },
  );

  test.each(["2.0.0", "2.0.1", "2.5.3", "2.6.2", "2.8.4"])(
    "do not reach a client of version %s, which would misread them",
    async (version) => {
      const stage = openStage(dubbo);
      const { server, proxy } = await stage.mesh({ route: { responseMutation: adds("colour") } });
      const client = await stage.client(proxy);
      client.send(dubboRequest({ id: 1, dubbo: version }));
      const { peer, message } = await server.next();
      const body = Buffer.concat([int(ResultType.Value), text("hello")]);
      peer.send(dubboResponse({ id: message.id, body }));
      expect((await client.next()).bytes).toEqual(dubboResponse({ id: 1, body }));
      expect(proxy.stat("mutation_refused")).toBe(1);
    },
  );

  test("join those that the provider has sent", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { responseMutation: adds("colour") } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    const value = Buffer.concat([int(ResultType.ValueWithAttachments), text("hello")]);
    peer.send(
      dubboResponse({ id: message.id, body: Buffer.concat([value, map({ size: "large" })]) }),
    );
    const answer = await client.next();
    const reader = new HessianReader(answer.bytes, DUBBO_HEADER_SIZE + value.length);
    expect(reader.map()).toEqual({ size: "large", colour: "added" });
  });

  test("reach a client also when a filter has let the response wait", async () => {
    const stage = openStage(dubbo);
    const onResponse = async () => {
      await turn();
      return FilterStatus.Continue;
    };
    const { server, proxy } = await stage.mesh({
      filters: [testFilter("waits", { onResponse })],
      route: { responseMutation: adds("colour") },
    });
    const client = await stage.client(proxy);
    for (const version of ["2.0.2", "2.6.2"]) {
      client.send(dubboRequest({ id: 1, dubbo: version }));
      const { peer, message } = await server.next();
      const value = text("hello");
      peer.send(
        dubboResponse({ id: message.id, body: Buffer.concat([int(ResultType.Value), value]) }),
        dubboResponse({ id: 0xffff, body: Buffer.alloc(30) }), // over the bytes of the first
      );
      const body =
        version === "2.0.2"
          ? Buffer.concat([int(ResultType.ValueWithAttachments), value, map({ colour: "added" })])
          : Buffer.concat([int(ResultType.Value), value]);
      expect((await client.next()).bytes).toEqual(dubboResponse({ id: 1, body }));
    }
    expect(proxy.stat("mutation_refused")).toBe(1);
  });

  test("do not reach a client in an error of the provider", async () => {
    const stage = openStage(dubbo);
    const { server, proxy } = await stage.mesh({ route: { responseMutation: adds("colour") } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    const failure = { status: DubboStatus.ServiceError, body: text("it broke") };
    peer.send(dubboResponse({ id: message.id, ...failure }));
    expect((await client.next()).bytes).toEqual(dubboResponse({ id: 1, ...failure }));
    expect(proxy.stat("mutation_refused")).toBe(1);
  });
});
