import type { Resource } from "@meltemi/xds";
import type { Age } from "./age.js";
import { FROM_ADS } from "./clusters.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { listenerResource } from "./listener-message.js";
import type { MeshPort } from "./mesh-ports.js";
import { isAddress, listenerName, outboundCluster, routeConfigurationName } from "./names.js";

/** Makes the listeners of a service, each once however many proxies have it. */
export interface ServiceListeners {
  readonly host: string;
  readonly age: Age;
  readonly ports: readonly MeshPort[];
  /** Where the service is reached in "vip" mode. */
  readonly addresses: readonly string[];
  at(address: string, port: MeshPort): Resource;
}

export function serviceListeners(
  host: string,
  age: Age,
  ports: readonly MeshPort[],
  addresses: readonly string[],
): ServiceListeners {
  const made = new Map<string, Resource>();
  return {
    host,
    age,
    ports,
    addresses,
    at: (address, { number, protocol, codec }) => {
      const name = listenerName(address, number);
      const known = made.get(name);
      if (known !== undefined) return known;
      const listener = listenerResource({
        name,
        address,
        port: number,
        direction: "OUTBOUND",
        statPrefix: outboundCluster(number, "", host),
        protocol,
        codec,
        routes: {
          rds: {
            configSource: FROM_ADS,
            routeConfigName: routeConfigurationName(host, number),
          },
        },
        filters: [],
      });
      made.set(name, listener);
      return listener;
    },
  };
}

export interface OutboundListeners {
  /** Sorted by name. */
  readonly listeners: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The listeners through which a proxy's application calls services.
 * @param services the oldest first: of two that want the same address and port, the older has it
 * @param mode "vip": each service at its own addresses; an IP address: all services at that one; "none"
 */
export function outboundListeners(
  services: readonly ServiceListeners[],
  mode: string,
): OutboundListeners {
  if (mode === "none") return { listeners: [], diagnostics: [] };
  const owners = new Map<string, string>();
  const listeners = new Map<string, Resource>();
  const diagnostics: Diagnostic[] = [];
  const shared = mode !== "vip";
  for (const service of services) {
    const { host, age, ports } = service;
    for (const port of ports) {
      for (const address of shared ? [mode] : service.addresses) {
        if (!isAddress(address)) {
          const message = `${host}: "${address}" is not an address to listen on, so there is no listener for it; write IP addresses`;
          diagnostics.push(diagnose(age.key, "NotSupported", message));
          continue;
        }
        const name = listenerName(address, port.number);
        const owner = owners.get(name);
        if (owner !== undefined) {
          const message = `${host}: ${address}:${port.number} is taken by ${owner}, which is older; give one of them another ${shared ? "port" : "address or port"}`;
          diagnostics.push(diagnose(age.key, "PortTaken", message));
          continue;
        }
        owners.set(name, host);
        listeners.set(name, service.at(address, port));
      }
    }
  }
  const names = [...listeners.keys()].sort();
  return { listeners: names.flatMap((name) => listeners.get(name) ?? []), diagnostics };
}
