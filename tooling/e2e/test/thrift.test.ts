import { describe, expect, test } from "vitest";
import { pattern } from "../src/faults/scenario.js";
import {
  THRIFT_DIALECTS,
  type ThriftFields,
  ThriftType,
  thriftMessage,
} from "../src/thrift/wire.js";
import { thriftProtocol } from "../src/thrift-protocol.js";
import { turn } from "../src/watch.js";
import { openStage } from "./open-stage.js";

/** Every transport, every encoding, with a plain name and with that of a multiplexed processor. */
const MATRIX = THRIFT_DIALECTS.flatMap((dialect) =>
  ["echo", "Greeter:echo"].map((name) => ({
    title: `${dialect.transport} ${dialect.encoding} "${name}"`,
    dialect,
    name,
  })),
);

describe.each(MATRIX)("Thrift, $title:", ({ dialect, name }) => {
  const protocol = thriftProtocol(dialect, name);
  const headers = { token: "abc" };
  const message = (fields: Partial<ThriftFields>): Buffer =>
    thriftMessage(dialect, {
      type: ThriftType.Call,
      name,
      id: 0x8000_0007,
      field: 1,
      payload: pattern(100),
      headers,
      ...fields,
    });
  const call = message({});
  const oneway = message({ type: ThriftType.Oneway });

  test.each([
    { title: "a result", fields: { type: ThriftType.Reply, field: 0 }, response_success: 1 },
    {
      title: "the result of a void function",
      fields: { type: ThriftType.Reply, body: Buffer.of(0) },
      response_success: 1,
    },
    {
      title: "an exception that the IDL declares",
      fields: { type: ThriftType.Reply, field: 1 },
      response_error: 1,
      response_business_exception: 1,
    },
    {
      title: "an exception of the server's framework",
      fields: { type: ThriftType.Exception, field: 1 },
      response_error: 1,
    },
  ])("call and answer pass byte for byte, and $title is counted as one", async (row) => {
    const { title: _, fields, ...counted } = row;
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(call);
    const arrival = await server.next();
    expect(arrival.message.bytes).toEqual(call);
    const answer = message(fields);
    arrival.peer.send(answer);
    expect((await client.next()).bytes).toEqual(answer);
    const names = ["response_success", "response_error", "response_business_exception"];
    const counts = names.map((stat) => [stat, proxy.stat(stat)]).filter(([, count]) => count !== 0);
    expect(Object.fromEntries(counts)).toEqual(counted);
    expect(proxy.stat("request_twoway")).toBe(1);
  });

  test("a oneway call passes byte for byte, and the connection goes on", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(oneway);
    expect((await server.next()).message.bytes).toEqual(oneway);
    server.echo();
    expect(await client.exchange(2, "next")).toMatchObject({ kind: "response", id: 2n });
    expect(client.received).toHaveLength(1);
    expect(proxy.stat("request_oneway")).toBe(1);
  });

  test("a client that closes 5 bytes before the end of its call is counted", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(call.subarray(0, -5));
    client.end();
    await client.untilClosed();
    expect(client.byteCount).toBe(0);
    expect(proxy.stat("cx_destroy_remote_with_active_rq")).toBe(1);
    expect(proxy.stat("request")).toBe(0);
    expect(server.connections).toHaveLength(0);
  });

  test("so is one that closes there when its server is connected, and nothing reaches the server", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    await client.exchange(1, "whole");
    client.send(call.subarray(0, -5));
    await turn();
    client.end();
    await client.untilClosed();
    expect(proxy.stat("cx_destroy_remote_with_active_rq")).toBe(1);
    const other = await stage.client(proxy);
    expect(await other.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
    expect(server.connections).toHaveLength(1);
    expect((await server.connection()).received.map(({ id }) => id)).toEqual([1n, 2n]);
  });

  test("a client that closes right behind a oneway call has every byte forwarded", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(oneway);
    client.end();
    expect((await server.next()).message.bytes).toEqual(oneway);
    await client.untilClosed();
    expect((await server.connection()).byteCount).toBe(oneway.length);
    expect(proxy.stat("cx_destroy_remote_with_active_rq")).toBe(0);
  });

  test("of a oneway call that lacks one byte nothing is forwarded", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(oneway.subarray(0, -1));
    client.end();
    await client.untilClosed();
    expect(proxy.stat("cx_destroy_remote_with_active_rq")).toBe(1);
    expect(proxy.stat("request_oneway")).toBe(0);
    expect(server.connections).toHaveLength(0);
  });

  test("a call cut at any place reaches the server unchanged", async () => {
    const stage = openStage(protocol);
    const { server, proxy } = await stage.mesh();
    server.onRequest = ({ peer }) => peer.send(message({ type: ThriftType.Reply, field: 0 }));
    const client = await stage.client(proxy);
    for (let cut = 1; cut < call.length; cut += 5) {
      client.send(call.subarray(0, cut));
      await turn();
      client.send(call.subarray(cut));
      expect((await client.next()).bytes).toEqual(message({ type: ThriftType.Reply, field: 0 }));
    }
    await client.sendInPieces(call);
    await client.next();
    for (const { message: received } of server.arrivals) expect(received.bytes).toEqual(call);
  });

  test("multiplexed, clients with equal ids get their own answers in order and under their ids", async () => {
    const stage = openStage({ ...protocol, multiplexing: true });
    const { server, proxy } = await stage.mesh();
    const clients = await stage.clients(proxy, 3);
    // Their widths differ in the compact protocol, and from those of the proxy's ids.
    const ids = [0, 5, 300, 0x7fff_ffff, 0xffff_ffff];
    for (const [i, client] of clients.entries()) {
      client.send(...ids.map((id) => protocol.request(id, `${i} ${id}`)));
    }
    const arrivals = await server.take(clients.length * ids.length);
    expect(new Set(arrivals.map((arrival) => arrival.message.id)).size).toBe(arrivals.length);
    for (const arrival of arrivals.toReversed()) arrival.reply();
    for (const [i, client] of clients.entries()) {
      for (const id of ids) {
        const answer = await client.next();
        expect(answer.bytes).toEqual(protocol.response(id, `${i} ${id}`));
      }
    }
    expect(server.connections).toHaveLength(1);
  });
});
