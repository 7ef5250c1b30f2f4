import type { Messages } from "@meltemi/xds";
import type { HashPolicyConfig, MirrorConfig, RouteConfig } from "../../config/config.js";
import { readDestinations } from "./destinations.js";
import { readDuration } from "./duration.js";
import { checkFields, fieldTable } from "./field-table.js";
import { readMatch } from "./header-match.js";
import { hashPolicyOf } from "./meta-routes.js";
import { readMirror } from "./mirrors.js";
import { readHeadersToAdd } from "./mutations.js";
import type { Place } from "./place.js";
import { DEFAULT_TIMEOUT_MS } from "./route-defaults.js";
import { uniqueNames } from "./unique-names.js";

type RouteConfiguration = Messages["envoy.config.route.v3.RouteConfiguration"];
type VirtualHost = Messages["envoy.config.route.v3.VirtualHost"];
type Route = Messages["envoy.config.route.v3.Route"];
type RouteMatch = Messages["envoy.config.route.v3.RouteMatch"];
type RouteAction = Messages["envoy.config.route.v3.RouteAction"];
type HashPolicy = Messages["envoy.config.route.v3.RouteAction.HashPolicy"];
type MirrorPolicy = Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"];

const CONFIGURATION = fieldTable<RouteConfiguration>({
  read: ["name", "virtualHosts"],
  harmless: [
    "validateClusters",
    "internalOnlyHeaders",
    "mostSpecificHeaderMutationsWins",
    "maxDirectResponseBodySizeBytes",
    "ignorePortInHostMatching",
    "ignorePathParametersInPathMatching",
    "metadata",
  ],
});
const VIRTUAL_HOST = fieldTable<VirtualHost>({
  read: ["name", "domains", "routes"],
  harmless: [
    "metadata",
    "virtualClusters",
    "includeRequestAttemptCount",
    "includeAttemptCountInResponse",
    "includeIsTimeoutRetryHeader",
    "perRequestBufferLimitBytes",
  ],
  noted: ["retryPolicy", "hedgePolicy"],
});
const ROUTE = fieldTable<Route>({
  read: ["name", "match", "route", "requestHeadersToAdd", "responseHeadersToAdd"],
  harmless: ["metadata", "decorator", "statPrefix", "perRequestBufferLimitBytes"],
  noted: ["tracing"],
});
const MATCH = fieldTable<RouteMatch>({
  read: ["prefix", "headers"],
  harmless: ["caseSensitive"],
});
const ACTION = fieldTable<RouteAction>({
  read: ["cluster", "weightedClusters", "timeout", "hashPolicy", "requestMirrorPolicies"],
  // About HTTP alone, of which the envelope is and the requests are not.
  harmless: [
    "clusterNotFoundResponseCode",
    "autoHostRewrite",
    "hostRewriteLiteral",
    "hostRewriteHeader",
    "hostRewritePathRegex",
    "appendXForwardedHost",
    "upgradeConfigs",
    "maxGrpcTimeout",
    "grpcTimeoutOffset",
    "cors",
    "priority",
  ],
  noted: ["retryPolicy", "hedgePolicy", "idleTimeout", "maxStreamDuration"],
});
const HASH_POLICY = fieldTable<HashPolicy>({
  read: ["header", "connectionProperties"],
  noted: ["terminal"],
});
const MIRROR = fieldTable<MirrorPolicy>({
  read: ["cluster", "runtimeFraction"],
  harmless: ["traceSampled", "disableShadowHostSuffixAppend"],
});

/**
 * Reads routes in the envelope that Aeraki sends them in: Envoy's HTTP routes, whose header matchers stand
 * for matches over attributes, and headers to add for mutations.
 * @throws {XdsResourceError} when this proxy cannot use them
 */
export function readHttpRoutes(
  configuration: RouteConfiguration,
  place: Place,
): readonly RouteConfig[] {
  checkFields(configuration, CONFIGURATION, place);
  const { virtualHosts = [] } = configuration;
  const [virtualHost] = virtualHosts;
  if (virtualHost === undefined || virtualHosts.length > 1) {
    const text = `has ${virtualHosts.length} entries; give exactly one, for all domains`;
    throw place.at("virtual_hosts").error(text);
  }
  const at = place.at("virtual_hosts").at(0);
  checkFields(virtualHost, VIRTUAL_HOST, at);
  const { domains = [], routes = [] } = virtualHost;
  if (domains.some((domain) => domain !== "*")) {
    at.at("domains").note("not looked at: the virtual host is for all requests");
  }
  if (routes.length === 0) throw at.at("routes").error("is empty; give at least one route");
  const names = uniqueNames(routes.map(({ name }) => name));
  const list = at.at("routes");
  return routes.map((route, index) => readRoute(route, names[index] ?? "", list.at(index)));
}

function readRoute(route: Route, name: string, place: Place): RouteConfig {
  checkFields(route, ROUTE, place);
  const { match = {}, route: action } = route;
  if (action === undefined)
    throw place.at("route").error("is missing; say where the route leads to");
  const at = place.at("route");
  checkFields(action, ACTION, at);
  const { timeout, requestMirrorPolicies = [] } = action;
  const mirrors = at.at("request_mirror_policies");
  return {
    name,
    match: readHttpMatch(match, place.at("match")),
    route: readDestinations(action, at),
    timeoutMs: timeout === undefined ? DEFAULT_TIMEOUT_MS : readDuration(timeout, at.at("timeout")),
    oneway: false,
    hashPolicy: readHashPolicies(action.hashPolicy ?? [], at.at("hash_policy")),
    mirrors: requestMirrorPolicies.map((policy, index): MirrorConfig => {
      checkFields(policy, MIRROR, mirrors.at(index));
      return readMirror(policy, mirrors.at(index));
    }),
    requestMutation: readHeadersToAdd(
      route.requestHeadersToAdd,
      place.at("request_headers_to_add"),
    ),
    responseMutation: readHeadersToAdd(
      route.responseHeadersToAdd,
      place.at("response_headers_to_add"),
    ),
  };
}

function readHttpMatch(match: RouteMatch, place: Place): RouteConfig["match"] {
  checkFields(match, MATCH, place);
  const { prefix = "/" } = match;
  if (prefix !== "" && prefix !== "/") {
    throw place.at("prefix").error('matches paths, which requests do not have; use "/"');
  }
  return readMatch(match.headers, place.at("headers"));
}

function readHashPolicies(
  policies: readonly HashPolicy[],
  place: Place,
): HashPolicyConfig | undefined {
  const attributes: string[] = [];
  let sourceAddress = false;
  for (const [index, policy] of policies.entries()) {
    const at = place.at(index);
    checkFields(policy, HASH_POLICY, at);
    const { header, connectionProperties } = policy;
    if (header?.regexRewrite !== undefined) {
      throw at.at("header").at("regex_rewrite").error("is not supported by this proxy; remove it");
    }
    if (header !== undefined) {
      const { headerName = "" } = header;
      if (headerName === "") {
        throw at.at("header").at("header_name").error("is empty; name an attribute");
      }
      attributes.push(headerName);
    }
    if (connectionProperties?.sourceIp === true) sourceAddress = true;
  }
  return hashPolicyOf(attributes, sourceAddress, place);
}
