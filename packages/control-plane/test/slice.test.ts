import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { startPlane } from "./support/plane.js";
import { ProxyClient } from "./support/proxy-client.js";
import { metaRouter, shop } from "./support/resources.js";
import { tempFolder } from "./support/temp-folder.js";

test("a folder reaches a proxy, and what is applied follows", async () => {
  const folder = await tempFolder({ "orders.yaml": shop("orders") });
  const { plane, api } = await startPlane({ folder });
  const proxy = new ProxyClient(plane);
  await proxy.until(() => proxy.clusterOf("orders") !== undefined);
  expect(proxy.names(TypeUrl.Cluster)).toContain("outbound|9090|v1|orders.shop.svc.cluster.local");
  expect(proxy.clusterOf("orders")).toContain("|v1|");

  const { status, body } = await api.apply(metaRouter("orders", "v2"));
  expect({ status, body }).toMatchObject({
    status: 200,
    body: {
      results: [{ kind: "MetaRouter", namespace: "shop", name: "orders", result: "configured" }],
    },
  });
  await proxy.until(() => proxy.clusterOf("orders")?.includes("|v2|") === true);
  console.log(
    JSON.stringify(await api.list(), undefined, 1),
    JSON.stringify(await api.proxies()),
    await api.askText("/metrics"),
  );
  console.log(
    JSON.stringify(await api.routesOf("orders")),
    (await api.askText("/api/v1/proxies/proxy-1/config")).body,
  );
});
