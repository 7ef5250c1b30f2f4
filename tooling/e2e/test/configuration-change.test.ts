import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { frameProtocol } from "../src/frame-protocol.js";
import type { Peer } from "../src/peer.js";
import { endpoint, type Stage } from "../src/stage.js";
import { openStage } from "./open-stage.js";

async function blueAndGreen(stage: Stage) {
  const [blue, green] = [await stage.server(), await stage.server()];
  blue.onRequest = ({ reply }) => reply("blue");
  green.onRequest = ({ reply }) => reply("green");
  const clusters = [
    { name: "blue", endpoints: [endpoint(blue)] },
    { name: "green", endpoints: [endpoint(green)] },
  ];
  const to = (cluster: string) => ({ clusters, route: { route: [{ cluster }] } });
  return { blue, green, to, proxy: await stage.proxy(to("blue")) };
}

/** Sends requests one after the other until told to stop; returns the answers. */
function load(client: Peer): { stop(): Promise<readonly string[]> } {
  let stopped = false;
  const answers: string[] = [];
  const done = (async () => {
    for (let id = 0; !stopped; id++) {
      const { kind, payload, id: answered } = await client.exchange(id, "");
      answers.push(kind === "response" && answered === BigInt(id) ? `${payload}` : `${kind}!`);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await done;
      return answers;
    },
  };
}

describe.each(["id", "order"] as const)("correlation %s:", (correlation) => {
  const protocol = frameProtocol({ correlation });

  test("changing routes under load fails no request and closes no connection", async () => {
    const stage = openStage(protocol);
    const { proxy, to } = await blueAndGreen(stage);
    const clients = await stage.clients(proxy, 8);
    const loads = clients.map(load);
    for (let change = 0; change < 50; change++) {
      await proxy.apply(to(change % 2 === 0 ? "green" : "blue"));
      await nextTurn();
    }
    const answers = (await Promise.all(loads.map(({ stop }) => stop()))).flat();
    expect(new Set(answers)).toEqual(new Set(["blue", "green"]));
    expect(clients.some(({ ended }) => ended)).toBe(false);
  });

  test("adding and removing endpoints under load fails no request", async () => {
    const stage = openStage(protocol);
    const servers = [await stage.server(), await stage.server(), await stage.server()] as const;
    for (const server of servers) server.echo();
    const proxy = await stage.proxy({ servers });
    const clients = await stage.clients(proxy, 8);
    const loads = clients.map(load);
    for (let change = 0; change < 60; change++) {
      await proxy.apply({ servers: servers.filter((_, i) => i !== change % 4) });
      await nextTurn();
    }
    const answers = (await Promise.all(loads.map(({ stop }) => stop()))).flat();
    expect(answers.every((answer) => answer === "")).toBe(true);
    expect(clients.some(({ ended }) => ended)).toBe(false);
  });
});

test("a request in flight finishes with the configuration it began with", async () => {
  const stage = openStage();
  const server = await stage.server();
  const mutated = (value: string) => ({
    servers: [server],
    route: { responseMutation: [{ key: "name", value }] },
  });
  const proxy = await stage.proxy(mutated("old"));
  const client = await stage.client(proxy);
  client.request(1, "");
  const first = await server.next();
  await proxy.apply(mutated("new"));
  client.request(2, "");
  const second = await server.next();
  second.reply();
  first.reply();
  const names = (await client.take(2)).map(({ id, name }) => `${id} ${name}`);
  expect(names.sort()).toEqual(["1 old", "2 new"]);
});

test("a request in flight to a server that is removed still gets its answer", async () => {
  const stage = openStage();
  const [removed, staying] = [await stage.server(), await stage.server()];
  const proxy = await stage.proxy({ servers: [removed] });
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await removed.next();
  await proxy.apply({ servers: [staying] });
  staying.echo();
  expect(await client.exchange(2, "")).toMatchObject({ kind: "response", id: 2n });
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
  await arrival.peer.untilClosed("the connection to the removed server to close");
});

test("a cluster that is removed fails only requests that come later", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await server.next();
  await proxy.apply({
    cluster: { name: "others" },
    listener: { validateClusters: false },
  });
  expect(await client.exchange(2, "")).toMatchObject({ error: "cluster-not-found" });
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
});

test("a configuration that cannot be used is refused, and the old one stays", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  server.echo();
  const client = await stage.client(proxy);
  await expect(proxy.apply({ route: { route: [{ cluster: "nowhere" }] } })).rejects.toThrow(
    /nowhere/,
  );
  await expect(proxy.proxy.apply({ listeners: "none" })).rejects.toThrow(/listeners/);
  expect(await client.exchange(1, "")).toMatchObject({ kind: "response" });
  const newcomer = await stage.client(proxy);
  expect(await newcomer.exchange(1, "")).toMatchObject({ kind: "response" });
});

test("a listener that is removed takes no new connection and finishes what is in flight", async () => {
  const stage = openStage();
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(1, "");
  const arrival = await server.next();
  await proxy.apply({ listener: { name: "another" } });
  expect(proxy.proxy.listeners.map(({ name }) => name)).toEqual(["another"]);
  arrival.reply();
  expect(await client.next()).toMatchObject({ kind: "response", id: 1n });
  await client.untilClosed("the connection of the removed listener to close");
});
