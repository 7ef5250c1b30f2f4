import { FilterStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { BREAKING_NUMBER, brokenMember } from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { openStage } from "./open-stage.js";

/** What users of Aeraki's MetaProtocol Proxy have run into, and must not run into here. */
describe("what users saw elsewhere does not happen:", () => {
  test("oneway calls vanished in the proxy", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(buildFrame({ type: FrameType.Oneway, payload: "fire and forget" }));
    expect((await server.next()).message.payload.toString()).toBe("fire and forget");
  });

  test("a response mutation was configured and nothing changed", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({
      route: { responseMutation: [{ key: "number", value: "7" }] },
    });
    server.echo();
    const client = await stage.client(proxy);
    expect((await client.exchange(1, "")).bytes.readUInt16BE(14)).toBe(7);
  });

  test("filters saw no response on multiplexed connections", async () => {
    const stage = openStage();
    let seen = 0;
    const onResponse = () => {
      seen++;
      return FilterStatus.Continue;
    };
    const { server, proxy } = await stage.mesh({
      filters: [testFilter("witness", { onResponse })],
    });
    server.echo();
    const clients = await stage.clients(proxy, 2);
    for (const client of clients) await client.exchange(1, "");
    expect(server.connections).toHaveLength(1);
    expect(seen).toBe(2);
    expect(proxy.stat("response_success")).toBe(2);
  });

  test("a client got the answer to the request of another that had gone", async () => {
    const stage = openStage(frameProtocol({ correlation: "order" }));
    const { server, proxy } = await stage.mesh();
    const gone = await stage.client(proxy);
    gone.request(1, "theirs");
    const orphan = await server.next();
    gone.reset();
    await orphan.peer.untilClosed("the connection with the outstanding answer to close");
    const client = await stage.client(proxy);
    client.request(1, "mine");
    const arrival = await server.next();
    orphan.reply();
    arrival.reply();
    expect((await client.next()).payload.toString()).toBe("mine");
  });

  test("errors of the application were counted as successes", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    peer.send(buildFrame({ type: FrameType.Error, id: message.id, payload: '{"kind":"theirs"}' }));
    expect(await client.next()).toMatchObject({ kind: "error", error: "theirs" });
    expect(proxy.stat("response_business_exception")).toBe(1);
    expect(proxy.stat("response_error")).toBe(1);
    expect(proxy.stat("response_success")).toBe(0);
    expect(proxy.stat("local_response_business_exception")).toBe(0);
  });

  test("the second of two responses in one segment waited for the next segment", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(stage.protocol.request(1, "one"), stage.protocol.request(2, "two"));
    const [one, two] = await server.take(2);
    if (one === undefined || two === undefined) throw new Error("no requests");
    one.peer.send(
      stage.protocol.response(one.message.id, "one"),
      stage.protocol.response(two.message.id, "two"),
    );
    expect((await client.take(2)).map(({ id }) => id)).toEqual([1n, 2n]);
  });

  test("a response with a wrong id reached the client, and an error behind it", async () => {
    const stage = openStage(frameProtocol({ correlation: "order" }));
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer } = await server.next();
    peer.send(stage.protocol.response(99, "wrong"));
    expect(await client.next()).toMatchObject({ id: 1n, error: "bad-response" });
    server.echo();
    expect(await client.exchange(2, "")).toMatchObject({ id: 2n, kind: "response" });
    expect(client.received).toHaveLength(2);
  });

  test("an encoder that threw after the connect took the proxy down", async () => {
    const plugin = brokenMember(frame(), "request", "encode");
    const stage = openStage({ ...frameProtocol(), plugin });
    const { server, proxy } = await stage.mesh({
      route: { requestMutation: [{ key: "name", value: "changed" }] },
    });
    server.echo();
    const client = await stage.client(proxy);
    client.send(buildFrame({ type: FrameType.Request, id: 1, number: BREAKING_NUMBER }));
    expect(await client.next()).toMatchObject({ kind: "error", id: 1n });
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  });

  test("requests hung for ever when a multiplexed connection closed", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ route: { timeout: "0s" } });
    const client = await stage.client(proxy);
    for (const id of [1, 2, 3]) client.request(id, "");
    await server.take(3);
    (await server.connection()).reset();
    expect((await client.take(3)).map(({ error }) => error)).toEqual(
      new Array(3).fill("upstream-reset"),
    );
  });

  test("a response that could not be decoded wedged a multiplexed connection", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ route: { timeout: "0s" } });
    const client = await stage.client(proxy);
    client.request(1, "");
    (await server.next()).peer.send(Buffer.from("no frame"));
    expect(await client.next()).toMatchObject({ id: 1n, error: "bad-response" });
    server.echo();
    expect(await client.exchange(2, "")).toMatchObject({ id: 2n, kind: "response" });
  });

  test("the second request with the same id was never answered", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(stage.protocol.request(4, "a"), stage.protocol.request(4, "b"));
    for (const arrival of await server.take(2)) arrival.reply();
    const answers = await client.take(2);
    expect(answers.map(({ id, payload }) => `${id} ${payload}`)).toEqual(["4 a", "4 b"]);
  });

  test("a client that closed its sending side lost the answers it waited for", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.request(1, "");
    client.end();
    (await server.next()).reply("still wanted");
    expect((await client.next()).payload.toString()).toBe("still wanted");
  });

  test("a slow answer was cut off by the idle timeout of its client", async () => {
    const stage = openStage();
    const { server, proxy } = await stage.mesh({ listener: { idleTimeout: "100ms" } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const arrival = await server.next();
    // Another client goes idle later and is closed: by then the first one's timeout has passed.
    const idle = await stage.client(proxy);
    await idle.untilClosed("the idle client to be closed");
    expect(client.ended).toBe(false);
    arrival.reply("slow");
    expect((await client.next()).payload.toString()).toBe("slow");
  });
});
