import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "./command.js";
import { startMesh } from "./mesh.js";
import { ORDERS_HOST, SHOP } from "./shop.js";

test("explain tells which route a request takes and why it takes no earlier one", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const { exit, out } = await meltemi([
    "explain",
    `${ORDERS_HOST}:8091`,
    "-a",
    "cmd=153",
    "-a",
    "sub_cmd=1",
  ]);

  expect(exit).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "orders.shop.svc.cluster.local:8091 (protocol qza), from DestinationRule/shop/orders, MetaRouter/shop/orders, ServiceEntry/shop/orders
      route "second" does not match:
        sub_cmd must match /2/ as a whole, but is "1"
      route "rest" is taken: it matches every request
        to outbound|8091|v1|orders.shop.svc.cluster.local, 90 of 100
        to outbound|8091|v2|orders.shop.svc.cluster.local, 10 of 100
        a copy to outbound|8091|v2|orders.shop.svc.cluster.local, 25 %
        timeout: 15000 ms
    "
  `);
});

test("attributes may come from a file, and those of the command line go before them", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const files = await folderWith({ "attributes.yaml": "cmd: 153\nsub_cmd: 1\n" });
  const { exit, out } = await meltemi([
    "explain",
    ORDERS_HOST,
    "-f",
    join(files, "attributes.yaml"),
    "-a",
    "sub_cmd=2",
  ]);

  expect(exit).toBe(0);
  expect(out).toMatchInlineSnapshot(`
    "orders.shop.svc.cluster.local:8091 (protocol qza), from DestinationRule/shop/orders, MetaRouter/shop/orders, ServiceEntry/shop/orders
      route "second" is taken:
        cmd must be "153", and is "153"
        sub_cmd must match /2/ as a whole, and is "2"
        to outbound|8091|v2|orders.shop.svc.cluster.local
        in the request, x-env becomes "staging"
        timeout: 15000 ms
    "
  `);
});

test("attributes that are no texts are refused with their line", async () => {
  const { meltemi } = await startMesh();
  const refused = await meltemi(["explain", ORDERS_HOST, "-f", "-"], "cmd: 153\nheaders: {a: b}\n");

  expect(refused).toMatchObject({
    exit: 1,
    error: "standard input:2 headers: not a text; put it into quotes\n",
  });
});

test("a request that no route takes is exit code 1", async () => {
  const onlySecond = SHOP.replace(/ {4}- name: rest.*$/s, "");
  const { meltemi } = await startMesh({ "shop.yaml": onlySecond });
  const { exit, out } = await meltemi(["explain", ORDERS_HOST, "-a", "cmd=7"]);

  expect(exit).toBe(1);
  expect(out).toMatchInlineSnapshot(`
    "orders.shop.svc.cluster.local:8091 (protocol qza), from DestinationRule/shop/orders, MetaRouter/shop/orders, ServiceEntry/shop/orders
      route "second" does not match:
        cmd must be "153", but is "7"
        sub_cmd must match /2/ as a whole, but is absent
      no route matches: the client is told "route-not-found"; add a route without a match as the last
    "
  `);
});

test("a router for some namespaces only is not seen from others", async () => {
  const { meltemi } = await startMesh({
    "shop.yaml": SHOP.replace("spec:\n  hosts: [orders.shop.svc.cluster.local]\n  routes", (spec) =>
      spec.replace("spec:", "spec:\n  exportTo: [.]"),
    ),
  });
  const of = (namespace: string) => meltemi(["explain", ORDERS_HOST, "-n", namespace]);

  expect((await of("shop")).out).toContain("MetaRouter/shop/orders");
  expect((await of("bank")).out).not.toContain("MetaRouter/shop/orders");
});

test("programs get every attempt as JSON", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const { out } = await meltemi(["explain", ORDERS_HOST, "-a", "cmd=153", "-o", "json"]);

  expect(JSON.parse(out)).toMatchObject({
    attributes: { cmd: "153" },
    explained: [
      {
        host: ORDERS_HOST,
        port: 8091,
        taken: "rest",
        attempts: [
          {
            route: { name: "second" },
            matched: false,
            attributes: [
              { name: "cmd", matched: true },
              { name: "sub_cmd", matched: false },
            ],
          },
          { route: { name: "rest" }, matched: true },
        ],
      },
    ],
  });
});

test("a host that nobody serves is exit code 1, and the message says where to look", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });

  expect(await meltemi(["explain", "nobody.shop:80"])).toMatchObject({
    exit: 1,
    out: "",
    error: expect.stringMatching(
      /^no routes are sent for nobody\.shop:80: .*meltemi get serviceentries/,
    ),
  });
});

test.each([
  ["orders.shop:8091", "default"],
  ["orders", "shop"],
])("a short name will do: %s, asked from %s", async (target, namespace) => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const { exit, out } = await meltemi(["explain", target, "-n", namespace]);

  expect(exit).toBe(0);
  expect(out).toMatch(/^orders\.shop\.svc\.cluster\.local:8091 /);
});

test("a port that the host does not have is told from a host that is not there", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });

  expect(await meltemi(["explain", `${ORDERS_HOST}:1`])).toMatchObject({
    exit: 1,
    out: "",
    error: expect.stringMatching(/has no port 1 .*there are: 8091/),
  });
});

test("a route that leads to no cluster is exit code 1, and the cluster is named", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP.replace("subset: v1", "subset: v9") });
  const wrong = await meltemi(["explain", ORDERS_HOST, "-a", "cmd=1"]);

  expect(wrong.exit).toBe(1);
  expect(wrong.out).toContain(
    `there is no cluster outbound|8091|v9|${ORDERS_HOST}: the client is told "cluster-not-found"`,
  );
  const right = await meltemi(["explain", ORDERS_HOST, "-a", "cmd=153", "-a", "sub_cmd=2"]);
  expect(right.exit).toBe(0);
  expect(right.out).not.toContain("there is no cluster");
});
