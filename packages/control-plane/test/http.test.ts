import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startPlane } from "./support/plane.js";
import { metaRouter, shop } from "./support/resources.js";

async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(bytes);
  return await text(socket).catch((error: unknown) => String(error)); // a reset is an answer too
}

test("the index lists every endpoint, and each answers", async () => {
  const { api } = await startPlane();
  const { body } = await api.ask<{
    endpoints: { method: string; path: string; summary: string }[];
  }>("/");
  expect(body.endpoints.length).toBeGreaterThan(8);
  for (const { method, path, summary } of body.endpoints) {
    expect(summary, path).not.toBe("");
    const { status } = await api.askText(path.replaceAll(/:\w+/g, "x"), { method });
    expect([200, 400, 404, 422], `${method} ${path}`).toContain(status);
  }
});

test.each([
  ["/nope", 404, "GET /api/v1/resources"],
  ["//ready", 404, "does not exist"],
  ["/__proto__", 404, "does not exist"],
  ["/api/v1/resources/MetaRouter/shop/%zz", 400, "use %XX"],
  ["/api/v1/resources/MetaRoutr/shop/x", 400, 'did you mean "MetaRouter"'],
  ["/api/v1/resources?kind=Pod", 400, "is not a kind"],
  ["/api/v1/resources/MetaRouter/shop/constructor", 404, "there is no MetaRouter shop/constructor"],
  ["/api/v1/apply", 405, "use POST"],
])("%s is answered with %i", async (path, status, why) => {
  const { api } = await startPlane();
  const answer = await api.ask<{ error: string }>(path);
  expect(answer.status).toBe(status);
  expect(answer.body.error).toContain(why);
});

test("a body that is too long is refused, and one that is not text", async () => {
  const { api, plane } = await startPlane({ http: { port: 0, maxBodyBytes: 2000 } });
  const long = await api.apply(`# ${"x".repeat(3000)}\n${metaRouter("a", "v1")}`);
  expect(long).toMatchObject({
    status: 413,
    body: { error: expect.stringContaining("2000 bytes") },
  });
  const { port } = plane.httpAddress;
  const chunk = `7d1\r\n${"x".repeat(2001)}\r\n`;
  const chunked = await raw(
    port,
    `POST /api/v1/apply HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${chunk}0\r\n\r\n`,
  );
  expect(chunked).toContain("413");
  const binary = await api.ask<{ error: string }>("/api/v1/apply", {
    method: "POST",
    body: Buffer.from([0xff, 0xfe, 0x00]),
  });
  expect(binary).toMatchObject({ status: 400, body: { error: expect.stringContaining("UTF-8") } });
  expect((await api.apply(metaRouter("a", "v1"))).status).toBe(200);
});

test("garbage on the port does no harm", async () => {
  const { api, plane } = await startPlane();
  const { port } = plane.httpAddress;
  await api.apply(shop("orders"));
  const garbage = [
    "\x00\x01nonsense\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`,
    "POST /api/v1/apply HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf",
    "GET /api/v1/resources HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\n\r\n",
    Buffer.from("505249202a20485454502f322e300d0a0d0a534d0d0a0d0a", "hex"),
    Buffer.alloc(50_000, 0xff),
  ];
  await Promise.all(garbage.map((bytes) => raw(port, bytes)));
  const gone = connect(port, "127.0.0.1");
  gone.write("POST /api/v1/apply HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf");
  await once(gone, "connect");
  gone.resetAndDestroy();
  expect((await api.list()).resources).toHaveLength(3);
});

test("only the machine itself is answered on loopback, and no page of another site may change anything", async () => {
  const { api } = await startPlane();
  const evil = await api.ask("/api/v1/resources", { headers: { host: "evil.example" } });
  expect(evil).toMatchObject({
    status: 403,
    body: { error: expect.stringContaining("ask for localhost") },
  });
  expect((await api.ask("/ready", { headers: { host: "localhost:99" } })).status).toBe(200);
  const post = (headers: Record<string, string>) =>
    api.ask<{ error: string }>("/api/v1/apply", {
      method: "POST",
      body: metaRouter("a", "v1"),
      headers,
    });
  for (const origin of ["https://evil.example", "null", "http://localhost:1"]) {
    expect(await post({ host: "localhost:2", origin }), origin).toMatchObject({ status: 403 });
  }
  expect((await api.list()).resources).toEqual([]);
  expect(await post({ host: "localhost:2", origin: "http://localhost:2" })).toMatchObject({
    status: 200,
  });
});

test("metrics are in the form that Prometheus reads", async () => {
  const { api } = await startPlane();
  await api.apply(shop("orders"));
  const { body } = await api.askText("/metrics");
  for (const line of body.trim().split("\n")) {
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [\d.e+-]+)$/,
    );
  }
  expect(body).toContain('meltemi_control_plane_resources{kind="MetaRouter",state="accepted"} 1\n');
  expect(body).toContain("meltemi_control_plane_compile_seconds_count");
});

test("HEAD is answered like GET without a body", async () => {
  const { api } = await startPlane();
  expect(await api.askText("/ready", { method: "HEAD" })).toEqual({ status: 200, body: "" });
});
