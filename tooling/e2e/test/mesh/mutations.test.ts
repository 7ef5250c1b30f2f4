import { expect, test } from "vitest";
import { readArguments } from "../../src/dubbo/wire.js";
import { dubboProtocol } from "../../src/dubbo-protocol.js";
import { DUBBO, THRIFT } from "../../src/mesh/mesh-protocol.js";
import { rawPeers } from "../../src/mesh/raw-peers.js";
import { readThrift } from "../../src/thrift/read.js";
import type { ThriftDialect } from "../../src/thrift/wire.js";
import { thriftProtocol } from "../../src/thrift-protocol.js";
import { openMesh } from "./open-mesh.js";

const dialect: ThriftDialect = { transport: "header", encoding: "binary" };

test.each([
  {
    title: "dubbo, as attachments",
    protocol: DUBBO,
    raw: dubboProtocol(),
    read: (bytes: Buffer) => readArguments(bytes).attachments,
  },
  {
    title: "thrift, as headers of the header transport",
    protocol: THRIFT,
    raw: thriftProtocol(dialect),
    read: (bytes: Buffer) => readThrift(dialect, bytes).headers,
  },
])(
  "HeaderMutation, $title: foo=bar and foo1=bar1 arrive at the server",
  async ({ protocol, raw, read }) => {
    const mesh = await openMesh();
    const peers = rawPeers(raw);
    const service = await mesh.service({ ...protocol, ...peers });
    await mesh.proxy({ name: "client-side" });
    await mesh.apply(...service.resources(), service.routerTo("v1"));
    const client = await service.client();
    expect(await client.ask("before")).toBe("v1");

    const requestMutation = [
      { key: "foo", value: "bar" },
      { key: "foo1", value: "bar1" },
    ];
    await mesh.apply(service.router({ routes: [{ route: [service.to("v1")], requestMutation }] }));
    expect(await client.ask("after")).toBe("v1");

    const [before, after] = peers.arrivals.map(({ message }) => read(message.bytes));
    expect(before).not.toHaveProperty("foo1");
    expect(after).toMatchObject({ foo: "bar", foo1: "bar1" });
  },
);
