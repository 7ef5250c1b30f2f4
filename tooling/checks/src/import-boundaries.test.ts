import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Files,
  manifestText,
  type PlantedWorkspace,
  plantWorkspace,
} from "../test/planted-workspace.js";
import type { Outcome } from "./finding.js";
import { checkImports } from "./import-boundaries.js";

const IDS = [
  "api",
  "cli",
  "codec-a",
  "codec-b",
  "control-plane",
  "core",
  "discovery-c",
  "filter-f",
  "proxy",
  "ratelimit",
  "testkit",
  "xds",
];

/** Everything is linked everywhere, so that a layer rule, not a missing package, must speak up. */
const LINKS = Object.fromEntries(
  [...IDS.map((id) => `packages/${id}`), "tooling/e2e"].map((folder) => [folder, IDS]),
);

const CLEAN: Files = {
  ...Object.fromEntries(IDS.map((id) => [`packages/${id}/package.json`, manifestText(id)])),
  "packages/core/src/index.ts": 'export { bytes } from "./bytes.js";',
  "packages/core/src/bytes.ts": "export const bytes = 1;",
  "packages/api/src/index.ts": 'import { bytes } from "@meltemi/core"; export const api = bytes;',
  "packages/xds/src/index.ts": 'import { bytes } from "@meltemi/core"; export const xds = bytes;',
  "packages/testkit/src/index.ts": 'export { bytes as kit } from "@meltemi/core";',
  "packages/codec-a/src/index.ts": 'export { frame } from "./frame.js";',
  "packages/codec-a/src/frame.ts": 'export { bytes as frame } from "@meltemi/core";',
  "packages/codec-a/src/frame.test.ts":
    'import { kit } from "@meltemi/testkit"; import { readFileSync } from "node:fs"; import { frame } from "./frame.js"; export default [kit, readFileSync, frame];',
  "packages/codec-b/src/index.ts": 'export type { frame } from "./frame.js";',
  "packages/codec-b/src/frame.ts": "export const frame = 1;",
  "packages/filter-f/src/index.ts": 'export { bytes as filter } from "@meltemi/core";',
  "packages/ratelimit/src/index.ts": 'export { bytes as limit } from "@meltemi/core";',
  "packages/discovery-c/src/index.ts":
    'import { request } from "node:http"; export { api } from "@meltemi/api"; export { request };',
  "packages/proxy/src/index.ts":
    'import { connect } from "node:net"; export { xds } from "@meltemi/xds"; export { connect };',
  "packages/proxy/test/conformance.test.ts": 'export { kit } from "@meltemi/testkit";',
  "packages/control-plane/src/index.ts": 'export { api } from "@meltemi/api";',
  "packages/cli/src/index.ts":
    'export { connect } from "@meltemi/proxy"; export { api } from "@meltemi/control-plane";',
  "tooling/e2e/package.json": '{ "name": "@meltemi/e2e", "type": "module" }',
  "tooling/e2e/src/main.ts":
    'export { connect } from "@meltemi/proxy"; export { frame } from "@meltemi/codec-a";',
};

