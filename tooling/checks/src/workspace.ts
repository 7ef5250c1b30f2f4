import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of a package.json that the checks read. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly sideEffects?: boolean | readonly string[];
  readonly keywords?: readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, ExportTarget>>;
  readonly files?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly repository?: { readonly directory?: string };
  readonly dependencies?: DependencyMap;
  readonly devDependencies?: DependencyMap;
  readonly peerDependencies?: DependencyMap;
  readonly optionalDependencies?: DependencyMap;
}

export type DependencyMap = Readonly<Record<string, string>>;
export type ExportTarget = string | Readonly<Record<string, string>>;

export interface WorkspacePackage {
  /** Relative to the root: "packages/core". */
  readonly folder: string;
  /** Last part of the folder: "core". */
  readonly id: string;
  readonly manifest: Manifest;
}

/** Every package below packages/, tooling/ and examples/, in order of folder. */
export function readPackages(root: string): WorkspacePackage[] {
  return globSync("{packages,tooling,examples}/*/package.json", { cwd: root })
    .map((file) => {
      const folder = file.slice(0, -"/package.json".length);
      const manifest = readJson<Manifest>(root, file);
      return { folder, id: folder.slice(folder.indexOf("/") + 1), manifest };
    })
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** The packages that are published: those in packages/ that are not private. */
export function publicPackages(root: string): WorkspacePackage[] {
  return readPackages(root).filter(
    ({ folder, manifest }) => folder.startsWith("packages/") && manifest.private !== true,
  );
}

/** Source files of every package, tests included, relative to the root. */
export function sourceFiles(root: string): string[] {
  return globSync("{packages,tooling,examples}/*/src/**/*.ts", {
    cwd: root,
    exclude: (name) => ["node_modules", "dist", "generated"].includes(name),
  }).sort();
}

/** True when the file or folder exists, relative to the root. */
export function exists(root: string, path: string): boolean {
  return existsSync(join(root, path));
}

/** The content of a JSON file, relative to the root. The caller vouches for its shape. */
export function readJson<Shape>(root: string, path: string): Shape {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as Shape;
}
