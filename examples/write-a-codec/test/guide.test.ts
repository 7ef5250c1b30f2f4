import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("..", import.meta.url);
const guide = readFileSync(new URL("../../docs/guides/write-a-codec.md", root), "utf8");

interface Block {
  /** A file of the example and perhaps a region in it: "src/frame.ts#layout". */
  readonly source: string;
  readonly language: string;
  readonly text: string;
}

/** Every block of code of the guide, with the comment above it that says where it is taken from. */
const blocks: readonly Block[] = [
  ...guide.matchAll(/(?:^<!-- (\S+) -->\n)?^```(\w*)\n(.*?)^```$/gms),
].map(([, source = "", language = "", text = ""]) => ({ source, language, text }));

const code = blocks.filter(({ language }) => ["ts", "yaml", "json"].includes(language));

test("the guide shows every file of the codec", () => {
  const shown = new Set(code.map(({ source }) => source.split("#")[0]));
  expect([...shown]).toEqual(
    expect.arrayContaining([
      "src/frame.ts",
      "src/statuses.ts",
      "src/note-codec.ts",
      "src/note.ts",
      "src/index.ts",
      "proxy.yaml",
      "package.json",
    ]),
  );
});

test.each(code)("the block from '$source' is what the file holds", ({ source, text }) => {
  const [path = "", region] = source.split("#");
  const file = readFileSync(new URL(path, root), "utf8");
  if (path.endsWith(".json")) expect(JSON.parse(file)).toMatchObject(JSON.parse(text));
  else expect(text).toBe(region === undefined ? file : regionOf(file, region));
});

/** The lines between `// #region NAME` and the next `// #endregion`, moved to the left. */
function regionOf(file: string, name: string): string {
  const lines = file.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${name}`);
  const length = lines.slice(start).findIndex((line) => line.trim() === "// #endregion");
  if (start === -1 || length === -1) throw new Error(`no region ${name}; mark it in the file`);
  const inside = lines.slice(start + 1, start + length);
  const indent = Math.min(...inside.filter((line) => line !== "").map((line) => line.search(/\S/)));
  return inside.map((line) => `${line.slice(indent)}\n`).join("");
}
