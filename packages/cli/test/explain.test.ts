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
  expect(out).toMatchInlineSnapshot();
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
  expect(out).toMatchInlineSnapshot();
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
  expect(out).toMatchInlineSnapshot();
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
