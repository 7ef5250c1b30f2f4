import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

test("the reference of error codes lists exactly the codes that the packages use", async () => {
  const used = new Set<string>();
  for await (const file of glob(`${root}/packages/*/src/**/*.ts`)) {
    if (file.endsWith(".test.ts")) continue;
    for (const [code] of (await readFile(file, "utf8")).matchAll(/\bE_[A-Z][A-Z_]*\b/g)) {
      used.add(code);
    }
  }
  const reference = await readFile(`${root}/docs/reference/errors.md`, "utf8");
  const documented = [...reference.matchAll(/^\| `(E_[A-Z_]+)`/gm)].map(([, code]) => code);

  expect(documented.toSorted()).toEqual([...used].toSorted());
});