/** Each file breaks the rules named beside it, and no other. */
const PLANTED: readonly (readonly [rules: string, file: string, content: string])[] = [
  [
    "no-circular",
    "packages/proxy/src/a.ts",
    'import { b } from "./b.js"; export const a = () => b;',
  ],
  [
    "no-circular",
    "packages/proxy/src/left.ts",
    'import type { Right } from "./right.js"; export interface Left { right: Right }',
  ],
  ["not-to-unresolvable", "packages/proxy/src/p1.ts", 'import "./gone.js";'],
  ["not-to-unresolvable", "packages/proxy/src/p2.ts", 'import "undeclared-library";'],
  ["not-to-unresolvable", "packages/codec-b/src/p1.ts", 'import "@meltemi/core/dist/bytes.js";'],
  ["core-is-a-leaf", "packages/core/src/p1.ts", 'export type { api } from "@meltemi/api";'],
  ["core-is-a-leaf", "packages/core/src/p2.ts", 'import "a-library";'],
  ["contracts-import-core-only", "packages/api/src/p1.ts", 'export { xds } from "@meltemi/xds";'],
  [
    "contracts-import-core-only",
    "packages/xds/src/p1.ts",
    'import type { api } from "@meltemi/api"; export type A = typeof api;',
  ],
  [
    "codecs-import-core-only",
    "packages/codec-a/src/p1.ts",
    'export { frame } from "@meltemi/codec-b";',
  ],
  [
    "codecs-import-core-only",
    "packages/codec-a/src/p2.ts",
    'import type { filter } from "@meltemi/filter-f"; export type F = typeof filter;',
  ],
  ["codecs-import-core-only", "packages/codec-a/src/p3.ts", 'import "a-library";'],
  [
    "filters-import-core-only",
    "packages/filter-f/src/p1.ts",
    'export { limit } from "@meltemi/ratelimit";',
  ],
  [
    "filters-import-core-only",
    "packages/ratelimit/src/p1.ts",
    'export const later = () => import("@meltemi/codec-a");',
  ],
  [
    "discovery-imports-api-and-core",
    "packages/discovery-c/src/p1.ts",
    'export { xds } from "@meltemi/xds";',
  ],
  [
    "testkit-imports-core-only",
    "packages/testkit/src/p1.ts",
    'export { api } from "@meltemi/api";',
  ],
  [
    "testkit-knows-no-test-runner",
    "packages/testkit/src/p2.ts",
    'export { test } from "node:test";',
  ],
  [
    "testkit-imports-core-only, testkit-knows-no-test-runner",
    "packages/testkit/src/p3.ts",
    'export { test } from "vitest";',
  ],
  [
    "plugin-tests-add-the-testkit-only",
    "packages/codec-a/test/p1.test.ts",
    'export { connect } from "@meltemi/proxy";',
  ],
  [
    "plugin-tests-add-the-testkit-only",
    "packages/ratelimit/src/p2.test.ts",
    'export { frame } from "@meltemi/codec-a";',
  ],
  [
    "plugin-tests-add-the-testkit-only",
    "packages/filter-f/bench/p1.bench.ts",
    'export { limit } from "@meltemi/ratelimit";',
  ],
  [
    "runtime-never-imports-a-plugin",
    "packages/proxy/src/p3.ts",
    'export { frame } from "@meltemi/codec-a";',
  ],
  [
    "runtime-never-imports-a-plugin",
    "packages/proxy/src/p4.test.ts",
    'export { limit } from "@meltemi/ratelimit";',
  ],
  [
    "runtime-never-imports-a-plugin",
    "packages/control-plane/src/p1.ts",
    'import type { filter } from "@meltemi/filter-f"; export type F = typeof filter;',
  ],
  [
    "planes-never-meet",
    "packages/control-plane/src/p2.ts",
    'export { connect } from "@meltemi/proxy";',
  ],
  [
    "planes-never-meet",
    "packages/proxy/test/p5.test.ts",
    'export { api } from "@meltemi/control-plane";',
  ],
  ["testkit-is-for-tests", "packages/proxy/src/p6.ts", 'export { kit } from "@meltemi/testkit";'],
  [
    "nobody-imports-an-app",
    "packages/control-plane/test/p3.test.ts",
    'export { connect } from "@meltemi/cli";',
  ],
  [
    "no-deep-import, packages-never-import-tooling",
    "packages/cli/src/p1.test.ts",
    'export { frame } from "../../../tooling/e2e/src/main.js";',
  ],
  [
    "no-deep-import",
    "packages/proxy/src/p7.ts",
    'export { bytes } from "../../core/src/bytes.js";',
  ],
  [
    "no-deep-import",
    "tooling/e2e/src/p1.ts",
    'export { frame } from "../../../packages/codec-a/src/frame.js";',
  ],
  ["pure-packages-use-no-node-builtins", "packages/core/src/p3.ts", 'import "node:buffer";'],
  [
    "pure-packages-use-no-node-builtins",
    "packages/codec-b/src/p2.ts",
    'import { deflate } from "zlib"; export { deflate };',
  ],
  [
    "pure-packages-use-no-node-builtins",
    "packages/ratelimit/src/p3.ts",
    'import type { Socket } from "node:net"; export type S = Socket;',
  ],
  [
    "src-never-imports-tests",
    "packages/proxy/src/p8.ts",
    'export { kit } from "../test/conformance.test.js";',
  ],
  ["src-never-imports-tests", "packages/codec-a/src/p4.ts", 'import "./frame.test.js";'],
];

