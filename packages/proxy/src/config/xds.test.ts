import { describe, expect, test } from "vitest";
import { load, problemsOf } from "../../test/config-text.js";
import { fromFolder } from "../xds/from-folder.js";
import { loadConfig } from "./load.js";

describe("a proxy that follows a control plane", () => {
  test("needs no listener of its own", async () => {
    const { config } = await load("xds: {address: '127.0.0.1:15010'}");
    expect(config.listeners).toEqual([]);
    expect(config.xds).toEqual({
      address: "127.0.0.1:15010",
      protocol: "delta",
      routes: "meltemi",
      initialFetchTimeoutMs: 15_000,
      keepAliveMs: 30_000,
      keepAliveTimeoutMs: 10_000,
      savedCopy: undefined,
      tls: undefined,
    });
  });

  test("may say who it is", async () => {
    const { config } = await load(`
xds: {address: "127.0.0.1:15010"}
node: {id: a, namespace: shop, labels: {app: orders}, addresses: [127.0.0.1], inbound: {"8091": "127.0.0.1:9001"}}
`);
    expect(config.node).toMatchObject({
      id: "a",
      namespace: "shop",
      labels: { app: "orders" },
      addresses: ["127.0.0.1"],
      outbound: "vip",
      inbound: { "8091": "127.0.0.1:9001" },
    });
  });

  test("is refused without an address", async () => {
    expect(await problemsOf("xds: {protocol: delta}")).toEqual([
      expect.stringContaining('1 xds: "address" is missing'),
    ]);
  });

  test.each([
    ["xds: {address: 127.0.0.1}", '1 xds.address: "127.0.0.1" is not HOST:PORT'],
    ["xds: {address: 'a:b'}", '1 xds.address: "a:b" is not HOST:PORT'],
    ["listeners: []\nnode: {outbound: localhost}", '2 node.outbound: "localhost" is neither vip'],
    [
      "listeners: []\nnode: {addresses: [here]}",
      '2 node.addresses[0]: "here" is not an IP address',
    ],
    ["listeners: []\nnode: {inbound: {x: '127.0.0.1:1'}}", "2 node.inbound.x: needs a port"],
    ["listeners: []\nnode: {inbound: {'1': '9001'}}", "2 node.inbound.1: needs a port"],
  ])("is refused where an address leads nowhere: %s", async (text, problem) => {
    expect(await problemsOf(text)).toEqual([expect.stringContaining(problem)]);
  });

  test("names its files relative to the configuration", () => {
    const xds = { savedCopy: "copy.json", tls: { ca: "ca.pem", key: "/etc/key.pem" } };
    expect(fromFolder(xds as Parameters<typeof fromFolder>[0], "/mesh")).toEqual({
      savedCopy: "/mesh/copy.json",
      tls: { ca: "/mesh/ca.pem", certificate: undefined, key: "/etc/key.pem" },
    });
  });
});

test("what is laid over a file goes before what the file says, key by key", async () => {
  const text = "listeners: []\nnode: {id: a, labels: {app: x}}\nadmin: {port: 1}";
  const overlay = { node: { id: "b", labels: { version: "v1" } }, codecs: [] };
  const { config } = await loadConfig({ file: "proxy.yaml", text }, { overlay });
  expect(config.node).toMatchObject({ id: "b", labels: { app: "x", version: "v1" } });
  expect(config.admin).toEqual({ address: "127.0.0.1", port: 1 });
});
