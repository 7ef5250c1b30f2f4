import type {
  ApplicationProtocolSpec,
  DestinationRuleSpec,
  EndpointSliceSpec,
  GatewaySpec,
  Kind,
  MetaRouterSpec,
  Resource,
  ServiceEntrySpec,
  ServiceSpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
} from "@meltemi/api";
import { stableList } from "./memo.js";

interface Specs {
  readonly MetaRouter: MetaRouterSpec;
  readonly ApplicationProtocol: ApplicationProtocolSpec;
  readonly ServiceEntry: ServiceEntrySpec;
  readonly WorkloadEntry: WorkloadEntrySpec;
  readonly DestinationRule: DestinationRuleSpec;
  readonly Gateway: GatewaySpec;
  readonly VirtualService: VirtualServiceSpec;
  readonly Service: ServiceSpec;
  readonly EndpointSlice: EndpointSliceSpec;
}

/** The resources of a view, by kind. A list with the same resources as last time is the same list. */
export interface ResourcesByKind {
  of<Name extends keyof Specs>(kind: Name): readonly Resource<Specs[Name]>[];
}

export function kindSplitter(): (resources: Iterable<Resource>) => ResourcesByKind {
  const stable = new Map<Kind, (items: readonly Resource[]) => readonly Resource[]>();
  return (resources) => {
    const found = new Map<Kind, Resource[]>();
    for (const resource of resources) {
      const list = found.get(resource.kind);
      if (list === undefined) found.set(resource.kind, [resource]);
      else list.push(resource);
    }
    const lists = new Map<Kind, readonly Resource[]>();
    for (const [kind, list] of found) {
      const before = stable.get(kind) ?? stableList<Resource>();
      stable.set(kind, before);
      lists.set(kind, before(list));
    }
    return {
      // A resource of a kind has the specification of that kind.
      of: <Name extends keyof Specs>(kind: Name) =>
        (lists.get(kind) ?? NONE) as readonly Resource<Specs[Name]>[],
    };
  };
}

const NONE: readonly Resource[] = [];
