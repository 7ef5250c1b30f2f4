import type { Comparison } from "../comparison.js";
import type { Pinning } from "../machine.js";
import type { Options } from "../options.js";
import { formatComparisons } from "../report.js";
import { benchCompile } from "./compile-bench.js";
import { benchFanOut } from "./fan-out-bench.js";
import { type Figure, formatFigures } from "./figure.js";
import { benchProxy } from "./proxy-bench.js";
import { benchRoutes } from "./routes-bench.js";
import { benchSize } from "./size-bench.js";
import { chooseSizes } from "./sizes.js";

/** What belongs together in the output. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Loads that figures were taken from. */
  readonly comparisons: readonly Comparison[];
}

/** What a large mesh costs the control plane and those who follow it. `present` has each part as soon as it is there. */
export async function benchControlPlane(
  options: Options,
  pinning: Pinning,
  present: (section: Section) => void,
): Promise<readonly Section[]> {
  const { profiles, smoke } = options;
  const { large, proxied, wide, clients, turns } = chooseSizes(smoke);
  const sections: Section[] = [];
  const add = (
    title: string,
    figures: readonly Figure[],
    comparisons: readonly Comparison[] = [],
  ): void => {
    const section = { title, figures, comparisons };
    sections.push(section);
    present(section);
  };

  for (const resourcesPerFile of [250, 1]) {
    const { applies, edits } = turns;
    add(
      `Control plane: ${large.services} services of ${large.endpoints} endpoints, ${filesText(resourcesPerFile)}`,
      await benchSize({ mesh: large, resourcesPerFile, applies, edits, profiles }),
    );
  }
  const proxyTitle = `Control plane and proxy: ${proxied.mesh.services} services, a listener for each`;
  if (proxied.reason === undefined) {
    add(
      proxyTitle + proxied.note,
      await benchProxy({
        mesh: proxied.mesh,
        resourcesPerFile: 250,
        changes: turns.proxied,
        profiles,
      }),
    );
  } else {
    add(`${proxyTitle}: left out, ${proxied.reason}`, []);
  }
  add(
    `Fan-out: ${wide.services} services, ${clients} clients`,
    await benchFanOut({
      mesh: wide,
      resourcesPerFile: 250,
      clients,
      changes: turns.fanOut,
      profiles,
    }),
  );
  const routes = await benchRoutes(options, pinning);
  add(
    "Routes: a request by the last of very many (three times as many pairs, half as long)",
    routes.figures,
    [routes.comparison],
  );
  const { compilations, recompilations } = turns;
  add(
    `Compiler alone, in CPU time: ${large.services} services of ${large.endpoints} endpoints`,
    await benchCompile({ mesh: large, compilations, changes: recompilations }),
  );
  return sections;
}

export function formatSection({ figures, comparisons }: Section): string {
  const texts = [
    ...(comparisons.length === 0 ? [] : [formatComparisons(comparisons)]),
    ...(figures.length === 0 ? [] : [formatFigures(figures)]),
  ];
  return texts.join("\n\n");
}

function filesText(resourcesPerFile: number): string {
  return resourcesPerFile === 1 ? "a file for each resource" : `${resourcesPerFile} a file`;
}
