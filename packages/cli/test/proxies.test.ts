import { createXdsClient, TypeUrl } from "@meltemi/xds";
import { expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { folderWith } from "./command.js";
import { freePort } from "./free-port.js";
import { type Mesh, startMesh, WAIT } from "./mesh.js";
import { ORDERS_HOST, SHOP, shopAt } from "./shop.js";

/** A mesh and a proxy that serves it. */
async function startMeshWithProxy(): Promise<{ mesh: Mesh; port: number }> {
  const port = await freePort();
  const mesh = await startMesh({ "shop.yaml": shopAt(port) });
  const node = ["--node-id", "edge-1", "--namespace", "shop", "--outbound", "127.0.0.1"];
  await mesh
    .start(["proxy", "--xds", mesh.xds, ...node])
    .until("out", new RegExp(`^listener .* on 127\\.0\\.0\\.1:${port} \\(protocol qza\\)\\n`, "m"));
  return { mesh, port };
}

test("proxy-status lists the proxies and what each has confirmed", async () => {
  const { mesh } = await startMeshWithProxy();

  const status = async () => (await mesh.meltemi(["proxy-status"])).out;
  await expect.poll(status, WAIT).toMatch(/(SYNCED +){4}/);
  expect((await status()).replace(/\d+s$/m, "AGE")).toMatchInlineSnapshot(`
    "NAME     NAMESPACE   CDS      LDS      EDS      RDS      VERSION         CONNECTED
    edge-1   shop        SYNCED   SYNCED   SYNCED   SYNCED   meltemi/0.1.0   AGE
    "
  `);
});

test("a file may name the control plane, and flags go before what it says of the proxy", async () => {
  const mesh = await startMesh({ "shop.yaml": SHOP });
  const folder = await folderWith({
    "proxy.yaml": `xds: {address: "${mesh.xds}"}\nnode: {id: of-file, namespace: shop, outbound: none}\n`,
  });
  mesh.start(["proxy", "-c", `${folder}/proxy.yaml`, "--node-id", "edge-2"]);

  await expect
    .poll(async () => (await mesh.meltemi(["proxy-status"])).out, WAIT)
    .toMatch(/^edge-2 +shop +SYNCED/m);
});

test("config-dump shows what a proxy is sent", async () => {
  const { mesh, port } = await startMeshWithProxy();

  const whole = await mesh.meltemi(["config-dump", "edge-1"]);
  expect(whole.exit).toBe(0);
  expect(Object.keys(JSON.parse(whole.out)).sort()).toEqual([
    "clusters",
    "endpoints",
    "listeners",
    "routes",
    "version",
  ]);
  const clusters = await mesh.meltemi(["config-dump", "edge-1", "--type", "cds", "-o", "yaml"]);
  expect(JSON.stringify(parse(clusters.out))).toContain(`outbound|${port}|v2|${ORDERS_HOST}`);
});

test("a proxy that rejects something is told with its reason, and so is the resource", async () => {
  const mesh = await startMesh({ "shop.yaml": SHOP });
  const client = createXdsClient({
    address: mesh.xds,
    node: {
      id: "picky",
      cluster: "",
      metadata: { NAMESPACE: "shop" },
      locality: undefined,
      userAgentName: "picky",
      userAgentVersion: "1",
    },
    handler: {
      onUpdate: ({ resources }) =>
        resources.map(({ name }) => ({ name, message: "not to my taste" })),
    },
  });
  onTestFinished(() => client.close());
  client.subscribe(TypeUrl.Cluster, "*");
  await expect
    .poll(async () => (await mesh.meltemi(["proxy-status"])).out, WAIT)
    .toMatch(/picky +shop +REJECTED/);

  const described = await mesh.meltemi(["describe", "se", "orders", "-n", "shop"]);
  expect(described.out).toMatch(
    /Programmed +False +Rejected .*picky refused it: .*not to my taste/,
  );
  const { out } = await mesh.meltemi(["proxy-status", "picky"]);
  expect(out).toContain("CDS was rejected: ");
  expect(out).toContain("not to my taste");
});

test("a proxy that is not connected is exit code 1", async () => {
  const { meltemi } = await startMesh();
  expect(await meltemi(["proxy-status"])).toMatchObject({
    exit: 0,
    out: "",
    error: expect.stringMatching(/^no proxy is connected; start one with meltemi proxy --xds/),
  });
  const missing = {
    exit: 1,
    out: "",
    error: 'no proxy "edge-9" is connected; list those that are: meltemi proxy-status\n',
  };

  expect(await meltemi(["proxy-status", "edge-9"])).toEqual(missing);
  expect(await meltemi(["config-dump", "edge-9"])).toEqual(missing);
});
