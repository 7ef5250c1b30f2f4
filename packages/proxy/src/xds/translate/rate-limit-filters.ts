import type { MatchSpec } from "@meltemi/core";
import type { Messages } from "@meltemi/xds";
import { durationText, readDuration, readPositiveDuration } from "./duration.js";
import { checkFields, fieldTable } from "./field-table.js";
import { readMatch } from "./header-match.js";
import type { Place } from "./place.js";
import { wrapped } from "./wrapped.js";

type LocalRateLimit =
  Messages["aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit"];
type RateLimit = Messages["aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit"];
type RateLimitService = Messages["envoy.config.ratelimit.v3.RateLimitServiceConfig"];
type RouteMatch = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch"];
type TokenBucket = Messages["envoy.type.v3.TokenBucket"];

const MAX_TOKENS = 2 ** 31 - 1;

/** The JSON of the filter "local-rate-limit". @throws {XdsResourceError} when it cannot be used */
export function localRateLimitConfig(
  { tokenBucket, conditions = [] }: LocalRateLimit,
  place: Place,
): object {
  const list = place.at("conditions");
  return {
    ...(tokenBucket && { tokenBucket: bucketConfig(tokenBucket, place.at("token_bucket")) }),
    ...(conditions.length > 0 && {
      conditions: conditions.map((condition, index) => ({
        match: matchSpec(condition.match, list.at(index)),
        tokenBucket: bucketConfig(condition.tokenBucket ?? {}, list.at(index).at("token_bucket")),
      })),
    }),
  };
}

function bucketConfig({ maxTokens = 0, tokensPerFill, fillInterval }: TokenBucket, place: Place) {
  checkTokens(maxTokens, place.at("max_tokens"));
  const interval = place.at("fill_interval");
  if (fillInterval === undefined) throw interval.error("is missing; give one of 0.050s or more");
  const perFill = tokensPerFill && wrapped(tokensPerFill, 0);
  if (perFill !== undefined) checkTokens(perFill, place.at("tokens_per_fill"));
  return {
    fillInterval: durationText(readPositiveDuration(fillInterval, interval)),
    maxTokens,
    ...(perFill !== undefined && { tokensPerFill: perFill }),
  };
}

function checkTokens(tokens: number, place: Place): void {
  if (tokens >= 1 && tokens <= MAX_TOKENS) return;
  throw place.error(`${tokens} is out of range; give 1 to ${MAX_TOKENS}`);
}

const SERVICE = fieldTable<RateLimitService>({
  read: ["grpcService"],
  harmless: ["transportApiVersion"],
});

/** The JSON of the filter "global-rate-limit". @throws {XdsResourceError} when it cannot be used */
export function globalRateLimitConfig(rateLimit: RateLimit, place: Place): object {
  const {
    match,
    domain = "",
    timeout,
    failureModeDeny,
    rateLimitService,
    descriptors = [],
  } = rateLimit;
  if (domain === "") throw place.at("domain").error("is empty; name a domain");
  const service = place.at("rate_limit_service");
  checkFields(rateLimitService ?? {}, SERVICE, service);
  const cluster = rateLimitService?.grpcService?.envoyGrpc?.clusterName ?? "";
  if (cluster === "") {
    throw service
      .at("grpc_service")
      .error("names no cluster; give envoy_grpc.cluster_name, the cluster of the service");
  }
  const list = place.at("descriptors");
  if (descriptors.length === 0) throw list.error("is empty; give at least one descriptor");
  return {
    ...(match && { match: matchSpec(match, place) }),
    domain,
    ...(timeout && { timeout: durationText(readDuration(timeout, place.at("timeout"))) }),
    ...(failureModeDeny !== undefined && { failureModeDeny }),
    cluster,
    // Each is counted for itself, so each is a descriptor with a single entry.
    descriptors: descriptors.map(({ property = "", descriptorKey = "" }, index) => {
      const at = list.at(index);
      if (property === "") throw at.at("property").error("is empty; name an attribute");
      if (descriptorKey === "") throw at.at("descriptor_key").error("is empty; give a key");
      return { entries: [{ key: descriptorKey, attribute: property }] };
    }),
  };
}

function matchSpec(match: RouteMatch | undefined, place: Place): MatchSpec {
  return readMatch(match?.metadata, place.at("match").at("metadata"));
}
