import { describe, expect, test } from "vitest";
import { buildFrame, FrameType } from "../src/frame/wire.js";
import { frameProtocol } from "../src/frame-protocol.js";
import type { Peer } from "../src/peer.js";
import { endpoint, type Stage } from "../src/stage.js";
import type { TestServer } from "../src/test-server.js";
import { eventually } from "../src/watch.js";
import { openStage } from "./open-stage.js";

const NAMES = Array.from({ length: 24 }, (_, i) => `user-${i}`);

/** Servers that answer with their number. */
async function numberedServers(stage: Stage, count: number): Promise<TestServer[]> {
  const servers: TestServer[] = [];
  for (let number = 0; number < count; number++) {
    const server = await stage.server();
    server.onRequest = ({ reply }) => reply(`${number}`);
    servers.push(server);
  }
  return servers;
}

/** The number of the server that a request with that name, or number, meets. */
async function serverOf(client: Peer, fields: { name?: string; number?: number }): Promise<string> {
  client.send(buildFrame({ type: FrameType.Request, id: 1, ...fields }));
  return (await client.next()).payload.toString();
}

async function serversOf(client: Peer, names: readonly string[]): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (const name of names) numbers.push(await serverOf(client, { name }));
  return numbers;
}

const protocols = (["id", "order", "connection"] as const).map((correlation) =>
  frameProtocol({ correlation }),
);

describe.each(["ring-hash", "maglev"])("%s:", (loadBalancer) => {
  test.each(protocols.slice(0, 2))(
    "requests of equal attributes meet the same server, $title",
    async (protocol) => {
      const stage = openStage(protocol);
      const servers = await numberedServers(stage, 4);
      const options = {
        servers,
        cluster: { loadBalancer },
        route: { hashPolicy: { attributes: ["name"] } },
      };
      const clients = [
        await stage.client(await stage.proxy(options)),
        await stage.client(await stage.proxy({ ...options, servers: servers.toReversed() })),
      ] as const;
      const numbers = await serversOf(clients[0], NAMES);
      expect(new Set(numbers).size).toBe(4);
      expect(await serversOf(clients[0], NAMES)).toEqual(numbers);
      expect(await serversOf(clients[1], NAMES)).toEqual(numbers);
    },
  );

  test("when a server goes, most requests of the others stay where they are", async () => {
    const stage = openStage();
    const servers = await numberedServers(stage, 4);
    const proxy = await stage.proxy({
      servers,
      cluster: { loadBalancer },
      route: { hashPolicy: { attributes: ["name"] } },
    });
    const client = await stage.client(proxy);
    const names = Array.from({ length: 200 }, (_, i) => `user-${i}`);
    const before = await serversOf(client, names);
    await proxy.apply({ servers: servers.slice(1) });
    const after = await serversOf(client, names);
    expect(after).not.toContain("0");
    const moved = before.filter((number, index) => number !== "0" && number !== after[index]);
    // By remainder it would be two thirds, 100. A ring of 1024 places moves a tenth.
    expect(moved.length).toBeLessThan(60);
  });

  test("a request that has nothing of what is hashed meets any server", async () => {
    const stage = openStage();
    const servers = await numberedServers(stage, 3);
    const proxy = await stage.proxy({
      servers,
      cluster: { loadBalancer },
      route: { hashPolicy: { attributes: ["unheard-of"] } },
    });
    const numbers = await serversOf(await stage.client(proxy), new Array(60).fill("alice"));
    expect(new Set(numbers).size).toBe(3);
  });

  test("by the client's address, all that one sends meets the same server", async () => {
    const stage = openStage();
    const servers = await numberedServers(stage, 4);
    const proxy = await stage.proxy({
      servers,
      cluster: { loadBalancer },
      route: { hashPolicy: { sourceAddress: true } },
    });
    const clients = await stage.clients(proxy, 3);
    const numbers = await Promise.all(clients.map((client) => serversOf(client, NAMES)));
    expect(new Set(numbers.flat()).size).toBe(1);
  });

  test("a client that is bound to a server stays with it, whatever it sends later", async () => {
    const stage = openStage(protocols[2]);
    const servers = await numberedServers(stage, 4);
    const proxy = await stage.proxy({
      servers,
      cluster: { loadBalancer },
      route: { hashPolicy: { attributes: ["name"] } },
    });
    const firsts: string[] = [];
    for (const name of NAMES.slice(0, 8)) {
      const client = await stage.client(proxy);
      const numbers = await serversOf(client, [name, ...NAMES]);
      expect(new Set(numbers).size).toBe(1);
      firsts.push(numbers[0] ?? "");
    }
    expect(new Set(firsts).size).toBeGreaterThan(1);
    expect(await serversOf(await stage.client(proxy), NAMES.slice(0, 1))).toEqual(
      firsts.slice(0, 1),
    );
  });
});

test("an integer is hashed as well as a text", async () => {
  const stage = openStage();
  const servers = await numberedServers(stage, 3);
  const proxy = await stage.proxy({
    servers,
    cluster: { loadBalancer: "maglev" },
    route: { hashPolicy: { attributes: ["number"] } },
  });
  const client = await stage.client(proxy);
  const round = async (): Promise<string[]> => {
    const numbers: string[] = [];
    for (let number = 0; number < 20; number++) numbers.push(await serverOf(client, { number }));
    return numbers;
  };
  const numbers = await round();
  expect(new Set(numbers).size).toBe(3);
  expect(await round()).toEqual(numbers);
});

test("servers get requests in proportion to their weights, and other weights take effect at once", async () => {
  const stage = openStage();
  const servers = await numberedServers(stage, 2);
  const weighted = (...weights: readonly number[]) => ({
    cluster: {
      endpoints: servers.map((server, i) => ({ ...endpoint(server), weight: weights[i] })),
    },
  });
  const proxy = await stage.proxy(weighted(1, 3));
  const client = await stage.client(proxy);
  const shares = async (): Promise<number[]> => {
    const numbers = await serversOf(client, new Array(40).fill(""));
    return ["0", "1"].map((number) => numbers.filter((other) => other === number).length);
  };
  expect(await shares()).toEqual([10, 30]);
  await proxy.apply(weighted(4, 1));
  expect(await shares()).toEqual([32, 8]);
});

test("a busy server gets fewer requests than an idle one by least-request", async () => {
  const stage = openStage();
  const [busy, idle] = await numberedServers(stage, 2);
  if (busy) busy.onRequest = () => {};
  const proxy = await stage.proxy({
    servers: [busy, idle].filter((server) => server !== undefined),
    cluster: { loadBalancer: "least-request" },
    route: { timeout: "0s" },
  });
  const client = await stage.client(proxy);
  const count = 200;
  const done = (): number => (busy?.arrivals.length ?? 0) + client.received.length;
  for (let id = 1; id <= count; id++) {
    client.request(id, "");
    await eventually(() => done() === id, `request ${id} to be answered or to wait`);
  }
  // Of two draws both must be the busy one, once it is busy: a quarter, 50. Ten standard deviations are 61.
  expect(busy?.arrivals.length).toBeLessThan(112);
  client.reset();
  await expect.poll(() => proxy.clusterStat("upstream_rq_active")).toBe(0);
});
