import { join } from "node:path";
import { expect, test } from "vitest";
import { BYTE_CODEC, BYTE_LISTENER } from "./byte-codec.js";
import { finished, folderWith } from "./command.js";
import { EVERY_KIND } from "./every-kind.js";
import { ORDERS_ENTRY, ORDERS_ROUTER } from "./shop.js";

const proxyFile = (text: string): string => `codecs: [./codec.mjs]\n${text}\n`;

test("the configuration of a proxy that is right is told in a few lines", async () => {
  const folder = await folderWith({ "codec.mjs": BYTE_CODEC, "a.yaml": proxyFile(BYTE_LISTENER) });

  expect(await finished(["validate", join(folder, "a.yaml")])).toEqual({
    exit: 0,
    out: `${folder}/a.yaml is valid: 1 listener, 0 routes, 0 clusters, 0 endpoints
codecs: byte
filters: none
`,
    error: "",
  });
});

test("resources are counted by kind, file by file of a folder", async () => {
  const folder = await folderWith({
    "codec.mjs": BYTE_CODEC,
    "meltemi.yaml": proxyFile(BYTE_LISTENER),
    "orders.yaml": `${ORDERS_ROUTER}---\n${ORDERS_ENTRY}---\n${ORDERS_ENTRY.replace("name: orders", "name: other")}`,
    "none.yml": "# nothing yet\n",
    "deeper/orders.json": '{"kind": "List", "apiVersion": "v1", "items": []}',
    "node_modules/a/package.json": "{}",
    ".git/config.yaml": "{}",
  });
  const { exit, out } = await finished(["validate", folder]);

  expect(exit).toBe(0);
  expect(out).toBe(`${folder}/deeper/orders.json is valid: no resources
${folder}/meltemi.yaml is valid: 1 listener, 0 routes, 0 clusters, 0 endpoints
codecs: byte
filters: none
${folder}/none.yml is valid: no resources
${folder}/orders.yaml is valid: 1 MetaRouter, 2 ServiceEntries
`);
});

test("what is right is told as JSON for programs", async () => {
  const folder = await folderWith({
    "codec.mjs": BYTE_CODEC,
    "meltemi.yaml": proxyFile(BYTE_LISTENER),
    "orders.yaml": ORDERS_ROUTER,
  });
  const { exit, out } = await finished(["validate", folder, "-o", "json"]);

  expect(exit).toBe(0);
  expect(JSON.parse(out)).toEqual({
    valid: true,
    warnings: [],
    files: [
      {
        file: `${folder}/meltemi.yaml`,
        listeners: 1,
        routes: 0,
        clusters: 0,
        endpoints: 0,
        codecs: ["byte"],
        filters: [],
      },
      {
        file: `${folder}/orders.yaml`,
        resources: [{ kind: "MetaRouter", namespace: "shop", name: "orders" }],
      },
    ],
  });
});

test("every problem of every file is one line, and the exit code is 1", async () => {
  const folder = await folderWith({
    "codec.mjs": BYTE_CODEC,
    "a.yaml": proxyFile("listeners: [{name: bytes, port: 0, protocol: bite}]\nclusers: []"),
    "b.yaml": ORDERS_ROUTER.replace("hosts: [", "host: ["),
  });
  const { exit, out, error } = await finished(["validate", folder]);

  expect(exit).toBe(1);
  expect(out.split("\n")).toEqual([
    expect.stringContaining(
      `${folder}/a.yaml:2 listeners[0].protocol: no loaded codec speaks "bite"`,
    ),
    expect.stringContaining(
      `${folder}/a.yaml:3: "clusers" is not a key here; did you mean "clusters"?`,
    ),
    expect.stringMatching(/b\.yaml:[45] spec.*hosts/),
    "",
  ]);
  expect(error).toBe("");
});

test("the problems are told as JSON for programs", async () => {
  const folder = await folderWith({
    "codec.mjs": BYTE_CODEC,
    "a.yaml": proxyFile("listeners: [{name: bytes, port: -1, protocol: byte}]"),
  });
  const { exit, out } = await finished(["validate", join(folder, "a.yaml"), "-o", "json"]);

  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual({
    valid: false,
    warnings: [],
    problems: [
      {
        file: `${folder}/a.yaml`,
        line: 2,
        column: 27,
        path: "listeners[0].port",
        message: "expected 0 or more, got -1",
      },
    ],
  });
});

test("resources may come from the standard input", async () => {
  const { exit, out } = await finished(["validate", "-"], { input: EVERY_KIND });

  expect({ exit, out }).toEqual({
    exit: 0,
    out: "standard input is valid: 1 ServiceEntry, 1 DestinationRule, 1 MetaRouter, 1 ApplicationProtocol, 1 WorkloadEntry, 1 VirtualService, 1 Gateway, 1 Service, 1 EndpointSlice\n",
  });
});

test("what cannot be read is a problem as well", async () => {
  const folder = await folderWith({ "empty/notes.txt": "" });

  expect(await finished(["validate", `${folder}/absent.yaml`])).toMatchObject({
    exit: 1,
    out: `${folder}/absent.yaml: cannot be read (ENOENT); give the path of a YAML file or of a folder\n`,
  });
  expect((await finished(["validate", `${folder}/empty`])).out).toMatch(
    /empty: the folder has no file that ends with \.yaml, \.yml or \.json; /,
  );
});
