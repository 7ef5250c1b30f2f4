import { encodeMessage, makeResource, type Resource, TypeUrl } from "@meltemi/xds";
import { byText } from "./age.js";
import { type Directory, resolveDestination } from "./destinations.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { keepEqual } from "./keep-equal.js";
import type { MeshPort } from "./mesh-ports.js";
import { type CompiledRoutes, compileRoutes } from "./mesh-routes.js";
import type { MetaRouter } from "./meta-routers.js";
import { routeConfigurationName } from "./names.js";
import { type ProxyFilter, rateLimitFilters } from "./rate-limits.js";
import { trackedMemo } from "./tracked-memo.js";

/** What a router makes of a service. */
export interface Routing {
  /** Undefined: the service has none, and gets the default route. */
  readonly router: MetaRouter | undefined;
  /** One for each port that proxies serve, in their order. */
  readonly configurations: readonly Resource[];
  /** Clusters that each of them leads to and that do not exist. */
  readonly missing: readonly (readonly string[])[];
  /** For the proxies in front of the service itself. */
  readonly limits: readonly ProxyFilter[];
  /** Keys of the resources that the routes follow, sorted. */
  readonly sources: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export type RoutingCompiler = (
  directory: Directory,
  host: string,
  ports: readonly MeshPort[],
  router: MetaRouter | undefined,
) => Routing;

/** Compiles what one router makes of one service again and again; what did not change stays the same object. */
export function routingCompiler(): RoutingCompiler {
  let last: readonly Resource[] = [];
  return trackedMemo((directory, host, ports, router) => {
    const compiled = ports.map(({ number }) =>
      compileRoutes(
        { host, port: number, name: routeConfigurationName(host, number) },
        router,
        directory,
      ),
    );
    last = keepEqual(compiled.map(routeResource), last);
    const rules = compiled.flatMap((one) => one.rules);
    return {
      router,
      configurations: last,
      missing: compiled.map((one) => one.missing),
      limits: router === undefined ? [] : rateLimitFilters(host, router.spec),
      sources: [...new Set([...rules, ...(router === undefined ? [] : [router.age.key])])].sort(
        byText,
      ),
      diagnostics: [
        ...compiled.flatMap((one) => one.diagnostics),
        ...(router === undefined ? [] : checkRateLimitService(router, directory)),
      ],
    };
  });
}

export function routeResource({ configuration }: CompiledRoutes): Resource {
  const bytes = encodeMessage(
    "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
    configuration,
  );
  return makeResource(TypeUrl.RouteConfiguration, configuration.name ?? "", bytes);
}

const OUTBOUND_CLUSTER = /^outbound\|(\d+)\|([^|]*)\|(.+)$/;

/** A cluster of another form may be one that the proxy's own configuration has. */
function checkRateLimitService(
  { age, spec }: MetaRouter,
  directory: Directory,
): readonly Diagnostic[] {
  const name = spec.globalRateLimit?.rateLimitService ?? "";
  const [, port, subset = "", host] = OUTBOUND_CLUSTER.exec(name) ?? [];
  if (host === undefined) return [];
  const number = Number(port);
  const destination = { host, subset, port: { number } };
  const { problem } = resolveDestination(destination, age.namespace, number, directory);
  if (problem === undefined) return [];
  const message = `spec.globalRateLimit.rateLimitService: ${problem.message}`;
  return [diagnose(age.key, "UnknownCluster", message)];
}
