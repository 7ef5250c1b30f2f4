import type { Finding } from "./finding.js";
import { type Layer, layerOf } from "./layers.js";
import type { DependencyMap, Manifest, WorkspacePackage } from "./workspace.js";

const SCOPE = "@meltemi/";
const CORE = "@meltemi/core";
/**
 * Wide and plain: with `workspace:` here, changesets makes every plugin 1.0.0 as soon as core, still
 * 0.x, has a minor release.
 */
const CORE_RANGE = ">=0.1.0 <1.0.0";

/** The dependencies that packages/ declare among themselves, held against the layers. */
export function manifestFindings(packages: readonly WorkspacePackage[]): Finding[] {
  return packages
    .filter(({ folder }) => folder.startsWith("packages/"))
    .flatMap(({ folder, id, manifest }) =>
      faults(id, manifest).map(([what, fix]) => ({ where: `${folder}/package.json`, what, fix })),
    );
}

type Fault = readonly [what: string, fix: string];

function faults(id: string, manifest: Manifest): Fault[] {
  const layer = layerOf(id);
  if (layer === undefined) {
    return [
      [
        `"${id}" belongs to no layer`,
        "name it codec-*, filter-* or discovery-*, or add a layer in tooling/checks/src/layers.ts",
      ],
    ];
  }
  return [
    ...layerFaults(layer, manifest),
    ...(layer.peer ? peerFaults(manifest) : []),
    ...rangeFaults(manifest),
  ];
}

function layerFaults(layer: Layer, manifest: Manifest): Fault[] {
  // An optional or peer dependency reaches the user like a plain one.
  const runtime = {
    ...manifest.dependencies,
    ...manifest.optionalDependencies,
    ...manifest.peerDependencies,
  };
  const found = [
    ...misplaced(runtime, layer, "at run time", layer.runtime),
    ...misplaced(manifest.devDependencies, layer, "in tests", [...layer.runtime, ...layer.tests]),
  ];
  const library = Object.keys(runtime).find((name) => !name.startsWith(SCOPE));
  if (!layer.npm && library !== undefined) {
    found.push([
      `depends on ${library}; a ${layer.name} package has no npm library`,
      "write the few lines that are needed, or take the function as an option",
    ]);
  }
  return found;
}

function misplaced(
  dependencies: DependencyMap = {},
  layer: Layer,
  when: string,
  allowed: readonly string[],
): Fault[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(SCOPE) && !allowed.includes(name.slice(SCOPE.length)))
    .map((name) => [
      `depends on ${name} ${when}, a ${layer.name} package may not`,
      `use only ${allowed.join(", ") || "what is in the package"}, or move what both need into core`,
    ]);
}

function peerFaults(manifest: Manifest): Fault[] {
  const found: Fault[] = [];
  if (manifest.peerDependencies?.[CORE] !== CORE_RANGE) {
    found.push([
      `its peer range of ${CORE} is ${manifest.peerDependencies?.[CORE] ?? "missing"}`,
      `write "${CORE}": "${CORE_RANGE}" in peerDependencies`,
    ]);
  }
  if (manifest.dependencies?.[CORE] !== undefined) {
    found.push([
      `${CORE} is a plain dependency, so users would get a second copy`,
      "keep it in peerDependencies and devDependencies",
    ]);
  }
  if (manifest.devDependencies?.[CORE] === undefined) {
    found.push([`its tests have no ${CORE}`, `write "${CORE}": "workspace:^" in devDependencies`]);
  }
  return found;
}

function rangeFaults({ dependencies, optionalDependencies, devDependencies }: Manifest): Fault[] {
  return Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies })
    .filter(([name, range]) => name.startsWith(SCOPE) && !range.startsWith("workspace:"))
    .map(([name, range]) => [
      `${name} "${range}" would come from the registry`,
      `write "${name}": "workspace:^"`,
    ]);
}
