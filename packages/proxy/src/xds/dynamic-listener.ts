import { checkSchema, type Finding, formatPath, suggest } from "@meltemi/api";
import type { Resource } from "@meltemi/xds";
import { checkPluginUse } from "../config/check-plugins.js";
import { completeConfig } from "../config/complete.js";
import type { ListenerConfig, RouteConfig } from "../config/config.js";
import { configSchema } from "../config/schema.js";
import { tryFilters } from "../config/try-filters.js";
import type { PluginRegistry } from "../plugins/registry.js";
import { readListener } from "./translate/listener.js";
import { XdsResourceError } from "./translate/xds-resource-error.js";

/** Routes, and the clusters that they lead to. */
export interface DynamicRoutes {
  readonly routes: readonly RouteConfig[];
  readonly clusterNames: readonly string[];
}

export function dynamicRoutes(routes: readonly RouteConfig[]): DynamicRoutes {
  const clusterNames = new Set<string>();
  for (const { route, mirrors } of routes) {
    for (const { cluster } of [...route, ...mirrors]) clusterNames.add(cluster);
  }
  return { routes, clusterNames: [...clusterNames] };
}

/** A listener of the control plane, found right; only its routes may be still to come. */
export interface DynamicListener {
  /** Without routes. */
  readonly config: ListenerConfig;
  readonly routes: { readonly rds: string } | DynamicRoutes;
  /** What of it is not acted on. */
  readonly notes: readonly string[];
}

/** @throws {XdsResourceError} when it cannot be served */
export function readDynamicListener(resource: Resource, plugins: PluginRegistry): DynamicListener {
  const { name, address, port, codecNames, filters, routes, idleTimeoutMs, notes } =
    readListener(resource);
  const protocol = codecNames.find((codec) => plugins.codec(codec) !== undefined);
  if (protocol === undefined) {
    const known = plugins.codecs.map((codec) => codec.protocol);
    throw new XdsResourceError(
      resource,
      [],
      `no codec ${codecNames.join(" or ")} is loaded (${suggest(codecNames[0] ?? "", known)}); ` +
        'install its package and name it in the proxy\'s "codecs"',
    );
  }
  // The same way as a listener of the file, so that defaults and refusals are the same.
  const value = { listeners: [{ name, address, port, protocol, filters }] };
  const findings = checkSchema(configSchema, value, []);
  const root = { path: [], value: value as Readonly<Record<string, unknown>> };
  findings.push(...checkPluginUse(root, plugins, []));
  refuse(resource, findings);
  const config = completeConfig(value, findings);
  refuse(resource, findings);
  refuse(resource, tryFilters(config, plugins));
  const [listener] = config.listeners as readonly [ListenerConfig];
  return {
    config: { ...listener, ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }) },
    routes: "rds" in routes ? routes : dynamicRoutes(routes.inline),
    notes,
  };
}

function refuse(resource: Resource, findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const text = findings.map(({ path, message }) => {
    const [, , ...inside] = path; // "listeners", 0
    return inside.length === 0 ? message : `${formatPath(inside)}: ${message}`;
  });
  throw new XdsResourceError(resource, [], text.join("; "));
}
