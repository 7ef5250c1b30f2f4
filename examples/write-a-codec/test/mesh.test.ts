import { createProxy, type Proxy as RunningProxy } from "@meltemi/proxy";
import { expect, onTestFinished, test } from "vitest";
import { note } from "../src/index.js";
import { noteClient, noteServer } from "./peers.js";

// #region mesh
/** A proxy with the codec as a value, one listener, and a cluster for each server. */
async function start(
  routes: readonly object[],
  servers: Readonly<Record<string, { readonly port: number }>>,
): Promise<{ readonly proxy: RunningProxy; readonly port: number }> {
  const listener = { name: "notes", address: "127.0.0.1", port: 0, protocol: "note", routes };
  const clusters = Object.entries(servers).map(([name, { port }]) => ({
    name,
    endpoints: [{ address: "127.0.0.1", port }],
  }));
  const proxy = await createProxy({
    codecs: [note()],
    config: { listeners: [listener], clusters },
  });
  onTestFinished(() => proxy.close());
  return { proxy, port: proxy.listeners[0]?.port ?? 0 };
}

const BY_METHOD = [
  {
    name: "read",
    match: { attributes: { method: { prefix: "read." } } },
    route: [{ cluster: "readers" }],
  },
  {
    name: "write",
    match: { attributes: { method: { exact: "write" } } },
    route: [{ cluster: "writers" }],
  },
];

test("notes go where their method leads", async () => {
  const servers = { readers: await noteServer("reader"), writers: await noteServer("writer") };
  const { port } = await start(BY_METHOD, servers);
  const client = await noteClient(port);

  const { body: read } = await client.ask({ id: 1, method: "read.all" });
  const { body: written } = await client.ask({ id: 2, method: "write" });

  expect([read, written]).toEqual(["reader did read.all", "writer did write"]);
});

test("a note without a route is answered with status 1, and the connection lives on", async () => {
  const servers = { readers: await noteServer("reader"), writers: await noteServer("writer") };
  const { proxy, port } = await start(BY_METHOD, servers);
  const client = await noteClient(port);

  expect(await client.ask({ id: 8, method: "burn" })).toEqual({
    id: 8,
    status: 1,
    method: "burn",
    body: "meta protocol router: no matched route for request '8'",
  });
  expect(await client.ask({ id: 9, method: "write" })).toMatchObject({ id: 9, status: 0 });
  expect(proxy.stats()["meta_protocol.note.notes.local_reply.route_not_found"]).toBe(1);
});
// #endregion

test("clients that use the same id share one connection and get their own answers", async () => {
  const server = await noteServer("server");
  const { proxy, port } = await start([{ name: "all", route: [{ cluster: "all" }] }], {
    all: server,
  });
  const clients = await Promise.all([noteClient(port), noteClient(port)]);

  const answers = await Promise.all(
    clients.map((client, i) => client.ask({ id: 7, method: `m${i}` })),
  );

  expect(answers.map(({ id, method }) => [id, method])).toEqual([
    [7, "m0"],
    [7, "m1"],
  ]);
  expect(new Set(server.asked.map(({ id }) => id)).size).toBe(2);
  expect(proxy.stats()["cluster.all.upstream_cx_total"]).toBe(1);
});

test("a route may change the method on its way to the server", async () => {
  const server = await noteServer("server");
  const route = {
    name: "renamed",
    route: [{ cluster: "all" }],
    requestMutation: [{ key: "method", value: "read.everything" }],
  };
  const { port } = await start([route], { all: server });

  const answer = await (await noteClient(port)).ask({ id: 3, method: "read", body: "please" });

  expect(server.asked).toMatchObject([{ method: "read.everything", body: "please" }]);
  expect(answer).toMatchObject({ id: 3, method: "read.everything" });
});

test("a note over the limit is answered with status 4, and the connection ends", async () => {
  const { proxy, port } = await start([{ name: "all", route: [{ cluster: "all" }] }], {
    all: await noteServer("server"),
  });
  const client = await noteClient(port);

  const answer = await client.ask({ id: 6, method: "write", body: "x".repeat(4 << 20) });

  expect(answer).toMatchObject({ id: 6, status: 4, method: "write" });
  await expect(client.ask({ id: 7 })).rejects.toThrow("the connection ended");
  expect(proxy.stats()["meta_protocol.note.notes.local_reply.bad_request"]).toBe(1);
});

test("bytes that are no note end the connection that they came on, not the others", async () => {
  const server = await noteServer("server");
  const { port } = await start([{ name: "all", route: [{ cluster: "all" }] }], { all: server });
  const [bad, good] = await Promise.all([noteClient(port), noteClient(port)]);

  await expect(bad.ask({ method: "m".repeat(101) })).rejects.toThrow("the connection ended");
  expect(await good.ask({ id: 5 })).toMatchObject({ id: 5, status: 0 });
});
