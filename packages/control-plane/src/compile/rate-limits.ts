import type { LocalRateLimit, MetaRouterSpec, TokenBucket } from "@meltemi/api";
import { type Messages, packAny } from "@meltemi/xds";
import { attributeMatchers } from "./attribute-match.js";
import { durationOf } from "./durations.js";

export type ProxyFilter = Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter"];
type GlobalRateLimit = NonNullable<MetaRouterSpec["globalRateLimit"]>;

const LOCAL = "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit";
const GLOBAL = "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit";

/** The filters that limit the requests to a host, in the order in which they see them. */
export function rateLimitFilters(host: string, spec: MetaRouterSpec): readonly ProxyFilter[] {
  const { localRateLimit, globalRateLimit } = spec;
  const filters: ProxyFilter[] = [];
  if (localRateLimit !== undefined) filters.push(localFilter(host, localRateLimit));
  if (globalRateLimit !== undefined) filters.push(globalFilter(globalRateLimit));
  return filters;
}

function localFilter(host: string, { tokenBucket, conditions }: LocalRateLimit): ProxyFilter {
  const config: Messages[typeof LOCAL] = {
    statPrefix: host,
    ...(tokenBucket === undefined ? {} : { tokenBucket: bucket(tokenBucket) }),
    conditions: conditions.map((condition) => ({
      match: { metadata: attributeMatchers(condition.match) },
      tokenBucket: bucket(condition.tokenBucket),
    })),
  };
  return {
    name: "aeraki.meta_protocol.filters.local_ratelimit",
    config: packAny(LOCAL, config),
  };
}

function bucket({
  maxTokens,
  tokensPerFill,
  fillInterval,
}: TokenBucket): Messages["envoy.type.v3.TokenBucket"] {
  return {
    maxTokens,
    tokensPerFill: { value: tokensPerFill },
    fillInterval: durationOf(fillInterval),
  };
}

function globalFilter(limit: GlobalRateLimit): ProxyFilter {
  const config: Messages[typeof GLOBAL] = {
    match: { metadata: attributeMatchers(limit.match) },
    domain: limit.domain,
    timeout: durationOf(limit.requestTimeout),
    failureModeDeny: limit.denyOnFail,
    rateLimitService: {
      grpcService: { envoyGrpc: { clusterName: limit.rateLimitService } },
      transportApiVersion: "V3",
    },
    descriptors: limit.descriptors.map(({ property, descriptorKey }) => ({
      property,
      descriptorKey,
    })),
  };
  return { name: "aeraki.meta_protocol.filters.ratelimit", config: packAny(GLOBAL, config) };
}
