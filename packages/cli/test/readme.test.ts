import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { startMesh } from "./mesh.js";

test("the example of the README is valid, and explained as it says", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, resources = ""] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
  const [, line = ""] = /npx meltemi (explain .*)\n/.exec(readme) ?? [];
  const [, answer] = /`explain` answers:\n\n```\n(.*?)```/s.exec(readme) ?? [];

  const { meltemi } = await startMesh({ "orders.yaml": resources });
  expect(await meltemi(line.split(" "))).toEqual({ exit: 0, out: answer, error: "" });
});
