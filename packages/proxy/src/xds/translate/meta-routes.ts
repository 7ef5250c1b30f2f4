import type { Messages } from "@meltemi/xds";
import type { HashPolicyConfig, RouteConfig } from "../../config/config.js";
import { readDestinations } from "./destinations.js";
import { readDuration } from "./duration.js";
import { readMatch } from "./header-match.js";
import { readMirror } from "./mirrors.js";
import { readMutations } from "./mutations.js";
import type { Place } from "./place.js";
import { DEFAULT_TIMEOUT_MS } from "./route-defaults.js";
import { uniqueNames } from "./unique-names.js";

type RouteConfiguration =
  Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration"];
type Route = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Route"];
type RouteAction = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction"];

/** The bound of the original's API. */
const MAX_HASHED = 100;

/**
 * Reads routes in the form of the MetaProtocol proxy, of which a listener may have them too.
 * @throws {XdsResourceError} when this proxy cannot use them
 */
export function readMetaRoutes(
  { routes = [] }: RouteConfiguration,
  place: Place,
): readonly RouteConfig[] {
  const names = uniqueNames(routes.map(({ name }) => name));
  const list = place.at("routes");
  return routes.map((route, index) => readRoute(route, names[index] ?? "", list.at(index)));
}

function readRoute(route: Route, name: string, place: Place): RouteConfig {
  const { match, route: action, timeout, retryPolicy, fault, oneway = false } = route;
  if (action === undefined)
    throw place.at("route").error("is missing; say where the route leads to");
  if (retryPolicy !== undefined) place.at("retry_policy").note("not acted on by this proxy yet");
  if (fault !== undefined) place.at("fault").note("not acted on by this proxy yet");
  const at = place.at("route");
  const mirrors = at.at("request_mirror_policies");
  return {
    name,
    match: readMatch(match?.metadata, place.at("match").at("metadata")),
    route: readDestinations(action, at),
    timeoutMs:
      timeout === undefined ? DEFAULT_TIMEOUT_MS : readDuration(timeout, place.at("timeout")),
    oneway,
    hashPolicy: readHashPolicy(action, at.at("hash_policy")),
    mirrors: (action.requestMirrorPolicies ?? []).map((policy, index) =>
      readMirror(policy, mirrors.at(index)),
    ),
    requestMutation: readMutations(route.requestMutation, place.at("request_mutation")),
    responseMutation: readMutations(route.responseMutation, place.at("response_mutation")),
  };
}

function readHashPolicy(action: RouteAction, place: Place): HashPolicyConfig | undefined {
  return hashPolicyOf(action.hashPolicy ?? [], action.hashSourceIp === true, place);
}

/** @throws {XdsResourceError} when there are too many attributes, or one has no name */
export function hashPolicyOf(
  attributes: readonly string[],
  sourceAddress: boolean,
  place: Place,
): HashPolicyConfig | undefined {
  if (attributes.length > MAX_HASHED) {
    throw place.error(`has ${attributes.length} entries; give ${MAX_HASHED} at most`);
  }
  const empty = attributes.indexOf("");
  if (empty !== -1) throw place.at(empty).error("is empty; name an attribute");
  return attributes.length > 0 || sourceAddress ? { attributes, sourceAddress } : undefined;
}
