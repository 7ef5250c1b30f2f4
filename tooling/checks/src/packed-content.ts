import type { Finding } from "./finding.js";
import type { Tarball } from "./tarballs.js";

interface ContentRule {
  readonly what: string;
  readonly fix: string;
  /** The file that breaks the rule; undefined when none does. */
  readonly culprit: (files: ReadonlySet<string>) => string | undefined;
}

const RULES: readonly ContentRule[] = [
  ...["dist/index.js", "dist/index.d.ts"].map((name) => lacks(name, "run pnpm build")),
  lacks("README.md", "write what it exports, one complete example and its limits"),
  lacks("LICENSE", "restore LICENSE in the root, which pnpm packs into every package"),
  {
    what: "contains tests or what belongs to them",
    fix: 'write "!src/**/*.test.ts" in files, and keep fixtures in test/',
    culprit: first(/(^|\/)(test|bench|fixtures)\/|[.](test|bench)[.]|[.]tsbuildinfo$/),
  },
  {
    what: "contains a build product whose source is gone",
    fix: "run pnpm clean && pnpm build",
    culprit: (files) =>
      [...files].find((file) => {
        const source = /^dist\/(.+)[.]js$/.exec(file)?.[1];
        return source !== undefined && !files.has(`src/${source}.ts`);
      }),
  },
];

/** What must and must not be in a tarball. */
export function contentFindings({ name, files }: Pick<Tarball, "name" | "files">): Finding[] {
  const all = new Set(files);
  return RULES.flatMap(({ what, fix, culprit }) => {
    const file = culprit(all);
    return file === undefined ? [] : [{ where: name, what: `its tarball ${what}: ${file}`, fix }];
  });
}

function lacks(name: string, fix: string): ContentRule {
  return { what: "lacks", fix, culprit: (files) => (files.has(name) ? undefined : name) };
}

function first(pattern: RegExp): ContentRule["culprit"] {
  return (files) => [...files].find((file) => pattern.test(file));
}
