import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  apiVersionOf,
  KINDS,
  type KindDefinition,
  type ReadResource,
  readResource,
  readResources,
} from "@meltemi/api";
import type { ResourceView } from "@meltemi/control-plane";
import { loadConfig } from "@meltemi/proxy";
import { expect, test } from "vitest";
import { startMesh } from "../mesh.js";
import { KIND_RULES } from "./kind-rules.js";
import { renderResources } from "./render-resources.js";

const root = new URL("../../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

const REFERENCE = "docs/reference/resources.md";
const GUIDE = "docs/guides/control-plane.md";
const MOVING = "docs/guides/coming-from-aeraki.md";
const PROXY = "docs/guides/run-the-proxy.md";
const examples = readFileSync(new URL("examples.yaml", import.meta.url), "utf8");

test("the reference of the resources lists what the kinds have", async () => {
  await expect(renderResources(examplesByKind())).toMatchFileSnapshot(
    fileURLToPath(new URL(REFERENCE, root)),
  );
});

function examplesByKind(): ReadonlyMap<string, string> {
  const byKind = new Map<string, string>();
  for (const text of examples.split(/^---\n/m)) {
    const [only] = readResources(text);
    const kind = only?.id?.kind ?? "";
    const before = byKind.get(kind);
    byKind.set(kind, before === undefined ? text : `${before}---\n${text}`);
  }
  return byKind;
}

test("there is an example of each kind", () => {
  expect([...examplesByKind().keys()]).toEqual(KINDS.map(({ kind }) => kind));
});

const rules = KINDS.flatMap((definition) => {
  const { refused, warned } = KIND_RULES[definition.kind];
  const { kind } = definition;
  return [
    ...refused.map(({ text, broken }) => ({
      kind,
      text,
      broken,
      definition,
      list: "problems" as const,
    })),
    ...warned.map(({ text, broken }) => ({
      kind,
      text,
      broken,
      definition,
      list: "warnings" as const,
    })),
  ];
});

test.each(rules)(
  "$kind: a resource breaks this alone, and is told so: $text",
  ({ definition, broken, list }) => {
    for (const spec of broken) {
      const told = readWith(definition, spec);
      expect({ spec, problems: told.problems.length, warnings: told.warnings.length }).toEqual({
        spec,
        problems: list === "problems" ? 1 : 0,
        warnings: list === "warnings" ? 1 : 0,
      });
    }
  },
);

function readWith(
  { kind, group, version, scope, hasSpec }: KindDefinition,
  spec: object,
): ReadResource {
  return readResource({
    apiVersion: apiVersionOf(group, version),
    kind,
    metadata: { name: "orders", ...(scope === "Mesh" ? {} : { namespace: "shop" }) },
    ...(hasSpec ? { spec } : spec),
  });
}

/** Blocks of YAML that hold resources, by the page that they are in. */
const pages = globSync("docs/**/*.md", { cwd: fileURLToPath(root) })
  .toSorted()
  .map((page) => {
    const blocks = [...read(page).matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);
    return { page, blocks: blocks.filter((text) => /^apiVersion:/m.test(text)) };
  })
  .filter(({ blocks }) => blocks.length > 0);

test("there are resources in the documentation", () => {
  expect(pages.map(({ page }) => page)).toEqual(expect.arrayContaining([MOVING, GUIDE, REFERENCE]));
});

test.each(pages)(
  "the resources of $page can be applied one block after another, and in the end all is right",
  async ({ blocks }) => {
    const { meltemi, server } = await startMesh();
    for (const block of blocks) {
      expect(await meltemi(["apply", "-f", "-"], block)).toMatchObject({ exit: 0 });
    }
    const { resources, problems } = (await (await fetch(`${server}/api/v1/resources`)).json()) as {
      resources: ResourceView[];
      problems: unknown[];
    };
    const odd = resources.flatMap(({ metadata, status }) =>
      status.conditions
        .filter(({ reason }) => reason !== "Accepted" && reason !== "NoProxies")
        .map(({ message }) => `${metadata.name}: ${message}`),
    );
    expect([problems, odd]).toEqual([[], []]);
  },
);

/** What the guide shows of the mesh of examples/qza with its second router: a command, and what it answers. */
const shown = [
  ...read(GUIDE).matchAll(/^```sh\nmeltemi (explain [^\n]*)\n```\n\n```text\n(.*?)^```$/gms),
].map(([, line = "", answer = ""]) => ({ line, answer }));

test("the guide to the control plane shows how routes are explained", () => {
  expect(shown.length).toBeGreaterThan(1);
});

test.each(shown)("the guide shows what this answers: meltemi $line", async ({ line, answer }) => {
  const { meltemi } = await startMesh({
    "mesh.yaml": read("examples/qza/mesh.yaml"),
    "router.yaml": read("examples/qza/2-split-by-sub-command.yaml"),
  });
  expect((await meltemi(line.split(" "))).out).toBe(answer);
});

test("the guide to the control plane lists the requests that it answers, and its metrics", async () => {
  const { server } = await startMesh({ "mesh.yaml": examples });
  const { endpoints } = (await (await fetch(server)).json()) as {
    endpoints: { method: string; path: string }[];
  };
  const requests = [...read(GUIDE).matchAll(/^\| `((?:GET|POST|DELETE) \S+)` \|/gm)].map(
    ([, one]) => one,
  );
  expect(requests.toSorted()).toEqual(
    endpoints.map(({ method, path }) => `${method} ${path}`).toSorted(),
  );

  const metrics = await (await fetch(`${server}/metrics`)).text();
  const names = [...metrics.matchAll(/^# TYPE (\w+ \w+)$/gm)].map(([, one]) => one);
  const listed = [...read(GUIDE).matchAll(/^\| `(\w+)` \| (gauge|counter|summary) \|/gm)];
  expect(listed.map(([, name, type]) => `${name} ${type}`).toSorted()).toEqual(names.toSorted());
});

test("the guide to the control plane lists every reason that a condition can have", () => {
  const reasons = read("packages/control-plane/src/compile/diagnostic.ts").matchAll(
    /^ {2}\| "(\w+)"/gm,
  );
  const types = ["Accepted", "ResolvedRefs", "Conflicted", "Programmed"];
  const [, table = ""] = /^## Conditions\n(.*?)^## /ms.exec(read(GUIDE)) ?? [];
  const listed = new Set([...table.matchAll(/`(\w+)`/g)].map(([, one]) => one));
  const missing = [...reasons]
    .map(([, one = ""]) => one)
    .filter((one) => !types.includes(one) && !listed.has(one));
  expect(missing).toEqual([]);
  expect(listed).toContain("HostTaken");
});

test("the configuration of a proxy that follows a control plane is right", async () => {
  const [, text = ""] = /^```yaml\n([^`]*^xds:.*?)^```$/ms.exec(read(PROXY)) ?? [];
  // Packages are not built here.
  const inline = text.replace(/^(codecs|filters): .*\n/gm, "");
  const { config } = await loadConfig({ file: PROXY, text: inline }, {});
  expect(config).toMatchObject({
    node: { id: "orders-1" },
    xds: { address: "control-plane.infra:15010" },
  });
});
