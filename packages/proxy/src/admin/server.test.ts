import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import { ConfigError } from "@meltemi/core";
import { afterEach, expect, test } from "vitest";
import { StatsStore } from "../stats/store.js";
import type { AdminSource } from "./admin-source.js";
import { type AdminServer, createAdminServer } from "./server.js";

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const started: AdminServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

function sourceWith(changes: Partial<AdminSource> = {}): AdminSource {
  const stats = new StatsStore();
  const scope = stats.scope({
    prefix: "cluster.qza.",
    family: "envoy_cluster_",
    tags: { envoy_cluster_name: "qza" },
  });
  scope.counter("upstream_rq_total").add(12);
  scope.counter("upstream_rq_timeout");
  scope.histogram("upstream_rq_time").record(2);
  return {
    stats,
    ready: () => ({ ready: true, reason: "" }),
    clusters: () => [
      {
        name: "qza",
        type: "static",
        endpoints: [
          {
            address: "::1",
            port: 9000,
            labels: { version: "v1", zone: "a" },
            healthy: true,
            connections: 2,
            activeRequests: 3,
            totalRequests: 12,
          },
        ],
      },
    ],
    listeners: () => [
      { name: "in", address: "127.0.0.1", port: 8000, protocol: "qza", connections: 4 },
    ],
    configDump: () => ({ clusters: [{ name: "qza" }] }),
    serverInfo: () => ({ version: "0.1.0" }),
    ...changes,
  };
}

async function start(source: AdminSource, address = "127.0.0.1"): Promise<AdminServer> {
  const server = await createAdminServer({ address, port: 0 }, source);
  started.push(server);
  return server;
}

async function ask(
  server: AdminServer,
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  const sent = request({ host: "127.0.0.1", port: server.port, path, agent: false, ...options });
  sent.end();
  const [response] = await once(sent, "response");
  const body = await readText(response);
  return { status: response.statusCode, headers: response.headers, body };
}

test("the index tells every page and its parameters", async () => {
  const { status, headers, body } = await ask(await start(sourceWith()), "/");
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  for (const part of ["/ready", "/stats/prometheus", "/config_dump", "?filter", "?usedonly"]) {
    expect(body).toContain(part);
  }
});

test("every page of the index answers", async () => {
  const server = await start(sourceWith());
  const paths = (await ask(server, "/")).body.match(/^ {2}\/\S*/gm) ?? [];
  expect(paths.length).toBe(8);
  for (const path of paths) expect((await ask(server, path.trim())).status, path).toBe(200);
});

test("/ready is LIVE, or 503 with the reason", async () => {
  let ready = true;
  const server = await start(sourceWith({ ready: () => ({ ready, reason: "DRAINING" }) }));
  expect(await ask(server, "/ready")).toMatchObject({ status: 200, body: "LIVE\n" });
  ready = false;
  expect(await ask(server, "/ready")).toMatchObject({ status: 503, body: "DRAINING\n" });
});

test("/stats shows all, or what a filter and usedonly leave", async () => {
  const server = await start(sourceWith());
  const all = `cluster.qza.upstream_rq_time: P50(2.06) P90(2.06) P99(2.06) P99.9(2.06)
cluster.qza.upstream_rq_timeout: 0
cluster.qza.upstream_rq_total: 12
`;
  expect((await ask(server, "/stats")).body).toBe(all);
  expect((await ask(server, "/stats?filter=rq_total")).body).toBe(
    "cluster.qza.upstream_rq_total: 12\n",
  );
  expect((await ask(server, "/stats?filter=rq_t.*(out|al)$&usedonly")).body).toBe(
    "cluster.qza.upstream_rq_total: 12\n",
  );
});

test("a filter that is no regex is a bad request that says why", async () => {
  const server = await start(sourceWith());
  const { status, body } = await ask(server, "/stats?filter=(");
  expect(status).toBe(400);
  expect(body).toContain("filter is no regex");
  expect((await ask(server, `/stats?filter=${"x".repeat(300)}`)).status).toBe(400);
});

test("/stats as JSON has Envoy's shape", async () => {
  const server = await start(sourceWith());
  const { headers, body } = await ask(server, "/stats?format=json");
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(JSON.parse(body)).toEqual({
    stats: [
      { name: "cluster.qza.upstream_rq_timeout", value: 0 },
      { name: "cluster.qza.upstream_rq_total", value: 12 },
      {
        histograms: {
          supported_quantiles: [50, 90, 99, 99.9],
          computed_quantiles: [
            {
              name: "cluster.qza.upstream_rq_time",
              count: 1,
              sum: 2,
              values: Array(4).fill({ cumulative: 2.0625 }),
            },
          ],
        },
      },
    ],
  });
});

