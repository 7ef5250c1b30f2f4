import { suggest } from "@meltemi/api";

export function outboundCluster(port: number, subset: string, host: string): string {
  return `outbound|${port}|${subset}|${host}`;
}

export function inboundCluster(port: number): string {
  return `inbound|${port}||`;
}

export function routeConfigurationName(host: string, port: number): string {
  return `${host}_${port}`;
}

/** Two gateways may send the same port to the same host by different routes. */
export function gatewayRouteConfigurationName(
  gateway: { readonly namespace: string; readonly name: string },
  port: number,
  host: string,
): string {
  return `gateway|${port}|${gateway.namespace}/${gateway.name}|${host}`;
}

export function listenerName(address: string, port: number): string {
  return `${address}_${port}`;
}

/** The name in full of a host that was written short: `orders` in namespace shop is `orders.shop.svc.<domain>`. */
export function expandHost(host: string, namespace: string, domain: string): string {
  return host.includes(".") ? host : `${host}.${namespace}.svc.${domain}`;
}

const ADDRESS_V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const ADDRESS_V6 = /^[0-9a-f:]*:[0-9a-f:]*(?:\d+\.\d+\.\d+\.\d+)?$/i;

export function isAddress(text: string): boolean {
  return ADDRESS_V4.test(text) || ADDRESS_V6.test(text);
}

/** `did you mean "v1"? There are: v1, v2`, or the first of a long list. */
export function nearNames(name: string, known: readonly string[]): string {
  return suggest(name, known.slice(0, NAMES_IN_A_MESSAGE));
}

const NAMES_IN_A_MESSAGE = 20;
