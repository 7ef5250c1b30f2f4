import { allocateAddresses, sameAddresses, sameClaims } from "./addresses.js";
import { servicesCompiler } from "./compile-services.js";
import { createMesh, meshCaches } from "./compiled-mesh.js";
import { destinationRulesReader } from "./destination-rules.js";
import type { Diagnostic } from "./diagnostic.js";
import { gatewayPortsCompiler } from "./gateway-ports.js";
import { gatewaysReader } from "./gateways.js";
import { hostsOf } from "./hosts.js";
import { kindSplitter } from "./kinds.js";
import { memo, stableList, stableValue } from "./memo.js";
import type { Mesh } from "./mesh.js";
import { metaRoutersReader } from "./meta-routers.js";
import { readProtocols } from "./protocols.js";
import type { Service } from "./service.js";
import { servicesReader } from "./services.js";
import type { StoreView } from "./store-view.js";
import { judgeVirtualServices } from "./virtual-services.js";

export interface CompilerOptions {
  /** What ends the full names of Kubernetes services. @default "cluster.local" */
  readonly domain?: string;
}

export interface Compiler {
  /**
   * Turns resources into what proxies get. Depends on nothing but the view: what is kept from views before only saves
   * time, and makes what did not change the same objects. Never throws for what a resource says.
   */
  compile(view: StoreView): Mesh;
}

export function createCompiler({ domain = "cluster.local" }: CompilerOptions = {}): Compiler {
  const split = kindSplitter();
  const protocolsOf = memo(readProtocols);
  const servicesOf = servicesReader(domain);
  const stableHosts = stableList<string>();
  const hostsOfList = memo((list: readonly string[]) => hostsOf(list, domain));
  const hostsOfServices = memo((services: readonly Service[]) =>
    hostsOfList(stableHosts(services.map(({ host }) => host))),
  );
  const stableClaims = stableValue(sameClaims);
  const stableAddresses = stableValue(sameAddresses);
  const addressesOf = memo((services: readonly Service[], before: ReadonlyMap<string, string>) =>
    stableAddresses(allocateAddresses(services, before)),
  );
  const rulesOf = destinationRulesReader();
  const routersOf = metaRoutersReader();
  const gatewaysOf = gatewaysReader();
  const virtualServicesOf = memo(judgeVirtualServices);
  const compileGateways = gatewayPortsCompiler();
  const compileServices = servicesCompiler();
  const caches = meshCaches();

  return {
    compile: ({ resources, addresses: before }) => {
      const kinds = split(resources.values());
      const protocols = protocolsOf(kinds.of("ApplicationProtocol"));
      const services = servicesOf(
        kinds.of("ServiceEntry"),
        kinds.of("WorkloadEntry"),
        kinds.of("Service"),
        kinds.of("EndpointSlice"),
      );
      const hosts = hostsOfServices(services.list);
      const addresses = addressesOf(stableClaims(services.list), before);
      const rules = rulesOf(kinds.of("DestinationRule"), hosts);
      const routers = routersOf(kinds.of("MetaRouter"), hosts);
      const gateways = gatewaysOf(kinds.of("Gateway"), routers.special, hosts, protocols);

      const diagnostics: Diagnostic[] = [
        protocols.diagnostics,
        services.diagnostics,
        addresses.diagnostics,
        rules.diagnostics,
        routers.diagnostics,
        gateways.diagnostics,
        virtualServicesOf(kinds.of("VirtualService")),
      ].flat();
      const compiled = compileServices(
        {
          services: services.list,
          hosts,
          protocols,
          rules,
          routers,
          addresses: addresses.allocated,
        },
        diagnostics,
      );
      const gatewayPorts = compileGateways(gateways, compiled.directory, diagnostics);
      return createMesh(
        {
          services,
          compiled: compiled.table,
          directory: compiled.directory,
          routers,
          gatewayPorts,
          protocols,
          addresses: addresses.allocated,
          diagnostics,
        },
        caches,
      );
    },
  };
}
