import { checkFileSizes } from "./file-sizes.js";
import type { Finding, Outcome } from "./finding.js";
import {
  exists,
  type Manifest,
  publicPackages,
  readJson,
  readPackages,
  sourceFiles,
  type WorkspacePackage,
} from "./workspace.js";

interface Convention {
  readonly applies?: (one: WorkspacePackage) => boolean;
  readonly holds: (one: WorkspacePackage, root: string) => boolean;
  readonly what: string;
  readonly fix: string;
}

const isCodec = ({ id }: WorkspacePackage): boolean => id.startsWith("codec-");
const isFilter = ({ id }: WorkspacePackage): boolean =>
  id.startsWith("filter-") || id === "ratelimit";

const keyword =
  (word: string) =>
  ({ manifest }: WorkspacePackage): boolean =>
    manifest.keywords?.includes(word) === true;

const file =
  (name: string) =>
  ({ folder }: WorkspacePackage, root: string): boolean =>
    exists(root, `${folder}/${name}`);

/** What every published package has in common. */
const CONVENTIONS: readonly Convention[] = [
  {
    holds: ({ id, manifest }) => manifest.name === `@meltemi/${id}`,
    what: "its name is not @meltemi/ and its folder",
    fix: "rename one of the two",
  },
  {
    holds: file("README.md"),
    what: "has no README.md",
    fix: "write what it exports, one complete example and its limits",
  },
  {
    holds: (_, root) => exists(root, "LICENSE"),
    what: "would be packed without a licence",
    fix: "restore LICENSE in the root, which pnpm packs into every package",
  },
  {
    holds: file("src/index.ts"),
    what: "has no src/index.ts",
    fix: "export the public names there",
  },
  {
    holds: file("tsconfig.build.json"),
    what: "has no tsconfig.build.json",
    fix: "copy one from a neighbour and name it in tsconfig.json of the root",
  },
  {
    holds: ({ manifest }) => manifest.license === "Apache-2.0",
    what: "has the wrong licence field",
    fix: 'write "license": "Apache-2.0"',
  },
  {
    holds: ({ manifest }) => (manifest.description ?? "").length > 10,
    what: "says nothing of itself",
    fix: 'write a "description" of one sentence',
  },
  {
    holds: ({ manifest }) => manifest.type === "module",
    what: "is not an ES module",
    fix: 'write "type": "module"',
  },
  {
    holds: ({ manifest }) => hasEntry(manifest),
    what: "has no proper entry in exports",
    fix: 'write "." with "@meltemi/source": "./src/index.ts", "types": "./dist/index.d.ts", "default": "./dist/index.js", in this order',
  },
  {
    holds: ({ manifest }) => manifest.exports?.["./package.json"] === "./package.json",
    what: "hides its package.json",
    fix: 'write "./package.json": "./package.json" in exports',
  },
  {
    holds: ({ manifest }) => manifest.engines?.["node"] === ">=22.12",
    what: "does not say which Node it needs",
    fix: 'write "engines": { "node": ">=22.12" }',
  },
  {
    holds: ({ manifest }) => manifest.sideEffects !== undefined,
    what: "does not say whether importing it has side effects",
    fix: 'write "sideEffects": false',
  },
  {
    holds: ({ manifest }) => manifest.files?.includes("dist") === true,
    what: "would be packed without dist",
    fix: 'write "files": ["dist", "!dist/**/*.tsbuildinfo", "src", "!src/**/*.test.ts", "CHANGELOG.md"]',
  },
  {
    holds: ({ manifest }) =>
      manifest.publishConfig?.["access"] === "public" &&
      manifest.publishConfig["provenance"] === true,
    what: "would be published privately or without provenance",
    fix: 'write "publishConfig": { "access": "public", "provenance": true }',
  },
  {
    holds: ({ folder, manifest }) => manifest.repository?.directory === folder,
    what: "does not say where its source is",
    fix: 'write "repository" with "directory": its folder',
  },
  {
    holds: keyword("meltemi"),
    what: "lacks the keyword meltemi",
    fix: 'add "meltemi" to keywords',
  },
  {
    applies: isCodec,
    holds: keyword("meltemi-codec"),
    what: "is a codec that nobody can find",
    fix: 'add "meltemi-codec" to keywords',
  },
  {
    applies: isFilter,
    holds: keyword("meltemi-filter"),
    what: "is a filter that nobody can find",
    fix: 'add "meltemi-filter" to keywords',
  },
];

/** What every package looks like, and how long its files are. */
export async function checkConventions(root: string): Promise<Outcome> {
  const packages = publicPackages(root);
  const sizes = checkFileSizes(
    root,
    sourceFiles(root).filter((name) => !name.endsWith(".test.ts")),
  );
  return {
    findings: [
      ...packages.flatMap((one) => packageFindings(root, one)),
      ...unbuilt(root),
      ...sizes.findings,
    ],
    notes: [
      `${packages.length} public packages, ${CONVENTIONS.length} conventions`,
      ...sizes.notes,
    ],
  };
}

function packageFindings(root: string, one: WorkspacePackage): Finding[] {
  return CONVENTIONS.filter(
    ({ applies, holds }) => (applies === undefined || applies(one)) && !holds(one, root),
  ).map(({ what, fix }) => ({ where: one.folder, what, fix }));
}

function hasEntry({ exports }: Manifest): boolean {
  const entry = exports?.["."];
  // The first condition that matches wins, so their order is part of the convention.
  return (
    JSON.stringify(entry) ===
    JSON.stringify({
      "@meltemi/source": "./src/index.ts",
      types: "./dist/index.d.ts",
      default: "./dist/index.js",
    })
  );
}

/** Packages with a build of their own that `tsc -b` in the root would pass over. */
function unbuilt(root: string): Finding[] {
  const references = readJson<{ references: { path: string }[] }>(root, "tsconfig.json").references;
  const built = new Set(references.map(({ path }) => path));
  return readPackages(root)
    .map(({ folder }) => `${folder}/tsconfig.build.json`)
    .filter((path) => exists(root, path) && !built.has(path))
    .map((path) => ({
      where: "tsconfig.json",
      what: `does not build ${path}`,
      fix: `add { "path": "${path}" } to references`,
    }));
}
