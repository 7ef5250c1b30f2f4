import type { MeshService, Written } from "./mesh-service.js";

/** Of a service that changes without end. */
export const VERSIONS: readonly string[] = ["v1", "v2", "v3"];
const ENDPOINTS = [["v1", "v2"], ["v2", "v3"], VERSIONS, ["v1", "v3"]];

/** One update of a service: of its routes, its clusters or its endpoints, in turn. */
export function update(service: MeshService, step: number): readonly Written[] {
  const { name } = service.protocol;
  const labels = { app: name };
  const subset = (turn: number) => ({ name: `all-${turn % 7}`, labels });
  const turn = Math.floor(step / 3);
  const share = step % 101;
  const route = [
    service.to(subset(turn).name, { weight: share }),
    service.to(subset(turn + 1).name, { weight: 100 - share }),
  ];
  const router = service.router({ routes: [{ name: `step-${step}`, route }] });
  switch (step % 3) {
    case 0:
      return [service.rule({}, [subset(turn), subset(turn + 1)]), router];
    case 1:
      return [router];
    default:
      return [service.entry(ENDPOINTS[turn % ENDPOINTS.length])];
  }
}
