import type { ErrorKind } from "@meltemi/core";
import { describe, expect, test } from "vitest";
import { errorOf, frameProtocol } from "../src/frame-protocol.js";
import type { Peer } from "../src/peer.js";
import type { Received } from "../src/protocol.js";
import type { ProxyOptions, Stage, TestProxy } from "../src/stage.js";
import type { TestServer } from "../src/test-server.js";
import { blackHole, refusingPort } from "../src/unreachable.js";
import { openStage } from "./open-stage.js";

interface Situation {
  readonly proxy: TestProxy;
  readonly client: Peer;
  readonly server: TestServer;
}

interface Failure {
  readonly title: string;
  readonly kind: ErrorKind;
  /** Exactly what the client is told. "<server>" stands for the server's address. */
  readonly text: string;
  readonly retriable: boolean;
  /** Of the cluster, counted once. */
  readonly counter?: string;
  /** What is special about the proxy. */
  options?(stage: Stage): ProxyOptions | Promise<ProxyOptions>;
  /** What happens after the request with id 1 has been sent. */
  act?(situation: Situation, stage: Stage): Promise<void>;
}

const upstream = "meta protocol upstream request:";

const FAILURES: readonly Failure[] = [
  {
    title: "no route matches",
    kind: "route-not-found",
    text: "meta protocol router: no matched route for request '1'",
    retriable: true,
    options: () => ({ route: { match: { attributes: { name: { exact: "nobody" } } } } }),
  },
  {
    title: "the route's cluster does not exist",
    kind: "cluster-not-found",
    text: "meta protocol router: unknown cluster 'nowhere'",
    retriable: true,
    options: () => ({
      listener: { validateClusters: false },
      route: { route: [{ cluster: "nowhere" }] },
    }),
  },
  {
    title: "the cluster is in maintenance",
    kind: "unspecified",
    text: "meta protocol router: maintenance mode for cluster 'servers'",
    retriable: true,
    counter: "upstream_rq_maintenance_mode",
    options: () => ({ cluster: { maintenance: true } }),
  },
  {
    title: "the cluster has no endpoint",
    kind: "no-healthy-upstream",
    text: "meta protocol router: no healthy upstream for 'servers'",
    retriable: true,
    counter: "upstream_cx_none_healthy",
    options: () => ({ servers: [] }),
  },
  {
    title: "the circuit breaker is open",
    kind: "overflow",
    text: `${upstream} too many connections`,
    retriable: true,
    counter: "upstream_rq_pending_overflow",
    options: () => ({ cluster: { circuitBreaker: { maxRequests: 1 } } }),
    async act({ client, server }) {
      client.request(1, "one too many");
      await expect(client.next()).resolves.toMatchObject({ kind: "error" });
      (await server.next()).reply();
      await client.next();
      client.received.splice(1); // leaves the error for the checks below
    },
  },
  {
    title: "the server refuses the connection",
    kind: "upstream-reset",
    text: `${upstream} remote connection failure '<server>'`,
    retriable: true,
    counter: "upstream_cx_connect_fail",
    options: async () => ({ servers: [{ port: await refusingPort() }] }),
  },
  {
    title: "the server does not take the connection in time",
    kind: "timeout",
    text: `${upstream} connection failure '<server>' due to timeout`,
    retriable: true,
    counter: "upstream_cx_connect_timeout",
    async options(stage) {
      const hole = await blackHole();
      stage.defer(hole.close);
      return { servers: [hole], cluster: { connectTimeout: "50ms" } };
    },
  },
  {
    title: "the server closes the connection instead of answering",
    kind: "upstream-reset",
    text: `${upstream} remote connection failure '<server>'`,
    retriable: false,
    counter: "upstream_cx_destroy_with_active_rq",
    act: async ({ server }) => (await server.next()).peer.end(),
  },
  {
    title: "the server resets the connection instead of answering",
    kind: "upstream-reset",
    text: `${upstream} remote connection failure '<server>'`,
    retriable: false,
    counter: "upstream_cx_destroy_with_active_rq",
    act: async ({ server }) => (await server.next()).peer.reset(),
  },
  {
    title: "the server does not answer in time",
    kind: "timeout",
    text: `${upstream} no answer within 50 ms from '<server>'`,
    retriable: false,
    counter: "upstream_rq_timeout",
    options: () => ({ route: { timeout: "50ms" } }),
  },
  {
    title: "the server answers in another protocol",
    kind: "bad-response",
    text: "meta protocol frame response: magic is 72, not 247",
    retriable: false,
    counter: "upstream_cx_protocol_error",
    act: async ({ server }) => (await server.next()).peer.send(Buffer.from("HTTP/1.1 400 No")),
  },
];

