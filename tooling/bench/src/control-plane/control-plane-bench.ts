import { benchFanOut } from "./fan-out-bench.js";
import type { FigureGroup } from "./figure.js";
import { benchSize } from "./size-bench.js";

/** What a large mesh costs the control plane and those who follow it. */
export async function benchControlPlane(
  smoke: boolean,
  profiles: string | undefined,
  present: (group: FigureGroup) => void,
): Promise<readonly FigureGroup[]> {
  const groups: FigureGroup[] = [];
  const add = (title: string, figures: FigureGroup["figures"]): void => {
    const group = { title, figures };
    groups.push(group);
    present(group);
  };
  const mesh = smoke
    ? { services: 100, endpoints: 10, withSubsets: 10 }
    : { services: 5000, endpoints: 10, withSubsets: 500 };
  const [applies, edits] = smoke ? [5, 3] : [200, 50];
  add(
    `Control plane, ${mesh.services} services of ${mesh.endpoints} endpoints, 250 resources a file`,
    await benchSize({ mesh, resourcesPerFile: 250, applies, edits, profiles }),
  );
  const many = smoke
    ? { services: 50, endpoints: 10, withSubsets: 5 }
    : { services: 1000, endpoints: 10, withSubsets: 100 };
  const [clients, changes] = smoke ? [10, 3] : [200, 20];
  add(
    `Fan-out, ${many.services} services, ${clients} clients`,
    await benchFanOut({ mesh: many, resourcesPerFile: 250, clients, changes, profiles }),
  );
  return groups;
}
