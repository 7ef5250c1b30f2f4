import type { Destination, MetaRoute } from "@meltemi/api";
import type { Messages } from "@meltemi/xds";
import { attributeMatchers } from "./attribute-match.js";
import { type Directory, type ResolvedDestination, resolveDestination } from "./destinations.js";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { durationOf } from "./durations.js";
import { type HashPolicy, joinHashPolicies } from "./hash-policy.js";
import type { MetaRouter } from "./meta-routers.js";
import { uniqueRouteNames } from "./route-names.js";

type RouteConfiguration =
  Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration"];
type Route = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Route"];
type RouteAction = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction"];
type Fault = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Fault"];
type FractionalPercent = Messages["envoy.type.v3.FractionalPercent"];

export interface CompiledRoutes {
  readonly configuration: RouteConfiguration;
  readonly diagnostics: readonly Diagnostic[];
  /** Keys of the DestinationRules that counted. */
  readonly rules: readonly string[];
  /** Clusters that it leads to and that do not exist, sorted. */
  readonly missing: readonly string[];
}

/** A port of a host that is being called. */
export interface Called {
  readonly host: string;
  readonly port: number;
  /** Of the route configuration. */
  readonly name: string;
}

/**
 * The routes of a router for a port.
 * @param router undefined, or one without routes: everything goes to the host itself
 */
export function compileRoutes(
  called: Called,
  router: MetaRouter | undefined,
  directory: Directory,
): CompiledRoutes {
  const diagnostics: Diagnostic[] = [];
  const rules = new Set<string>();
  const missing = new Set<string>();
  const resolve = (destination: Destination, path: string): ResolvedDestination => {
    const namespace = router?.age.namespace ?? "";
    const resolved = resolveDestination(destination, namespace, called.port, directory);
    const { problem, rule } = resolved;
    if (rule !== undefined) rules.add(rule);
    if (problem !== undefined) missing.add(resolved.cluster);
    if (problem !== undefined && router !== undefined) {
      const message = `${path}: ${problem.message}`;
      diagnostics.push(diagnose(router.age.key, problem.reason, message));
    }
    return resolved;
  };
  const done = (routes: Route[]): CompiledRoutes => ({
    configuration: { name: called.name, routes },
    diagnostics,
    rules: [...rules].sort(),
    missing: [...missing].sort(),
  });
  const itself: Destination = { host: called.host, port: { number: called.port } };

  if (router === undefined || router.spec.routes.length === 0) {
    const { cluster, hashPolicy } = resolve(itself, "");
    const routes = [{ name: "default", route: { cluster, ...hashing(hashPolicy) } }];
    return done(routes);
  }
  const { names, renamed } = uniqueRouteNames(router.spec.routes.map(({ name }) => name));
  for (const message of renamed) {
    diagnostics.push(diagnose(router.age.key, "Renamed", message));
  }
  const routes = router.spec.routes.map((route, index) => {
    const path = `spec.routes[${index}]`;
    if (route.route.length === 0) {
      const message = `${path}.route: it has no destination, so requests go to ${called.host} itself; give it one`;
      diagnostics.push(diagnose(router.age.key, "Invalid", message));
    }
    const written = route.route.length === 0 ? [{ destination: itself }] : route.route;
    const destinations = written.map(({ destination, weight = 0 }, at) => ({
      ...resolve(destination, `${path}.route[${at}].destination`),
      weight,
    }));
    if (destinations.length > 1 && destinations.every(({ weight }) => weight === 0)) {
      const message = `${path}.route: the weights add up to 0, so each destination gets the same share; write weights that add up to 100`;
      diagnostics.push(diagnose(router.age.key, "Invalid", message));
    }
    const mirror =
      route.mirror === undefined ? undefined : resolve(route.mirror, `${path}.mirror`).cluster;
    return compileRoute(names[index] ?? "", route, destinations, mirror);
  });
  return done(routes);
}

interface WeightedDestination extends ResolvedDestination {
  readonly weight: number;
}

function compileRoute(
  name: string,
  route: MetaRoute,
  destinations: readonly WeightedDestination[],
  mirror: string | undefined,
): Route {
  const { requestMutation, responseMutation, timeout, retries, fault } = route;
  const metadata = attributeMatchers(route.match);
  const hashPolicy: HashPolicy =
    route.hashPolicy.length === 0
      ? joinHashPolicies(destinations.map((destination) => destination.hashPolicy))
      : {
          attributes: route.hashPolicy.flatMap((one) => ("attribute" in one ? one.attribute : [])),
          sourceIp: route.hashPolicy.some((one) => "sourceIp" in one),
        };
  return {
    name,
    ...(metadata.length === 0 ? {} : { match: { metadata } }),
    route: {
      ...spread(destinations),
      ...hashing(hashPolicy),
      ...(mirror === undefined
        ? {}
        : {
            requestMirrorPolicies: [
              {
                cluster: mirror,
                runtimeFraction: { defaultValue: fraction(route.mirrorPercentage?.value ?? 100) },
              },
            ],
          }),
    },
    requestMutation,
    responseMutation,
    ...(timeout === undefined ? {} : { timeout: durationOf(timeout) }),
    ...(retries === undefined
      ? {}
      : {
          retryPolicy: {
            attempts: retries.attempts,
            retryOn: retries.retryOn,
            ...(retries.perTryTimeout === undefined
              ? {}
              : { perTryTimeout: durationOf(retries.perTryTimeout) }),
          },
        }),
    ...(fault === undefined ? {} : { fault: faultOf(fault) }),
    oneway: route.oneway,
  };
}

function spread(destinations: readonly WeightedDestination[]): RouteAction {
  const [first, ...others] = destinations;
  if (first !== undefined && others.length === 0) return { cluster: first.cluster };
  const equal = destinations.every(({ weight }) => weight === 0);
  return {
    weightedClusters: {
      clusters: destinations.map(({ cluster, weight }) => ({
        name: cluster,
        weight: { value: equal ? 1 : weight },
      })),
    },
  };
}

function hashing({ attributes, sourceIp }: HashPolicy): RouteAction {
  return {
    ...(attributes.length === 0 ? {} : { hashPolicy: attributes }),
    ...(sourceIp ? { hashSourceIp: true } : {}),
  };
}

function faultOf({ delay, abort }: NonNullable<MetaRoute["fault"]>): Fault {
  return {
    ...(delay === undefined
      ? {}
      : {
          delay: {
            percentage: fraction(delay.percentage.value),
            fixedDelay: durationOf(delay.fixedDelay),
          },
        }),
    ...(abort === undefined
      ? {}
      : { abort: { percentage: fraction(abort.percentage.value), message: abort.message } }),
  };
}

/** Per cent, with four places after the point. */
function fraction(percent: number): FractionalPercent {
  return { numerator: Math.trunc(percent * 10_000), denominator: "MILLION" };
}
