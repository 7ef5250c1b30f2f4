import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { openStage } from "./open-stage.js";

const oneway = (payload: string) => buildFrame({ type: FrameType.Oneway, id: 1, payload });

describe.each(["id", "order", "connection"] as const)("correlation %s:", (correlation) => {
  test("a oneway request is forwarded and never answered", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const { server, proxy } = await stage.mesh();
    server.echo();
    const client = await stage.client(proxy);
    client.send(oneway("one"), stage.protocol.request(2, "two"), oneway("three"));
    // The answer to the request comes first, so there was none to the oneway before it.
    expect((await client.next()).payload.toString()).toBe("two");
    const arrived = await server.take(3);
    expect(arrived.map(({ message }) => message.payload.toString()).sort()).toEqual([
      "one",
      "three",
      "two",
    ]);
    expect((await client.exchange(4, "four")).payload.toString()).toBe("four");
    expect(client.received).toHaveLength(2);
    expect(proxy.stat("request_oneway")).toBe(2);
    expect(proxy.stat("request_twoway")).toBe(2);
  });

  test("a oneway request that cannot be forwarded is not answered either", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const proxy = await stage.proxy();
    const client = await stage.client(proxy);
    client.send(oneway("lost"), stage.protocol.request(2, ""));
    expect(await client.next()).toMatchObject({ id: 2n, error: "no-healthy-upstream" });
    expect(client.received).toHaveLength(1);
  });
});