test("a format that a page does not have is a bad request with the ones it has", async () => {
  const server = await start(sourceWith());
  expect(await ask(server, "/stats?format=xml")).toMatchObject({
    status: 400,
    body: "format=xml is not known here; use text or json or prometheus\n",
  });
});

test("/stats/prometheus can be scraped", async () => {
  const { headers, body } = await ask(await start(sourceWith()), "/stats/prometheus?filter=total");
  expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(body).toBe(`# TYPE envoy_cluster_upstream_rq_total counter
envoy_cluster_upstream_rq_total{envoy_cluster_name="qza"} 12
`);
});

test("/clusters has Envoy's lines, or JSON", async () => {
  const source = sourceWith();
  const server = await start(source);
  expect((await ask(server, "/clusters")).body).toBe(`qza::type::static
qza::[::1]:9000::cx_active::2
qza::[::1]:9000::rq_active::3
qza::[::1]:9000::rq_total::12
qza::[::1]:9000::health_flags::healthy
qza::[::1]:9000::labels::version=v1,zone=a
`);
  const { body } = await ask(server, "/clusters?format=json");
  expect(JSON.parse(body)).toEqual({ clusters: source.clusters() });
});

test("/listeners has a line each, or JSON", async () => {
  const source = sourceWith();
  const server = await start(source);
  expect((await ask(server, "/listeners")).body).toBe("in::127.0.0.1:8000::qza::cx_active::4\n");
  const { body } = await ask(server, "/listeners?format=json");
  expect(JSON.parse(body)).toEqual({ listeners: source.listeners() });
});

test("/config_dump and /server_info are the source's JSON", async () => {
  const source = sourceWith();
  const server = await start(source);
  expect(JSON.parse((await ask(server, "/config_dump")).body)).toEqual(source.configDump());
  expect(JSON.parse((await ask(server, "/server_info")).body)).toEqual(source.serverInfo());
});

test.each(["/nope", "/stats/", "//stats", "/__proto__", "/%zz", "http://localhost/stats"])(
  "%s is not found, and the answer lists what is",
  async (path) => {
    const { status, body } = await ask(await start(sourceWith()), path);
    expect(status).toBe(404);
    expect(body).toContain("/stats/prometheus");
  },
);

test("only GET and HEAD are allowed", async () => {
  const server = await start(sourceWith());
  const posted = await ask(server, "/stats", { method: "POST" });
  expect(posted).toMatchObject({ status: 405, body: "POST is not allowed; use GET\n" });
  expect(posted.headers.allow).toBe("GET, HEAD");
  const head = await ask(server, "/ready", { method: "HEAD" });
  expect(head).toMatchObject({ status: 200, body: "" });
  expect(head.headers["content-length"]).toBe("5");
});

test("what the source throws is answered with 500, and the server goes on", async () => {
  const failing = () => {
    throw new Error("no snapshot yet");
  };
  const server = await start(sourceWith({ configDump: failing }));
  const { status, body } = await ask(server, "/config_dump");
  expect(status).toBe(500);
  expect(body).toContain("no snapshot yet");
  expect((await ask(server, "/ready")).status).toBe(200);
});

test("on loopback another name in Host is refused, so that no web page can read through it", async () => {
  const server = await start(sourceWith());
  expect(await ask(server, "/stats", { headers: { host: "evil.example" } })).toMatchObject({
    status: 403,
    body: "Host is not this machine; ask for localhost, 127.0.0.1 or [::1]\n",
  });
  expect((await ask(server, "/ready", { headers: { host: "localhost:1" } })).status).toBe(200);
});

test("bytes that are not HTTP are refused and do no harm", async () => {
  const server = await start(sourceWith());
  const socket = connect(server.port, "127.0.0.1");
  socket.end("\x00\x01nonsense\r\n\r\n");
  expect(await readText(socket)).toContain("400 Bad Request");
  expect((await ask(server, "/ready")).status).toBe(200);
});

test("an address in use is refused with a remedy", async () => {
  const { address, port } = await start(sourceWith());
  const second = createAdminServer({ address, port }, sourceWith());
  await expect(second).rejects.toThrow(ConfigError);
  await expect(second).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port} (EADDRINUSE); choose a free address and port`,
  );
});

test("close ends connections that are kept alive", async () => {
  const server = await start(sourceWith());
  const socket = connect(server.port, "127.0.0.1");
  socket.write("GET /ready HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await once(socket, "data");
  const ended = once(socket, "close");
  await server.close();
  await ended;
});

test("connections beyond the limit are closed, and those within it served", async () => {
  const server = await start(sourceWith());
  const open = () => connect(server.port, "127.0.0.1");
  const first = open();
  const sockets = [first, ...Array.from({ length: 63 }, open)];
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  expect(await readText(open())).toBe("");
  first.write("GET /ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
  expect(await readText(first)).toContain("LIVE");
  for (const socket of sockets) socket.destroy();
});
