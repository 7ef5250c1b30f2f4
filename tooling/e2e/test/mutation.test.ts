import { FilterStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { frameProtocol, numberOf } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { openStage } from "./open-stage.js";

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("a route's request mutation reaches the server", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({
      route: {
        requestMutation: [
          { key: "name", value: "a longer name than before" },
          { key: "number", value: "4711" },
        ],
      },
    });
    const client = await stage.client(proxy);
    for (const id of [1, 2]) {
      client.request(id, "payload");
      const arrival = await server.next();
      expect(arrival.message.name).toBe("a longer name than before");
      expect(numberOf(arrival.message)).toBe(4711);
      expect(arrival.message.payload.toString()).toBe("payload");
      arrival.reply();
      expect(await client.next()).toMatchObject({ id: BigInt(id), name: "" });
    }
  });

  test("a route's response mutation reaches the client", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({
      route: { responseMutation: [{ key: "name", value: "changed" }] },
    });
    server.echo();
    const client = await stage.client(proxy);
    const answer = await client.exchange(5, "payload");
    expect(answer).toMatchObject({ id: 5n, name: "changed" });
    expect(answer.payload.toString()).toBe("payload");
    expect(server.arrivals[0]?.message.name).toBe("echo");
  });

  test("a request that is sent in pieces is mutated too", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh({
      route: { requestMutation: [{ key: "name", value: "" }] },
    });
    const client = await stage.client(proxy);
    await client.sendInPieces(stage.protocol.request(1, "payload"), 7);
    const { message, reply } = await server.next();
    expect(message).toMatchObject({ name: "", kind: "request" });
    expect(message.payload.toString()).toBe("payload");
    reply();
    await client.next();
  });
});

test("a route's mutation wins over that of a filter", async () => {
  const stage = openStage();
  const filter = testFilter("namer", {
    onRequest(exchange) {
      exchange.requestMutation.set("name", "the filter's");
      exchange.requestMutation.set("number", "1");
      return FilterStatus.Continue;
    },
  });
  const { server, proxy } = await stage.mesh({
    filters: [filter],
    route: { requestMutation: [{ key: "name", value: "the route's" }] },
  });
  const client = await stage.client(proxy);
  client.request(1, "");
  const { message, reply } = await server.next();
  expect(message.name).toBe("the route's");
  expect(numberOf(message)).toBe(1);
  reply();
  await client.next();
});

test("what a codec cannot set is counted, and the message passes", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh({
    route: {
      requestMutation: [
        { key: "colour", value: "blue" },
        { key: "number", value: "many" },
      ],
    },
  });
  server.echo();
  const client = await stage.client(proxy);
  expect(await client.exchange(1, "")).toMatchObject({ kind: "response" });
  expect(proxy.stat("mutation_refused")).toBe(2);
});
