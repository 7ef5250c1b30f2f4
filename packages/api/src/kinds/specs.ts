import type { ApplicationProtocolSpec } from "./application-protocol.js";
import type { DestinationRuleSpec } from "./destination-rule.js";
import type { EndpointSliceSpec } from "./endpoint-slice.js";
import type { GatewaySpec } from "./gateway.js";
import type { MetaRouterSpec } from "./meta-router.js";
import type { ServiceSpec } from "./service.js";
import type { ServiceEntrySpec } from "./service-entry.js";
import type { VirtualServiceSpec } from "./virtual-service.js";
import type { WorkloadEntrySpec } from "./workload-entry.js";

/** The spec of each kind: a resource of kind `K` that has been read is a `Resource<Specs[K]>`. */
export interface Specs {
  readonly MetaRouter: MetaRouterSpec;
  readonly ApplicationProtocol: ApplicationProtocolSpec;
  readonly ServiceEntry: ServiceEntrySpec;
  readonly WorkloadEntry: WorkloadEntrySpec;
  readonly DestinationRule: DestinationRuleSpec;
  readonly VirtualService: VirtualServiceSpec;
  readonly Gateway: GatewaySpec;
  readonly Service: ServiceSpec;
  readonly EndpointSlice: EndpointSliceSpec;
}