describe("when", () => {
  test.each(FAILURES)("$title, the client is told so and stays connected", async (failure) => {
    const stage = openStage();
    const server = await stage.server();
    const options = { servers: [server], ...(await failure.options?.(stage)) };
    const proxy = await stage.proxy(options);
    const client = await stage.client(proxy);
    client.request(1, "");
    await failure.act?.({ proxy, client, server }, stage);
    await client.untilReceived(1);
    const address = `127.0.0.1:${options.servers[0]?.port}`;

    const [answer] = client.received as [Received];
    expect(answer).toMatchObject({ kind: "error", id: 1n });
    expect(errorOf(answer.payload)).toMatchObject({
      kind: failure.kind,
      retriable: failure.retriable,
      text: failure.text.replace("<server>", address),
    });
    expect(client.ended).toBe(false);
    expect(proxy.stat("local_response_business_exception")).toBe(1);
    expect(proxy.stat(`local_reply.${failure.kind.replaceAll("-", "_")}`)).toBe(1);
    if (failure.counter) expect(proxy.clusterStat(failure.counter)).toBe(1);
  });
});

test("an answer with another request id is a bad response that says which ids", async () => {
  const stage = openStage(frameProtocol({ correlation: "order" }));
  const { server, proxy } = await stage.mesh();
  const client = await stage.client(proxy);
  client.request(7, "");
  const { peer } = await server.next();
  peer.send(stage.protocol.response(8, "another's"));
  expect(errorOf((await client.next()).payload)).toMatchObject({
    kind: "bad-response",
    text: "meta protocol frame response: request ID is not equal, 7:8",
  });
  expect(proxy.stat("response_decoding_error")).toBe(1);
});

test("requests over the pending limit are told so when every connection is busy", async () => {
  const stage = openStage(frameProtocol({ correlation: "order" }));
  const { server, proxy } = await stage.mesh({
    cluster: { circuitBreaker: { maxConnections: 1, maxPendingRequests: 1 } },
  });
  const [busy, waiting, excess] = await stage.clients(proxy, 3);
  busy?.request(1, "");
  const first = await server.next();
  waiting?.request(2, "");
  await expect.poll(() => proxy.clusterStat("upstream_rq_pending_active")).toBe(1);
  const refusal = await excess?.exchange(3, "");
  expect(refusal && errorOf(refusal.payload)).toMatchObject({
    kind: "overflow",
    text: `${upstream} too many connections`,
  });
  first.reply("one");
  (await server.next()).reply("two");
  expect((await busy?.next())?.payload.toString()).toBe("one");
  expect((await waiting?.next())?.payload.toString()).toBe("two");
});

test("an error reply repeats what the codec has kept of its request", async () => {
  const stage = openStage();
  const { proxy, server } = await stage.mesh({ route: { timeout: "50ms" } });
  const client = await stage.client(proxy);
  const ids = [2n ** 64n - 1n, 3n];
  for (const id of ids) client.request(id, "x".repeat(1000));
  await server.take(2);
  const answers = await client.take(2);
  expect(answers.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
});

test.each(["", "no address", "256.1.1.1", "\0"])(
  "a resolver that answers %j makes an error reply",
  async (address) => {
    const stage = openStage();
    const proxy = await stage.proxy({
      lookup: async () => [address],
      cluster: { type: "dns", endpoints: [{ address: "server.test", port: 1 }] },
    });
    const client = await stage.client(proxy);
    expect(await client.exchange(1, "")).toMatchObject({ kind: "error" });
    expect(proxy.clusterStat("upstream_cx_active")).toBe(0);
  },
);