/** The other half of the cycle, which is reported once. */
const OTHER_HALF: Files = {
  "packages/proxy/src/b.ts": 'import { a } from "./a.js"; export const b = () => a;',
  "packages/proxy/src/right.ts":
    'import type { Left } from "./left.js"; export interface Right { left: Left }',
};

/** Libraries, hoisted in the root for one package and installed beside the others. */
const LIBRARIES: Files = Object.fromEntries(
  [".", "packages/codec-a", "packages/testkit"].flatMap((folder) =>
    ["a-library", "vitest"].flatMap((name) => [
      [`${folder}/node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" })],
      [`${folder}/node_modules/${name}/index.js`, "exports.test = 1;"],
    ]),
  ),
);

describe("a workspace without a violation", () => {
  let clean: PlantedWorkspace;
  beforeAll(async () => {
    clean = await plantWorkspace(CLEAN, LINKS);
  });
  afterAll(() => clean.remove());

  test("passes", async () => {
    const { findings, notes } = await checkImports(clean.root);
    expect(findings).toEqual([]);
    const sources = Object.keys(CLEAN).filter((file) => /\/src\/.*[.]ts$/.test(file));
    expect(notes).toEqual([`${sources.length} source files, 22 imports`]);
  });
});

describe("a planted violation", () => {
  let planted: PlantedWorkspace;
  let outcome: Outcome;
  beforeAll(async () => {
    const violations = PLANTED.map(([, file, content]) => [file, content]);
    planted = await plantWorkspace(
      { ...CLEAN, ...LIBRARIES, ...OTHER_HALF, ...Object.fromEntries(violations) },
      LINKS,
    );
    outcome = await checkImports(planted.root);
  });
  afterAll(() => planted.remove());

  test.each(PLANTED)("of %s is caught in %s, by no other rule", (rules, file) => {
    const found = outcome.findings.filter(({ where }) => where === file);
    const names = found.map(({ what }) => what.slice(0, what.indexOf(":")));
    expect([...new Set(names)].sort().join(", ")).toBe(rules);
  });

  test("is found only where it was planted", () => {
    const files = new Set(PLANTED.map(([, file]) => file));
    expect(outcome.findings.filter(({ where }) => !files.has(where))).toEqual([]);
  });

  test("comes with the comment of its rule, which says what to do", () => {
    expect(outcome.findings.filter(({ fix }) => fix.length < 20)).toEqual([]);
  });
});

test("every rule has a planted violation", async () => {
  const config = await readFile(
    new URL("../../../.dependency-cruiser.cjs", import.meta.url),
    "utf8",
  );
  const rules = [...config.matchAll(/name: "([^"]+)"/g)].map(([, name]) => name);
  const planted = new Set(PLANTED.flatMap(([names]) => names.split(", ")));
  expect(rules.filter((name) => name !== undefined && !planted.has(name))).toEqual([]);
  expect(rules.length).toBeGreaterThan(10);
});

describe("source that dependency-cruiser does not read", () => {
  test("fails when there is none at all", async () => {
    const empty = await plantWorkspace({ "packages/core/package.json": manifestText("core") });
    const { findings } = await checkImports(empty.root);
    await empty.remove();
    expect(findings).toEqual([
      expect.objectContaining({ what: "dependency-cruiser read 0 of 0 source files" }),
    ]);
  });

  test("fails when one file was passed over", async () => {
    // The rules exclude folders of that name, which stands for a file that cannot be parsed.
    const hidden = await plantWorkspace({
      "packages/core/src/index.ts": "export const bytes = 1;",
      "packages/core/src/fixtures/hidden.ts": 'import "node:fs";',
    });
    const { findings } = await checkImports(hidden.root);
    await hidden.remove();
    expect(findings).toEqual([
      expect.objectContaining({
        where: "packages/core/src/fixtures/hidden.ts",
        what: "dependency-cruiser read 1 of 2 source files",
      }),
    ]);
  });
});
