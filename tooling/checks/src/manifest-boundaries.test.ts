import { describe, expect, test } from "vitest";
import { manifestFindings } from "./manifest-boundaries.js";
import type { Manifest } from "./workspace.js";

const PEER = { "@meltemi/core": ">=0.1.0 <1.0.0" };
const workspace = (...ids: string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id) => [`@meltemi/${id}`, "workspace:^"]));

const CLEAN: Readonly<Record<string, Manifest>> = {
  core: { devDependencies: { vitest: "catalog:" } },
  api: { dependencies: { ...workspace("core"), yaml: "2.9.1" } },
  "codec-a": { peerDependencies: PEER, devDependencies: workspace("core", "testkit") },
  "filter-f": {
    dependencies: { ioredis: "6.0.0" },
    peerDependencies: PEER,
    devDependencies: workspace("core", "testkit"),
  },
  testkit: { peerDependencies: PEER, devDependencies: workspace("core") },
  proxy: { dependencies: workspace("core", "api", "xds"), devDependencies: workspace("testkit") },
  cli: { dependencies: { ...workspace("core", "proxy", "control-plane"), commander: "15.1.0" } },
};

const findingsOf = (id: string, manifest: Manifest) =>
  manifestFindings([{ folder: `packages/${id}`, id, manifest }]);

test.each(Object.entries(CLEAN))("a proper %s passes", (id, manifest) => {
  expect(findingsOf(id, manifest)).toEqual([]);
});

test("tooling may depend on anything", () => {
  const manifest = { dependencies: workspace("proxy", "codec-a", "cli") };
  expect(manifestFindings([{ folder: "tooling/e2e", id: "e2e", manifest }])).toEqual([]);
});

/** A change of one of the clean packages, and what must be said of it. */
const PLANTED: readonly (readonly [what: string, id: string, change: Manifest])[] = [
  ["depends on @meltemi/api at run time", "core", { dependencies: workspace("api") }],
  ["depends on @meltemi/testkit in tests", "core", { devDependencies: workspace("testkit") }],
  [
    "depends on yaml; a contract package has no npm library",
    "core",
    { dependencies: { yaml: "2.9.1" } },
  ],
  [
    "depends on @meltemi/codec-b in tests",
    "codec-a",
    { devDependencies: workspace("core", "codec-b") },
  ],
  [
    "depends on @meltemi/proxy in tests",
    "codec-a",
    { devDependencies: workspace("core", "proxy") },
  ],
  [
    "depends on @meltemi/testkit at run time",
    "codec-a",
    { optionalDependencies: workspace("testkit") },
  ],
  [
    "depends on long; a codec package has no npm library",
    "codec-a",
    { dependencies: { long: "5.0.0" } },
  ],
  [
    "depends on @meltemi/ratelimit at run time",
    "filter-f",
    { dependencies: workspace("ratelimit") },
  ],
  [
    "its peer range of @meltemi/core is workspace:^",
    "codec-a",
    { peerDependencies: workspace("core") },
  ],
  ["its peer range of @meltemi/core is missing", "filter-f", { peerDependencies: {} }],
  ["@meltemi/core is a plain dependency", "codec-a", { dependencies: workspace("core") }],
  ["its tests have no @meltemi/core", "testkit", { devDependencies: {} }],
  [
    "depends on @meltemi/codec-a at run time",
    "proxy",
    { dependencies: workspace("core", "codec-a") },
  ],
  ["depends on @meltemi/codec-a in tests", "proxy", { devDependencies: workspace("codec-a") }],
  [
    "depends on @meltemi/control-plane at run time",
    "proxy",
    { dependencies: workspace("control-plane") },
  ],
  ["depends on @meltemi/samples in tests", "cli", { devDependencies: workspace("samples") }],
  [
    '@meltemi/core "^0.1.0" would come from the registry',
    "proxy",
    { dependencies: { "@meltemi/core": "^0.1.0" } },
  ],
  ['"helpers" belongs to no layer', "helpers", {}],
];

describe("a planted violation in package.json", () => {
  test.each(PLANTED)("%s: %s", (what, id, change) => {
    const findings = findingsOf(id, { ...CLEAN[id], ...change });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.where).toBe(`packages/${id}/package.json`);
    expect(findings[0]?.what).toContain(what);
  });
});
