import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Files, type PlantedWorkspace, plantWorkspace } from "../test/planted-workspace.js";
import { checkApi } from "./api.js";
import { describeApi } from "./api-report.js";
import { publicPackages } from "./workspace.js";

let planted: PlantedWorkspace | undefined;
afterEach(() => planted?.remove());

const MANIFEST = {
  name: "@meltemi/core",
  type: "module",
  exports: { ".": { types: "./dist/index.d.ts" }, "./package.json": "./package.json" },
};

/** A workspace with one built package whose declarations are `dist`, by file. */
async function plantBuilt(dist: Files): Promise<string> {
  const files = Object.entries(dist).map(([file, text]) => [`packages/core/dist/${file}`, text]);
  planted = await plantWorkspace({
    "packages/core/package.json": JSON.stringify(MANIFEST),
    ...Object.fromEntries(files),
  });
  return planted.root;
}

function reportOf(root: string): string | undefined {
  return describeApi(root, publicPackages(root)).get("packages/core");
}

test("every export is shown with its declaration, in order of name, and without comments", async () => {
  const root = await plantBuilt({
    "index.d.ts":
      'export { type Reader, limit } from "./reader.js";\nexport { join } from "./join.js";',
    "reader.d.ts":
      "/** A reader. */\nexport interface Reader {\n    /** In bytes. */\n    readonly size: number;\n}\nexport declare const limit = 5;",
    "join.d.ts":
      "export declare function join(a: string): string;\nexport declare function join(a: number): number;",
  });
  expect(reportOf(root)).toBe(`# API of @meltemi/core

Written by \`pnpm api:update\`; a difference in review is a change of the contract.

## Exports

### Reader

\`\`\`ts
export interface Reader {
  readonly size: number;
}
\`\`\`

### join

\`\`\`ts
export function join(a: string): string;
export function join(a: number): number;
\`\`\`

### limit

\`\`\`ts
export const limit = 5;
\`\`\`
`);
});

test("private members are left out, protected ones are part of the contract", async () => {
  const root = await plantBuilt({
    "index.d.ts":
      "export declare class Box {\n    #private;\n    private hidden;\n    protected kept: number;\n    open(): void;\n}",
  });
  const report = reportOf(root);
  expect(report).toContain("  protected kept: number;\n  open(): void;");
  expect(report).not.toMatch(/#private|hidden/);
});

test("a type that is mentioned but not exported is shown, and what that mentions in turn", async () => {
  const root = await plantBuilt({
    "index.d.ts":
      'import type { Options } from "./options.js";\nexport declare function make(options: Options): void;',
    "options.d.ts":
      'type Unit = "ms";\nexport interface Options {\n    unit: Unit;\n}\nexport interface Unrelated {\n}',
  });
  const [, hidden = ""] = reportOf(root)?.split("## Mentioned but not exported") ?? [];
  expect(hidden).toContain("### Options\n");
  expect(hidden).toContain('type Unit = "ms"');
  expect(hidden).not.toContain("Unrelated");
});

test("a changed contract fails with the changed lines, and update accepts it", async () => {
  const root = await plantBuilt({
    "index.d.ts": "export declare function open(port: number): void;",
  });
  await checkApi(root, { update: true });
  expect((await checkApi(root, { update: false })).findings).toEqual([]);

  await writeFile(
    join(root, "packages/core/dist/index.d.ts"),
    "export declare function open(port: string): void;",
  );
  const { findings } = await checkApi(root, { update: false });
  expect(findings).toEqual([
    expect.objectContaining({
      where: "packages/core/api.md",
      what: expect.stringMatching(/\n- .*port: number.*\n\+ .*port: string.*$/),
      fix: expect.stringContaining("pnpm api:update"),
    }),
  ]);

  await checkApi(root, { update: true });
  expect((await checkApi(root, { update: false })).findings).toEqual([]);
});

test("a package that was not built fails", async () => {
  const root = await plantBuilt({});
  const { findings } = await checkApi(root, { update: false });
  expect(findings).toEqual([
    { where: "packages/core", what: "has no declarations in dist", fix: "run pnpm build" },
  ]);
});
