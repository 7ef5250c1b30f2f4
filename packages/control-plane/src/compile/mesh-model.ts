import type { Directory } from "./destinations.js";
import type { Diagnostic } from "./diagnostic.js";
import type { GatewayPorts } from "./gateway-ports.js";
import type { Services } from "./merge-services.js";
import type { MetaRouters } from "./meta-routers.js";
import type { Protocols } from "./protocols.js";
import type { ServiceTable } from "./service-table.js";

/** Everything that one compilation has found, before it is cut to what each proxy sees. */
export interface MeshModel {
  readonly services: Services;
  readonly compiled: ServiceTable;
  readonly directory: Directory;
  readonly routers: MetaRouters;
  readonly gatewayPorts: GatewayPorts;
  readonly protocols: Protocols;
  /** Allocated addresses, by host. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Of everything but single services. */
  readonly diagnostics: readonly Diagnostic[];
}
