import type { Client } from "./client.js";
import { type Service, selects } from "./service.js";

/** Finds the services that an application serves. Follows one list of services after another. */
export class ServedIndex {
  #services: readonly Service[] = [];
  /** Services that choose proxies by their labels, by namespace. */
  readonly #selecting = new Map<string, Set<Service>>();
  /** Services by the addresses of their endpoints. */
  readonly #byAddress = new Map<string, Set<Service>>();

  /** Hosts of the services that the application beside a proxy serves, sorted. */
  servedBy(client: Client, services: readonly Service[]): readonly string[] {
    this.#follow(services);
    const { namespace, labels, addresses, inbound } = client;
    const hosts = new Set<string>();
    for (const { selector = {}, host } of this.#selecting.get(namespace) ?? []) {
      if (selects(selector, labels)) hosts.add(host);
    }
    for (const address of addresses) {
      for (const { host, endpoints } of this.#byAddress.get(address) ?? []) {
        const isHere = endpoints.some(
          (endpoint) =>
            endpoint.address === address &&
            (inbound.size === 0 || [...endpoint.ports.values()].some((port) => inbound.has(port))),
        );
        if (isHere) hosts.add(host);
      }
    }
    return [...hosts].sort();
  }

  #follow(services: readonly Service[]): void {
    if (services === this.#services) return;
    const before = new Set(this.#services);
    const after = new Set(services);
    for (const service of this.#services) if (!after.has(service)) this.#forget(service);
    for (const service of services) if (!before.has(service)) this.#add(service);
    this.#services = services;
  }

  #add(service: Service): void {
    if (service.selector !== undefined) add(this.#selecting, service.namespace, service);
    for (const { address } of service.endpoints) add(this.#byAddress, address, service);
  }

  #forget(service: Service): void {
    forget(this.#selecting, service.namespace, service);
    for (const { address } of service.endpoints) forget(this.#byAddress, address, service);
  }
}

function add(sets: Map<string, Set<Service>>, key: string, service: Service): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([service]));
  else set.add(service);
}

function forget(sets: Map<string, Set<Service>>, key: string, service: Service): void {
  const set = sets.get(key);
  set?.delete(service);
  if (set?.size === 0) sets.delete(key);
}
