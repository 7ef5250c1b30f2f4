import { FilterStatus } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import { testFilter } from "../src/test-filter.js";
import { openStage } from "./open-stage.js";

/** A call whose message does not say that it expects no answer. */
const tell = (id: number) => buildFrame({ type: FrameType.Request, id, name: "tell" });

const routes = [
  {
    name: "tell",
    match: { attributes: { name: { exact: "tell" } } },
    route: [{ cluster: "servers" }],
    oneway: true,
    timeout: "100ms",
  },
  { name: "all", route: [{ cluster: "servers" }] },
];

const REFUSES_TELL = testFilter("refuses-tell", (context) => {
  const name = context.requestAttribute("name");
  return {
    onRequest(exchange) {
      if (exchange.request.text(name) !== "tell") return FilterStatus.Continue;
      exchange.reply({ kind: "over-limit", source: "proxy", retriable: true, text: "too many" });
      return FilterStatus.Stop;
    },
  };
});

describe.each(["id", "order"] as const)("correlation %s:", (correlation) => {
  test("where a route says that no answer is due, the client's next request is answered at once", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const { server, proxy } = await stage.mesh({ listener: { routes } });
    const client = await stage.client(proxy);
    client.send(tell(1), stage.protocol.request(2, "two"), tell(3));
    const arrivals = await server.take(3);
    expect(arrivals.map(({ message }) => message.name).sort()).toEqual(["echo", "tell", "tell"]);
    for (const arrival of arrivals) if (arrival.message.name === "echo") arrival.reply();
    expect((await client.next()).payload.toString()).toBe("two");
    server.echo();
    expect((await client.exchange(4, "four")).payload.toString()).toBe("four");
    expect(client.received).toHaveLength(2);
  });

  test("an answer to it all the same reaches nobody", async () => {
    // In order, ids would tell nobody: this client's are all alike.
    const stage = openStage(frameProtocol({ correlation }));
    const { server, proxy } = await stage.mesh({ listener: { routes } });
    const client = await stage.client(proxy);
    for (let i = 0; i < 20; i++) {
      client.send(tell(7));
      const told = await server.next();
      client.send(stage.protocol.request(7, `request ${i}`));
      const asked = await server.next();
      told.reply("of the oneway");
      asked.reply();
      expect((await client.next()).payload.toString()).toBe(`request ${i}`);
    }
    expect(client.received).toHaveLength(20);
  });

  test("one that cannot be forwarded is not answered either", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const proxy = await stage.proxy({ listener: { routes } });
    const client = await stage.client(proxy);
    client.send(tell(1), stage.protocol.request(2, ""));
    expect(await client.next()).toMatchObject({ id: 2n, error: "no-healthy-upstream" });
    expect(client.received).toHaveLength(1);
  });

  test("one that a filter refuses is not answered either", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const { server, proxy } = await stage.mesh({ listener: { routes }, filters: [REFUSES_TELL] });
    server.echo();
    const client = await stage.client(proxy);
    client.send(tell(1), stage.protocol.request(2, "two"));
    // Its client would take a reply for the answer to its next request.
    expect((await client.next()).payload.toString()).toBe("two");
    expect(client.received).toHaveLength(1);
    expect(server.arrivals).toHaveLength(1);
  });

  test("one that waits in a filter is forwarded even when its client goes away meanwhile", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    let letPass = (): void => {};
    const promise = new Promise<void>((resolve) => {
      letPass = resolve;
    });
    const waits = testFilter("waits", () => ({
      onRequest: () => promise.then(() => FilterStatus.Continue),
    }));
    const { server, proxy } = await stage.mesh({ listener: { routes }, filters: [waits] });
    const client = await stage.client(proxy);
    client.send(tell(1));
    await expect.poll(() => proxy.stat("request")).toBe(1);
    client.reset();
    await expect.poll(() => proxy.listenerStat("downstream_cx_active")).toBe(0);
    letPass();
    expect((await server.next()).message.name).toBe("tell");
  });

  test("hundreds of them all reach the server, whatever connections they cost", async () => {
    const stage = openStage(frameProtocol({ correlation }));
    const { server, proxy } = await stage.mesh({
      listener: { routes },
      cluster: { circuitBreaker: { maxConnections: 100 } },
    });
    const client = await stage.client(proxy);
    const count = 300;
    client.send(...Array.from({ length: count }, (_, id) => tell(id)));
    await expect.poll(() => server.arrivals.length, { timeout: 10_000 }).toBe(count);
    server.echo();
    expect(await client.exchange(1, "last")).toMatchObject({ kind: "response" });
    expect(client.received).toHaveLength(1);
  });
});
