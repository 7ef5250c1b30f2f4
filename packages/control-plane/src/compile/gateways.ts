import type { Resource as ApiResource, GatewaySpec } from "@meltemi/api";
import { type Age, ageOf, byAge } from "./age.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import type { Hosts } from "./hosts.js";
import { memoByFirst } from "./memo.js";
import { codecOf } from "./mesh-ports.js";
import { fullHosts, type MetaRouter } from "./meta-routers.js";
import { isAddress, nearNames } from "./names.js";
import type { Protocols } from "./protocols.js";

export interface Gateway {
  readonly age: Age;
  readonly selector: Readonly<Record<string, string>>;
  /** Those that proxies serve. */
  readonly servers: readonly GatewayServer[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GatewayServer {
  readonly address: string;
  readonly port: number;
  readonly protocol: string;
  readonly codec: string;
}

/** A port of a gateway and the one host that it leads to. */
export interface GatewayBinding {
  readonly server: GatewayServer;
  readonly host: string;
  readonly router: MetaRouter;
}

export interface Gateways {
  /** By gateway, the oldest first; gateways that lead nowhere have none. */
  readonly bindings: ReadonlyMap<Gateway, readonly GatewayBinding[]>;
  readonly diagnostics: readonly Diagnostic[];
}

type GatewaysOf = (
  resources: readonly ApiResource<GatewaySpec>[],
  routers: Iterable<MetaRouter>,
  hosts: Hosts,
  protocols: Protocols,
) => Gateways;

const ALL_ADDRESSES = "0.0.0.0";

/** Joins gateways and the routers that are for them. */
export function gatewaysReader(): GatewaysOf {
  const read = memoByFirst(readGateway);
  return (resources, routers, hosts, protocols) => {
    const gateways = resources
      .map((resource) => read(resource, protocols))
      .sort((left, right) => byAge(left.age, right.age));
    const byName = new Map(
      gateways.map((gateway) => [`${gateway.age.namespace}/${gateway.age.name}`, gateway]),
    );
    const diagnostics = gateways.flatMap((gateway) => gateway.diagnostics);
    const bindings = new Map<Gateway, GatewayBinding[]>(gateways.map((gateway) => [gateway, []]));
    const oldestFirst = [...routers].sort((left, right) => byAge(left.age, right.age));
    for (const router of oldestFirst) {
      for (const name of new Set(router.gateways)) {
        const gateway = byName.get(name);
        if (gateway === undefined) {
          const near = nearNames(name, [...byName.keys()].sort());
          const message = `spec.gateways: there is no Gateway ${name}; ${near}`;
          diagnostics.push(diagnose(router.age.key, "NoSuchGateway", message));
          continue;
        }
        bind(gateway, router, hosts, bindings.get(gateway) ?? [], diagnostics);
      }
    }
    for (const [{ age, servers }, bound] of bindings) {
      for (const { port } of servers.filter(
        (server) => !bound.some((one) => one.server === server),
      )) {
        const message = `port ${port}: no MetaRouter leads on from it, so it stays closed; apply one with gateways: [${age.namespace}/${age.name}]`;
        diagnostics.push(diagnose(age.key, "NoRoutes", message));
      }
    }
    return { bindings, diagnostics };
  };
}

function bind(
  gateway: Gateway,
  router: MetaRouter,
  hosts: Hosts,
  bound: GatewayBinding[],
  diagnostics: Diagnostic[],
): void {
  const [host = ""] = fullHosts(router, hosts);
  const servers = serversFor(gateway, router);
  if (servers.length === 0) {
    const ports = gateway.servers.map(({ port }) => port).join(", ") || "none";
    const message = `spec.gateways: no destination has the port of a server of ${gateway.age.key} that proxies serve (${ports}); write destination.port.number`;
    diagnostics.push(diagnose(router.age.key, "NoSuchPort", message));
  }
  if (servers.length > 0 && router.spec.hosts.length > 1) {
    const message = `spec.hosts: a port of a gateway leads to one host, and of several the first, ${host}, is taken; write a MetaRouter for each`;
    diagnostics.push(diagnose(router.age.key, "NotSupported", message));
  }
  for (const server of servers) {
    const rival = bound.find((one) => one.server === server);
    if (rival === undefined) bound.push({ server, host, router });
    else {
      const message = `port ${server.port} of ${gateway.age.key} leads to ${rival.host} by ${rival.router.age.key}, which is older; give the gateway another port for this one`;
      diagnostics.push(diagnose(router.age.key, "PortTaken", message));
    }
  }
}

/** Those whose ports the router's destinations name; where they name none, the only one. */
function serversFor({ servers }: Gateway, { spec }: MetaRouter): readonly GatewayServer[] {
  const named = new Set(
    spec.routes.flatMap(({ route }) => route.map(({ destination }) => destination.port?.number)),
  );
  const chosen = servers.filter(({ port }) => named.has(port));
  return chosen.length === 0 && servers.length === 1 ? servers : chosen;
}

function readGateway(resource: ApiResource<GatewaySpec>, { codecs }: Protocols): Gateway {
  const { spec } = resource;
  const age = ageOf(resource);
  const servers: GatewayServer[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { port, bind = ALL_ADDRESSES, tls }] of spec.servers.entries()) {
    const path = `spec.servers[${index}]`;
    const { codec, protocol, problem } = codecOf(port.name, codecs);
    if (problem !== undefined) {
      diagnostics.push(diagnose(age.key, "UnknownProtocol", `${path}.port.name: ${problem}`));
    }
    if (codec === undefined || protocol === undefined) continue;
    if (tls !== undefined) {
      const message = `${path}.tls: TLS is not supported yet, and serving in plain text what was to be secured would be wrong, so the port stays closed; remove tls to open it`;
      diagnostics.push(diagnose(age.key, "Refused", message));
    } else if (!isAddress(bind)) {
      const message = `${path}.bind: "${bind}" is not an IP address, so the port stays closed; write one`;
      diagnostics.push(diagnose(age.key, "Invalid", message));
    } else if (servers.some((other) => other.port === port.number && other.address === bind)) {
      const message = `${path}.port: port ${port.number} is there twice; the first is used, so remove one`;
      diagnostics.push(diagnose(age.key, "Invalid", message));
    } else servers.push({ address: bind, port: port.number, protocol, codec });
  }
  if (servers.length > 0 && Object.keys(spec.selector).length === 0) {
    const message =
      "spec.selector: it has no label, so no proxy is this gateway; give it the labels of the proxies";
    diagnostics.push(diagnose(age.key, "Invalid", message));
  }
  return { age, selector: spec.selector, servers, diagnostics };
}
