import { describe, expect, test } from "vitest";
import {
  BREAKING_NUMBER,
  type BrokenMember,
  brokenCreate,
  brokenDecode,
  brokenHeartbeat,
  brokenMember,
  countingDecode,
  DECODE_FAULTS,
  undecided,
} from "../src/frame/broken-codec.js";
import { frame } from "../src/frame/codec.js";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

const number = BREAKING_NUMBER;
const breakingRequest = buildFrame({ type: FrameType.Request, id: 1, number, payload: "break" });
const withPlugin = (plugin: ReturnType<typeof frame>) => ({ ...frameProtocol(), plugin });

describe("a codec whose decode", () => {
  test.each(Object.entries(DECODE_FAULTS))(
    "%s for a request ends that connection and no other",
    async (_title, fault) => {
      const stage = openStage(withPlugin(brokenDecode(frame(), "request", fault)));
      const { server, proxy } = await stage.mesh();
      server.echo();
      const [bad, good] = await stage.clients(proxy, 2);
      bad?.send(breakingRequest);
      await bad?.untilClosed();
      expect((await good?.exchange(1, "still there"))?.payload.toString()).toBe("still there");
      expect(proxy.stat("request_decoding_error")).toBe(1);
    },
  );

  test.each(Object.entries(DECODE_FAULTS))(
    "%s for a response makes an error reply, and the next request is served",
    async (_title, fault) => {
      const stage = openStage(withPlugin(brokenDecode(frame(), "response", fault)));
      const { server, proxy } = await stage.mesh();
      const client = await stage.client(proxy);
      client.request(1, "");
      const { peer, message } = await server.next();
      peer.send(buildFrame({ type: FrameType.Response, id: message.id, number }));
      expect((await client.next()).error).toBe("bad-response");
      await peer.untilClosed();
      server.echo();
      expect((await client.exchange(2, "still there")).payload.toString()).toBe("still there");
    },
  );

  test("never finds the end of a message ends the connection at the header limit", async () => {
    const stage = openStage(withPlugin(undecided(frame())));
    const { proxy } = await stage.mesh({ listener: { limits: { maxHeaderBytes: 1000 } } });
    const client = await stage.client(proxy);
    client.send(Buffer.alloc(999));
    client.send(Buffer.alloc(1));
    await client.untilClosed();
    expect(proxy.stat("request_decoding_error")).toBe(1);
  });
});

describe("a codec that throws from", () => {
  const mutation = [{ key: "name", value: "changed" }];

  test.each<BrokenMember>(["encode", "setRequestId"])(
    "%s of a request makes an error reply, and other requests are served",
    async (member) => {
      const stage = openStage(withPlugin(brokenMember(frame(), "request", member)));
      const { server, proxy } = await stage.mesh({ route: { requestMutation: mutation } });
      server.echo();
      const client = await stage.client(proxy);
      client.send(breakingRequest, stage.protocol.request(2, "good"));
      const answers = await client.take(2);
      expect(answers.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual([
        "1 error",
        "2 response",
      ]);
      // Nothing of the broken request has reached the server.
      expect(server.arrivals.map(({ message }) => message.payload.toString())).toEqual(["good"]);
    },
  );

  test("encode of a response makes an error reply, and other responses arrive", async () => {
    const stage = openStage(withPlugin(brokenMember(frame(), "response", "encode")));
    const { server, proxy } = await stage.mesh({ route: { responseMutation: mutation } });
    const client = await stage.client(proxy);
    client.request(1, "");
    const { peer, message } = await server.next();
    peer.send(buildFrame({ type: FrameType.Response, id: message.id, number }));
    expect(await client.next()).toMatchObject({ kind: "error", id: 1n });
    server.echo();
    expect(await client.exchange(2, "good")).toMatchObject({ kind: "response", name: "changed" });
  });

  test("onError closes the connection, since its client would wait for ever", async () => {
    const stage = openStage(withPlugin(brokenMember(frame(), "request", "onError")));
    const { proxy } = await stage.mesh({ servers: [] });
    const client = await stage.client(proxy);
    client.send(breakingRequest);
    await client.untilClosed();
    expect(proxy.stat("local_response_error")).toBe(1);
  });

  test("onHeartbeat closes the connection", async () => {
    const stage = openStage(withPlugin(brokenMember(frame(), "request", "onHeartbeat")));
    const { proxy } = await stage.mesh();
    const client = await stage.client(proxy);
    client.send(buildFrame({ type: FrameType.HeartbeatRequest, id: 1, number }));
    await client.untilClosed();
  });
});

test("a codec that throws from heartbeat ends that connection, and the next request has another", async () => {
  const stage = openStage(withPlugin(brokenHeartbeat(frame())));
  const { server, proxy } = await stage.mesh({ cluster: { heartbeat: { interval: "50ms" } } });
  server.echo();
  const client = await stage.client(proxy);
  await client.exchange(1, "");
  await (await server.connection()).untilClosed();
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
});

describe.each(["id", "order", "connection"] as const)("a %s codec that cannot be made", (kind) => {
  const protocol = frameProtocol({ correlation: kind });

  test("for a client closes that connection", async () => {
    const faults = { request: true };
    const stage = openStage({ ...protocol, plugin: brokenCreate(protocol.plugin, faults) });
    const { server, proxy } = await stage.mesh();
    server.echo();
    await (await stage.client(proxy)).untilClosed();
    faults.request = false;
    expect(await (await stage.client(proxy)).exchange(1, "")).toMatchObject({ kind: "response" });
  });

  test("for a server makes an error reply", async () => {
    const faults = { response: true };
    const stage = openStage({ ...protocol, plugin: brokenCreate(protocol.plugin, faults) });
    const { server, proxy } = await stage.mesh({ route: { timeout: "0s" } });
    server.echo();
    const client = await stage.client(proxy);
    expect(await client.exchange(1, "")).toMatchObject({ kind: "error" });
    faults.response = false;
    expect(await client.exchange(2, "")).toMatchObject({ kind: "response" });
  });
});

test("a request that comes byte by byte is decoded no more often than its header is long", async () => {
  const counts = { calls: 0 };
  const stage = openStage(withPlugin(countingDecode(frame(), "request", counts)));
  const { server, proxy } = await stage.mesh();
  server.echo();
  const client = await stage.client(proxy);
  await client.sendInPieces(stage.protocol.request(1, "x".repeat(1000)));
  await client.next();
  expect(counts.calls).toBeLessThan(10);
});

test("an error that the proxy reports for a broken codec says what went wrong", async () => {
  const plugin = brokenMember(frame(), "request", "encode");
  const stage = openStage(withPlugin(plugin));
  const { proxy } = await stage.mesh({
    route: { requestMutation: [{ key: "name", value: "changed" }] },
  });
  const client = await stage.client(proxy);
  client.send(breakingRequest);
  expect(errorOf((await client.next()).payload).text).toContain("a defect of the codec");
});
