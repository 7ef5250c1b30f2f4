import type { KindDefinition } from "../resource/kind-definition.js";
import { applicationProtocol } from "./application-protocol.js";
import { destinationRule } from "./destination-rule.js";
import { endpointSlice } from "./endpoint-slice.js";
import { gateway } from "./gateway.js";
import { metaRouter } from "./meta-router.js";
import { service } from "./service.js";
import { serviceEntry } from "./service-entry.js";
import { virtualService } from "./virtual-service.js";
import { workloadEntry } from "./workload-entry.js";

/** Every kind of resource that Meltemi reads. */
export const KINDS: readonly KindDefinition[] = [
  metaRouter,
  applicationProtocol,
  serviceEntry,
  workloadEntry,
  destinationRule,
  virtualService,
  gateway,
  service,
  endpointSlice,
];

const byName: ReadonlyMap<string, KindDefinition> = new Map(
  KINDS.flatMap((definition) => {
    const { kind, plural, shortNames } = definition;
    return [kind, plural, ...shortNames].map((name) => [name.toLowerCase(), definition]);
  }),
);

/** The kind with that name, plural or short name, in any case: `MetaRouter`, `metarouters`, `mr`. */
export function findKind(name: string): KindDefinition | undefined {
  return byName.get(name.toLowerCase());
}
