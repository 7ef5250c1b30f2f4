// Written by `pnpm --filter @meltemi/xds generate` from the protos that NOTICE names. Do not edit.

/** Messages by full name. Fields are absent when not set; 64-bit integers are numbers. */
export interface Messages {
  "aeraki.meta_protocol_proxy.config.route.v1alpha.Fault": {
    readonly delay?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.FaultDelay"] | undefined;
    readonly abort?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.FaultAbort"] | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.FaultAbort": {
    readonly percentage?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly message?: string | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.FaultDelay": {
    readonly percentage?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly fixedDelay?: Messages["google.protobuf.Duration"] | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue": {
    readonly key?: string | undefined;
    readonly value?: string | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RequestMirrorPolicy": {
    readonly cluster?: string | undefined;
    readonly runtimeFraction?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"] | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RetryPolicy": {
    readonly attempts?: number | undefined;
    readonly perTryTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly retryOn?: readonly string[] | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.Route": {
    readonly name?: string | undefined;
    readonly match?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch"] | undefined;
    readonly route?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction"] | undefined;
    readonly requestMutation?: readonly Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue"][] | undefined;
    readonly responseMutation?: readonly Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue"][] | undefined;
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly retryPolicy?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RetryPolicy"] | undefined;
    readonly fault?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Fault"] | undefined;
    readonly oneway?: boolean | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction": {
    readonly cluster?: string | undefined;
    readonly weightedClusters?: Messages["envoy.config.route.v3.WeightedCluster"] | undefined;
    readonly hashPolicy?: readonly string[] | undefined;
    readonly requestMirrorPolicies?: readonly Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RequestMirrorPolicy"][] | undefined;
    readonly hashSourceIp?: boolean | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration": {
    readonly name?: string | undefined;
    readonly routes?: readonly Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Route"][] | undefined;
  };
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch": {
    readonly metadata?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
  };
  "aeraki.meta_protocol_proxy.filters.istio_stats.v1alpha.IstioStats": {
    readonly destinationService?: string | undefined;
  };
  "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit": {
    readonly statPrefix?: string | undefined;
    readonly tokenBucket?: Messages["envoy.type.v3.TokenBucket"] | undefined;
    readonly conditions?: readonly Messages["aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimitCondition"][] | undefined;
  };
  "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimitCondition": {
    readonly match?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch"] | undefined;
    readonly tokenBucket?: Messages["envoy.type.v3.TokenBucket"] | undefined;
  };
  "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.Descriptor": {
    readonly property?: string | undefined;
    readonly descriptorKey?: string | undefined;
  };
  "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit": {
    readonly match?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch"] | undefined;
    readonly domain?: string | undefined;
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly failureModeDeny?: boolean | undefined;
    readonly rateLimitService?: Messages["envoy.config.ratelimit.v3.RateLimitServiceConfig"] | undefined;
    readonly descriptors?: readonly Messages["aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.Descriptor"][] | undefined;
  };
  "aeraki.meta_protocol_proxy.v1alpha.ApplicationProtocol": {
    readonly name?: string | undefined;
    readonly codec?: Messages["aeraki.meta_protocol_proxy.v1alpha.Codec"] | undefined;
    readonly multiplexing?: boolean | undefined;
  };
  "aeraki.meta_protocol_proxy.v1alpha.Codec": {
    readonly name?: string | undefined;
    readonly config?: Messages["google.protobuf.Any"] | undefined;
  };
  "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter": {
    readonly name?: string | undefined;
    readonly config?: Messages["google.protobuf.Any"] | undefined;
  };
  "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy": {
    readonly statPrefix?: string | undefined;
    readonly applicationProtocol?: string | undefined;
    readonly rds?: Messages["aeraki.meta_protocol_proxy.v1alpha.Rds"] | undefined;
    readonly routeConfig?: Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration"] | undefined;
    readonly codec?: Messages["aeraki.meta_protocol_proxy.v1alpha.Codec"] | undefined;
    readonly metaProtocolFilters?: readonly Messages["aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter"][] | undefined;
    readonly accessLog?: readonly Messages["envoy.config.accesslog.v3.AccessLog"][] | undefined;
    readonly idleTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly protocol?: Messages["aeraki.meta_protocol_proxy.v1alpha.ApplicationProtocol"] | undefined;
  };
  "aeraki.meta_protocol_proxy.v1alpha.Rds": {
    readonly configSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly routeConfigName?: string | undefined;
  };
  "envoy.config.accesslog.v3.AccessLog": {
    readonly name?: string | undefined;
    readonly filter?: Messages["envoy.config.accesslog.v3.AccessLogFilter"] | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.accesslog.v3.AccessLogFilter": {
    readonly statusCodeFilter?: Messages["envoy.config.accesslog.v3.StatusCodeFilter"] | undefined;
    readonly durationFilter?: Messages["envoy.config.accesslog.v3.DurationFilter"] | undefined;
    readonly notHealthCheckFilter?: Messages["envoy.config.accesslog.v3.NotHealthCheckFilter"] | undefined;
    readonly traceableFilter?: Messages["envoy.config.accesslog.v3.TraceableFilter"] | undefined;
    readonly runtimeFilter?: Messages["envoy.config.accesslog.v3.RuntimeFilter"] | undefined;
    readonly andFilter?: Messages["envoy.config.accesslog.v3.AndFilter"] | undefined;
    readonly orFilter?: Messages["envoy.config.accesslog.v3.OrFilter"] | undefined;
    readonly headerFilter?: Messages["envoy.config.accesslog.v3.HeaderFilter"] | undefined;
    readonly responseFlagFilter?: Messages["envoy.config.accesslog.v3.ResponseFlagFilter"] | undefined;
    readonly grpcStatusFilter?: Messages["envoy.config.accesslog.v3.GrpcStatusFilter"] | undefined;
    readonly extensionFilter?: Messages["envoy.config.accesslog.v3.ExtensionFilter"] | undefined;
    readonly metadataFilter?: Messages["envoy.config.accesslog.v3.MetadataFilter"] | undefined;
    readonly logTypeFilter?: Messages["envoy.config.accesslog.v3.LogTypeFilter"] | undefined;
  };
  "envoy.config.accesslog.v3.AndFilter": {
    readonly filters?: readonly Messages["envoy.config.accesslog.v3.AccessLogFilter"][] | undefined;
  };
  "envoy.config.accesslog.v3.ComparisonFilter": {
    readonly op?: Enums["envoy.config.accesslog.v3.ComparisonFilter.Op"] | undefined;
    readonly value?: Messages["envoy.config.core.v3.RuntimeUInt32"] | undefined;
  };
  "envoy.config.accesslog.v3.DurationFilter": {
    readonly comparison?: Messages["envoy.config.accesslog.v3.ComparisonFilter"] | undefined;
  };
  "envoy.config.accesslog.v3.ExtensionFilter": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.accesslog.v3.GrpcStatusFilter": {
    readonly statuses?: readonly Enums["envoy.config.accesslog.v3.GrpcStatusFilter.Status"][] | undefined;
    readonly exclude?: boolean | undefined;
  };
  "envoy.config.accesslog.v3.HeaderFilter": {
    readonly header?: Messages["envoy.config.route.v3.HeaderMatcher"] | undefined;
  };
  "envoy.config.accesslog.v3.LogTypeFilter": {
    readonly types?: readonly Enums["envoy.data.accesslog.v3.AccessLogType"][] | undefined;
    readonly exclude?: boolean | undefined;
  };
  "envoy.config.accesslog.v3.MetadataFilter": {
    readonly matcher?: Messages["envoy.type.matcher.v3.MetadataMatcher"] | undefined;
    readonly matchIfKeyNotFound?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.accesslog.v3.NotHealthCheckFilter": Readonly<Record<string, never>>;
  "envoy.config.accesslog.v3.OrFilter": {
    readonly filters?: readonly Messages["envoy.config.accesslog.v3.AccessLogFilter"][] | undefined;
  };
  "envoy.config.accesslog.v3.ResponseFlagFilter": {
    readonly flags?: readonly string[] | undefined;
  };
  "envoy.config.accesslog.v3.RuntimeFilter": {
    readonly runtimeKey?: string | undefined;
    readonly percentSampled?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly useIndependentRandomness?: boolean | undefined;
  };
  "envoy.config.accesslog.v3.StatusCodeFilter": {
    readonly comparison?: Messages["envoy.config.accesslog.v3.ComparisonFilter"] | undefined;
  };
  "envoy.config.accesslog.v3.TraceableFilter": Readonly<Record<string, never>>;
  "envoy.config.cluster.v3.CircuitBreakers": {
    readonly thresholds?: readonly Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds"][] | undefined;
    readonly perHostThresholds?: readonly Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds"][] | undefined;
  };
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds": {
    readonly priority?: Enums["envoy.config.core.v3.RoutingPriority"] | undefined;
    readonly maxConnections?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxPendingRequests?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxRequests?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxRetries?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly trackRemaining?: boolean | undefined;
    readonly maxConnectionPools?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly retryBudget?: Messages["envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget"] | undefined;
  };
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget": {
    readonly budgetPercent?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly minRetryConcurrency?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster": {
    readonly name?: string | undefined;
    readonly type?: Enums["envoy.config.cluster.v3.Cluster.DiscoveryType"] | undefined;
    readonly edsClusterConfig?: Messages["envoy.config.cluster.v3.Cluster.EdsClusterConfig"] | undefined;
    readonly connectTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly perConnectionBufferLimitBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly lbPolicy?: Enums["envoy.config.cluster.v3.Cluster.LbPolicy"] | undefined;
    readonly healthChecks?: readonly Messages["envoy.config.core.v3.HealthCheck"][] | undefined;
    readonly maxRequestsPerConnection?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly circuitBreakers?: Messages["envoy.config.cluster.v3.CircuitBreakers"] | undefined;
    readonly httpProtocolOptions?: Messages["envoy.config.core.v3.Http1ProtocolOptions"] | undefined;
    readonly http2ProtocolOptions?: Messages["envoy.config.core.v3.Http2ProtocolOptions"] | undefined;
    readonly dnsRefreshRate?: Messages["google.protobuf.Duration"] | undefined;
    readonly dnsLookupFamily?: Enums["envoy.config.cluster.v3.Cluster.DnsLookupFamily"] | undefined;
    readonly dnsResolvers?: readonly Messages["envoy.config.core.v3.Address"][] | undefined;
    readonly outlierDetection?: Messages["envoy.config.cluster.v3.OutlierDetection"] | undefined;
    readonly cleanupInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly upstreamBindConfig?: Messages["envoy.config.core.v3.BindConfig"] | undefined;
    readonly lbSubsetConfig?: Messages["envoy.config.cluster.v3.Cluster.LbSubsetConfig"] | undefined;
    readonly ringHashLbConfig?: Messages["envoy.config.cluster.v3.Cluster.RingHashLbConfig"] | undefined;
    readonly transportSocket?: Messages["envoy.config.core.v3.TransportSocket"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly protocolSelection?: Enums["envoy.config.cluster.v3.Cluster.ClusterProtocolSelection"] | undefined;
    readonly commonLbConfig?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig"] | undefined;
    readonly altStatName?: string | undefined;
    readonly commonHttpProtocolOptions?: Messages["envoy.config.core.v3.HttpProtocolOptions"] | undefined;
    readonly upstreamConnectionOptions?: Messages["envoy.config.cluster.v3.UpstreamConnectionOptions"] | undefined;
    readonly closeConnectionsOnHostHealthFailure?: boolean | undefined;
    readonly ignoreHealthOnHostRemoval?: boolean | undefined;
    readonly loadAssignment?: Messages["envoy.config.endpoint.v3.ClusterLoadAssignment"] | undefined;
    readonly originalDstLbConfig?: Messages["envoy.config.cluster.v3.Cluster.OriginalDstLbConfig"] | undefined;
    readonly typedExtensionProtocolOptions?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
    readonly leastRequestLbConfig?: Messages["envoy.config.cluster.v3.Cluster.LeastRequestLbConfig"] | undefined;
    readonly clusterType?: Messages["envoy.config.cluster.v3.Cluster.CustomClusterType"] | undefined;
    readonly respectDnsTtl?: boolean | undefined;
    readonly filters?: readonly Messages["envoy.config.cluster.v3.Filter"][] | undefined;
    readonly loadBalancingPolicy?: Messages["envoy.config.cluster.v3.LoadBalancingPolicy"] | undefined;
    readonly lrsServer?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly transportSocketMatches?: readonly Messages["envoy.config.cluster.v3.Cluster.TransportSocketMatch"][] | undefined;
    readonly dnsFailureRefreshRate?: Messages["envoy.config.cluster.v3.Cluster.RefreshRate"] | undefined;
    readonly useTcpForDnsLookups?: boolean | undefined;
    readonly upstreamHttpProtocolOptions?: Messages["envoy.config.core.v3.UpstreamHttpProtocolOptions"] | undefined;
    readonly trackTimeoutBudgets?: boolean | undefined;
    readonly upstreamConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly trackClusterStats?: Messages["envoy.config.cluster.v3.TrackClusterStats"] | undefined;
    readonly preconnectPolicy?: Messages["envoy.config.cluster.v3.Cluster.PreconnectPolicy"] | undefined;
    readonly connectionPoolPerDownstreamConnection?: boolean | undefined;
    readonly maglevLbConfig?: Messages["envoy.config.cluster.v3.Cluster.MaglevLbConfig"] | undefined;
    readonly dnsResolutionConfig?: Messages["envoy.config.core.v3.DnsResolutionConfig"] | undefined;
    readonly waitForWarmOnInit?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly typedDnsResolverConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly roundRobinLbConfig?: Messages["envoy.config.cluster.v3.Cluster.RoundRobinLbConfig"] | undefined;
    readonly lrsReportEndpointMetrics?: readonly string[] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig": {
    readonly healthyPanicThreshold?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly zoneAwareLbConfig?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig"] | undefined;
    readonly localityWeightedLbConfig?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig"] | undefined;
    readonly updateMergeWindow?: Messages["google.protobuf.Duration"] | undefined;
    readonly ignoreNewHostsUntilFirstHc?: boolean | undefined;
    readonly closeConnectionsOnHostSetChange?: boolean | undefined;
    readonly consistentHashingLbConfig?: Messages["envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig"] | undefined;
    readonly overrideHostStatus?: Messages["envoy.config.core.v3.HealthStatusSet"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig": {
    readonly useHostnameForHashing?: boolean | undefined;
    readonly hashBalanceFactor?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig": Readonly<Record<string, never>>;
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig": {
    readonly routingEnabled?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly minClusterSize?: Messages["google.protobuf.UInt64Value"] | undefined;
    readonly failTrafficOnPanic?: boolean | undefined;
  };
  "envoy.config.cluster.v3.Cluster.CustomClusterType": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.EdsClusterConfig": {
    readonly edsConfig?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly serviceName?: string | undefined;
  };
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig": {
    readonly fallbackPolicy?: Enums["envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetFallbackPolicy"] | undefined;
    readonly defaultSubset?: Messages["google.protobuf.Struct"] | undefined;
    readonly subsetSelectors?: readonly Messages["envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector"][] | undefined;
    readonly localityWeightAware?: boolean | undefined;
    readonly scaleLocalityWeight?: boolean | undefined;
    readonly panicModeAny?: boolean | undefined;
    readonly listAsAny?: boolean | undefined;
    readonly metadataFallbackPolicy?: Enums["envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetMetadataFallbackPolicy"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector": {
    readonly keys?: readonly string[] | undefined;
    readonly fallbackPolicy?: Enums["envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector.LbSubsetSelectorFallbackPolicy"] | undefined;
    readonly fallbackKeysSubset?: readonly string[] | undefined;
    readonly singleHostPerSubset?: boolean | undefined;
  };
  "envoy.config.cluster.v3.Cluster.LeastRequestLbConfig": {
    readonly choiceCount?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly activeRequestBias?: Messages["envoy.config.core.v3.RuntimeDouble"] | undefined;
    readonly slowStartConfig?: Messages["envoy.config.cluster.v3.Cluster.SlowStartConfig"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.MaglevLbConfig": {
    readonly tableSize?: Messages["google.protobuf.UInt64Value"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.OriginalDstLbConfig": {
    readonly useHttpHeader?: boolean | undefined;
    readonly httpHeaderName?: string | undefined;
    readonly upstreamPortOverride?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly metadataKey?: Messages["envoy.type.metadata.v3.MetadataKey"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.PreconnectPolicy": {
    readonly perUpstreamPreconnectRatio?: Messages["google.protobuf.DoubleValue"] | undefined;
    readonly predictivePreconnectRatio?: Messages["google.protobuf.DoubleValue"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.RefreshRate": {
    readonly baseInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.RingHashLbConfig": {
    readonly minimumRingSize?: Messages["google.protobuf.UInt64Value"] | undefined;
    readonly hashFunction?: Enums["envoy.config.cluster.v3.Cluster.RingHashLbConfig.HashFunction"] | undefined;
    readonly maximumRingSize?: Messages["google.protobuf.UInt64Value"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.RoundRobinLbConfig": {
    readonly slowStartConfig?: Messages["envoy.config.cluster.v3.Cluster.SlowStartConfig"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.SlowStartConfig": {
    readonly slowStartWindow?: Messages["google.protobuf.Duration"] | undefined;
    readonly aggression?: Messages["envoy.config.core.v3.RuntimeDouble"] | undefined;
    readonly minWeightPercent?: Messages["envoy.type.v3.Percent"] | undefined;
  };
  "envoy.config.cluster.v3.Cluster.TransportSocketMatch": {
    readonly name?: string | undefined;
    readonly match?: Messages["google.protobuf.Struct"] | undefined;
    readonly transportSocket?: Messages["envoy.config.core.v3.TransportSocket"] | undefined;
  };
  "envoy.config.cluster.v3.Filter": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly configDiscovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"] | undefined;
  };
  "envoy.config.cluster.v3.LoadBalancingPolicy": {
    readonly policies?: readonly Messages["envoy.config.cluster.v3.LoadBalancingPolicy.Policy"][] | undefined;
  };
  "envoy.config.cluster.v3.LoadBalancingPolicy.Policy": {
    readonly typedExtensionConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.cluster.v3.OutlierDetection": {
    readonly consecutive5xx?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly interval?: Messages["google.protobuf.Duration"] | undefined;
    readonly baseEjectionTime?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxEjectionPercent?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingConsecutive5xx?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingSuccessRate?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly successRateMinimumHosts?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly successRateRequestVolume?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly successRateStdevFactor?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly consecutiveGatewayFailure?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingConsecutiveGatewayFailure?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly splitExternalLocalOriginErrors?: boolean | undefined;
    readonly consecutiveLocalOriginFailure?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingConsecutiveLocalOriginFailure?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingLocalOriginSuccessRate?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly failurePercentageThreshold?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingFailurePercentage?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforcingFailurePercentageLocalOrigin?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly failurePercentageMinimumHosts?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly failurePercentageRequestVolume?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxEjectionTime?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxEjectionTimeJitter?: Messages["google.protobuf.Duration"] | undefined;
    readonly successfulActiveHealthCheckUnejectHost?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly monitors?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly alwaysEjectOneHost?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.cluster.v3.TrackClusterStats": {
    readonly timeoutBudgets?: boolean | undefined;
    readonly requestResponseSizes?: boolean | undefined;
    readonly perEndpointStats?: boolean | undefined;
  };
  "envoy.config.cluster.v3.UpstreamConnectionOptions": {
    readonly tcpKeepalive?: Messages["envoy.config.core.v3.TcpKeepalive"] | undefined;
    readonly setLocalInterfaceNameOnUpstreamConnections?: boolean | undefined;
    readonly happyEyeballsConfig?: Messages["envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig"] | undefined;
  };
  "envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig": {
    readonly firstAddressFamilyVersion?: Enums["envoy.config.cluster.v3.UpstreamConnectionOptions.FirstAddressFamilyVersion"] | undefined;
    readonly firstAddressFamilyCount?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.core.v3.Address": {
    readonly socketAddress?: Messages["envoy.config.core.v3.SocketAddress"] | undefined;
    readonly pipe?: Messages["envoy.config.core.v3.Pipe"] | undefined;
    readonly envoyInternalAddress?: Messages["envoy.config.core.v3.EnvoyInternalAddress"] | undefined;
  };
  "envoy.config.core.v3.AggregatedConfigSource": Readonly<Record<string, never>>;
  "envoy.config.core.v3.ApiConfigSource": {
    readonly apiType?: Enums["envoy.config.core.v3.ApiConfigSource.ApiType"] | undefined;
    readonly clusterNames?: readonly string[] | undefined;
    readonly refreshDelay?: Messages["google.protobuf.Duration"] | undefined;
    readonly grpcServices?: readonly Messages["envoy.config.core.v3.GrpcService"][] | undefined;
    readonly requestTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly rateLimitSettings?: Messages["envoy.config.core.v3.RateLimitSettings"] | undefined;
    readonly setNodeOnFirstMessageOnly?: boolean | undefined;
    readonly transportApiVersion?: Enums["envoy.config.core.v3.ApiVersion"] | undefined;
    readonly configValidators?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
  };
  "envoy.config.core.v3.BackoffStrategy": {
    readonly baseInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.core.v3.BindConfig": {
    readonly sourceAddress?: Messages["envoy.config.core.v3.SocketAddress"] | undefined;
    readonly freebind?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly socketOptions?: readonly Messages["envoy.config.core.v3.SocketOption"][] | undefined;
    readonly additionalSourceAddresses?: readonly Messages["envoy.config.core.v3.SocketAddress"][] | undefined;
    readonly extraSourceAddresses?: readonly Messages["envoy.config.core.v3.ExtraSourceAddress"][] | undefined;
    readonly localAddressSelector?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.core.v3.BuildVersion": {
    readonly version?: Messages["envoy.type.v3.SemanticVersion"] | undefined;
    readonly metadata?: Messages["google.protobuf.Struct"] | undefined;
  };
  "envoy.config.core.v3.CidrRange": {
    readonly addressPrefix?: string | undefined;
    readonly prefixLen?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.core.v3.ConfigSource": {
    readonly path?: string | undefined;
    readonly apiConfigSource?: Messages["envoy.config.core.v3.ApiConfigSource"] | undefined;
    readonly ads?: Messages["envoy.config.core.v3.AggregatedConfigSource"] | undefined;
    readonly initialFetchTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly self?: Messages["envoy.config.core.v3.SelfConfigSource"] | undefined;
    readonly resourceApiVersion?: Enums["envoy.config.core.v3.ApiVersion"] | undefined;
    readonly authorities?: readonly Messages["xds.core.v3.Authority"][] | undefined;
    readonly pathConfigSource?: Messages["envoy.config.core.v3.PathConfigSource"] | undefined;
  };
  "envoy.config.core.v3.ControlPlane": {
    readonly identifier?: string | undefined;
  };
  "envoy.config.core.v3.DataSource": {
    readonly filename?: string | undefined;
    readonly inlineBytes?: Uint8Array | undefined;
    readonly inlineString?: string | undefined;
    readonly environmentVariable?: string | undefined;
    readonly watchedDirectory?: Messages["envoy.config.core.v3.WatchedDirectory"] | undefined;
  };
  "envoy.config.core.v3.DnsResolutionConfig": {
    readonly resolvers?: readonly Messages["envoy.config.core.v3.Address"][] | undefined;
    readonly dnsResolverOptions?: Messages["envoy.config.core.v3.DnsResolverOptions"] | undefined;
  };
  "envoy.config.core.v3.DnsResolverOptions": {
    readonly useTcpForDnsLookups?: boolean | undefined;
    readonly noDefaultSearchDomain?: boolean | undefined;
  };
  "envoy.config.core.v3.EnvoyInternalAddress": {
    readonly serverListenerName?: string | undefined;
    readonly endpointId?: string | undefined;
  };
  "envoy.config.core.v3.EventServiceConfig": {
    readonly grpcService?: Messages["envoy.config.core.v3.GrpcService"] | undefined;
  };
  "envoy.config.core.v3.Extension": {
    readonly name?: string | undefined;
    readonly category?: string | undefined;
    readonly typeDescriptor?: string | undefined;
    readonly version?: Messages["envoy.config.core.v3.BuildVersion"] | undefined;
    readonly disabled?: boolean | undefined;
    readonly typeUrls?: readonly string[] | undefined;
  };
  "envoy.config.core.v3.ExtensionConfigSource": {
    readonly configSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly defaultConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly applyDefaultConfigWithoutWarming?: boolean | undefined;
    readonly typeUrls?: readonly string[] | undefined;
  };
  "envoy.config.core.v3.ExtraSourceAddress": {
    readonly address?: Messages["envoy.config.core.v3.SocketAddress"] | undefined;
    readonly socketOptions?: Messages["envoy.config.core.v3.SocketOptionsOverride"] | undefined;
  };
  "envoy.config.core.v3.GrpcService": {
    readonly envoyGrpc?: Messages["envoy.config.core.v3.GrpcService.EnvoyGrpc"] | undefined;
    readonly googleGrpc?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc"] | undefined;
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly initialMetadata?: readonly Messages["envoy.config.core.v3.HeaderValue"][] | undefined;
    readonly retryPolicy?: Messages["envoy.config.core.v3.RetryPolicy"] | undefined;
  };
  "envoy.config.core.v3.GrpcService.EnvoyGrpc": {
    readonly clusterName?: string | undefined;
    readonly authority?: string | undefined;
    readonly retryPolicy?: Messages["envoy.config.core.v3.RetryPolicy"] | undefined;
    readonly maxReceiveMessageLength?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly skipEnvoyHeaders?: boolean | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc": {
    readonly targetUri?: string | undefined;
    readonly channelCredentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials"] | undefined;
    readonly callCredentials?: readonly Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials"][] | undefined;
    readonly statPrefix?: string | undefined;
    readonly credentialsFactoryName?: string | undefined;
    readonly config?: Messages["google.protobuf.Struct"] | undefined;
    readonly perStreamBufferLimitBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly channelArgs?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs"] | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials": {
    readonly accessToken?: string | undefined;
    readonly googleComputeEngine?: Messages["google.protobuf.Empty"] | undefined;
    readonly googleRefreshToken?: string | undefined;
    readonly serviceAccountJwtAccess?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials"] | undefined;
    readonly googleIam?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials"] | undefined;
    readonly fromPlugin?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin"] | undefined;
    readonly stsService?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService"] | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials": {
    readonly authorizationToken?: string | undefined;
    readonly authoritySelector?: string | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials": {
    readonly jsonKey?: string | undefined;
    readonly tokenLifetimeSeconds?: number | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService": {
    readonly tokenExchangeServiceUri?: string | undefined;
    readonly resource?: string | undefined;
    readonly audience?: string | undefined;
    readonly scope?: string | undefined;
    readonly requestedTokenType?: string | undefined;
    readonly subjectTokenPath?: string | undefined;
    readonly subjectTokenType?: string | undefined;
    readonly actorTokenPath?: string | undefined;
    readonly actorTokenType?: string | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs": {
    readonly args?: Readonly<Record<string, Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value"]>> | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value": {
    readonly stringValue?: string | undefined;
    readonly intValue?: number | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials": {
    readonly sslCredentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials"] | undefined;
    readonly googleDefault?: Messages["google.protobuf.Empty"] | undefined;
    readonly localCredentials?: Messages["envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials"] | undefined;
  };
  "envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials": Readonly<Record<string, never>>;
  "envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials": {
    readonly rootCerts?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly privateKey?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly certChain?: Messages["envoy.config.core.v3.DataSource"] | undefined;
  };
  "envoy.config.core.v3.HeaderValue": {
    readonly key?: string | undefined;
    readonly value?: string | undefined;
    readonly rawValue?: Uint8Array | undefined;
  };
  "envoy.config.core.v3.HeaderValueOption": {
    readonly header?: Messages["envoy.config.core.v3.HeaderValue"] | undefined;
    readonly append?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly appendAction?: Enums["envoy.config.core.v3.HeaderValueOption.HeaderAppendAction"] | undefined;
    readonly keepEmptyValue?: boolean | undefined;
  };
  "envoy.config.core.v3.HealthCheck": {
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly interval?: Messages["google.protobuf.Duration"] | undefined;
    readonly intervalJitter?: Messages["google.protobuf.Duration"] | undefined;
    readonly unhealthyThreshold?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly healthyThreshold?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly altPort?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly reuseConnection?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly httpHealthCheck?: Messages["envoy.config.core.v3.HealthCheck.HttpHealthCheck"] | undefined;
    readonly tcpHealthCheck?: Messages["envoy.config.core.v3.HealthCheck.TcpHealthCheck"] | undefined;
    readonly grpcHealthCheck?: Messages["envoy.config.core.v3.HealthCheck.GrpcHealthCheck"] | undefined;
    readonly noTrafficInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly customHealthCheck?: Messages["envoy.config.core.v3.HealthCheck.CustomHealthCheck"] | undefined;
    readonly unhealthyInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly unhealthyEdgeInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly healthyEdgeInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly eventLogPath?: string | undefined;
    readonly intervalJitterPercent?: number | undefined;
    readonly alwaysLogHealthCheckFailures?: boolean | undefined;
    readonly initialJitter?: Messages["google.protobuf.Duration"] | undefined;
    readonly tlsOptions?: Messages["envoy.config.core.v3.HealthCheck.TlsOptions"] | undefined;
    readonly eventService?: Messages["envoy.config.core.v3.EventServiceConfig"] | undefined;
    readonly transportSocketMatchCriteria?: Messages["google.protobuf.Struct"] | undefined;
    readonly noTrafficHealthyInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly eventLogger?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly alwaysLogHealthCheckSuccess?: boolean | undefined;
  };
  "envoy.config.core.v3.HealthCheck.CustomHealthCheck": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.HealthCheck.GrpcHealthCheck": {
    readonly serviceName?: string | undefined;
    readonly authority?: string | undefined;
    readonly initialMetadata?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
  };
  "envoy.config.core.v3.HealthCheck.HttpHealthCheck": {
    readonly host?: string | undefined;
    readonly path?: string | undefined;
    readonly send?: Messages["envoy.config.core.v3.HealthCheck.Payload"] | undefined;
    readonly receive?: readonly Messages["envoy.config.core.v3.HealthCheck.Payload"][] | undefined;
    readonly requestHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly requestHeadersToRemove?: readonly string[] | undefined;
    readonly expectedStatuses?: readonly Messages["envoy.type.v3.Int64Range"][] | undefined;
    readonly codecClientType?: Enums["envoy.type.v3.CodecClientType"] | undefined;
    readonly serviceNameMatcher?: Messages["envoy.type.matcher.v3.StringMatcher"] | undefined;
    readonly retriableStatuses?: readonly Messages["envoy.type.v3.Int64Range"][] | undefined;
    readonly method?: Enums["envoy.config.core.v3.RequestMethod"] | undefined;
    readonly responseBufferSize?: Messages["google.protobuf.UInt64Value"] | undefined;
  };
  "envoy.config.core.v3.HealthCheck.Payload": {
    readonly text?: string | undefined;
    readonly binary?: Uint8Array | undefined;
  };
  "envoy.config.core.v3.HealthCheck.TcpHealthCheck": {
    readonly send?: Messages["envoy.config.core.v3.HealthCheck.Payload"] | undefined;
    readonly receive?: readonly Messages["envoy.config.core.v3.HealthCheck.Payload"][] | undefined;
    readonly proxyProtocolConfig?: Messages["envoy.config.core.v3.ProxyProtocolConfig"] | undefined;
  };
  "envoy.config.core.v3.HealthCheck.TlsOptions": {
    readonly alpnProtocols?: readonly string[] | undefined;
  };
  "envoy.config.core.v3.HealthStatusSet": {
    readonly statuses?: readonly Enums["envoy.config.core.v3.HealthStatus"][] | undefined;
  };
  "envoy.config.core.v3.Http1ProtocolOptions": {
    readonly allowAbsoluteUrl?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly acceptHttp10?: boolean | undefined;
    readonly defaultHostForHttp10?: string | undefined;
    readonly headerKeyFormat?: Messages["envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat"] | undefined;
    readonly enableTrailers?: boolean | undefined;
    readonly allowChunkedLength?: boolean | undefined;
    readonly overrideStreamErrorOnInvalidHttpMessage?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly sendFullyQualifiedUrl?: boolean | undefined;
    readonly useBalsaParser?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly allowCustomMethods?: boolean | undefined;
  };
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat": {
    readonly properCaseWords?: Messages["envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords"] | undefined;
    readonly statefulFormatter?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords": Readonly<Record<string, never>>;
  "envoy.config.core.v3.Http2ProtocolOptions": {
    readonly hpackTableSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxConcurrentStreams?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly initialStreamWindowSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly initialConnectionWindowSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly allowConnect?: boolean | undefined;
    readonly allowMetadata?: boolean | undefined;
    readonly maxOutboundFrames?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxOutboundControlFrames?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxConsecutiveInboundFramesWithEmptyPayload?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxInboundPriorityFramesPerStream?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxInboundWindowUpdateFramesPerDataFrameSent?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly streamErrorOnInvalidHttpMessaging?: boolean | undefined;
    readonly customSettingsParameters?: readonly Messages["envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter"][] | undefined;
    readonly overrideStreamErrorOnInvalidHttpMessage?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly connectionKeepalive?: Messages["envoy.config.core.v3.KeepaliveSettings"] | undefined;
    readonly useOghttp2Codec?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter": {
    readonly identifier?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly value?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.core.v3.Http3ProtocolOptions": {
    readonly quicProtocolOptions?: Messages["envoy.config.core.v3.QuicProtocolOptions"] | undefined;
    readonly overrideStreamErrorOnInvalidHttpMessage?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly allowExtendedConnect?: boolean | undefined;
    readonly allowMetadata?: boolean | undefined;
  };
  "envoy.config.core.v3.HttpProtocolOptions": {
    readonly idleTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxHeadersCount?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly maxConnectionDuration?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxStreamDuration?: Messages["google.protobuf.Duration"] | undefined;
    readonly headersWithUnderscoresAction?: Enums["envoy.config.core.v3.HttpProtocolOptions.HeadersWithUnderscoresAction"] | undefined;
    readonly maxRequestsPerConnection?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.core.v3.JsonFormatOptions": {
    readonly sortProperties?: boolean | undefined;
  };
  "envoy.config.core.v3.KeepaliveSettings": {
    readonly interval?: Messages["google.protobuf.Duration"] | undefined;
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly intervalJitter?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly connectionIdleInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.core.v3.Locality": {
    readonly region?: string | undefined;
    readonly zone?: string | undefined;
    readonly subZone?: string | undefined;
  };
  "envoy.config.core.v3.Metadata": {
    readonly filterMetadata?: Readonly<Record<string, Messages["google.protobuf.Struct"]>> | undefined;
    readonly typedFilterMetadata?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
  };
  "envoy.config.core.v3.Node": {
    readonly id?: string | undefined;
    readonly cluster?: string | undefined;
    readonly metadata?: Messages["google.protobuf.Struct"] | undefined;
    readonly locality?: Messages["envoy.config.core.v3.Locality"] | undefined;
    readonly userAgentName?: string | undefined;
    readonly userAgentVersion?: string | undefined;
    readonly userAgentBuildVersion?: Messages["envoy.config.core.v3.BuildVersion"] | undefined;
    readonly extensions?: readonly Messages["envoy.config.core.v3.Extension"][] | undefined;
    readonly clientFeatures?: readonly string[] | undefined;
    readonly listeningAddresses?: readonly Messages["envoy.config.core.v3.Address"][] | undefined;
    readonly dynamicParameters?: Readonly<Record<string, Messages["xds.core.v3.ContextParams"]>> | undefined;
  };
  "envoy.config.core.v3.PathConfigSource": {
    readonly path?: string | undefined;
    readonly watchedDirectory?: Messages["envoy.config.core.v3.WatchedDirectory"] | undefined;
  };
  "envoy.config.core.v3.Pipe": {
    readonly path?: string | undefined;
    readonly mode?: number | undefined;
  };
  "envoy.config.core.v3.ProxyProtocolConfig": {
    readonly version?: Enums["envoy.config.core.v3.ProxyProtocolConfig.Version"] | undefined;
    readonly passThroughTlvs?: Messages["envoy.config.core.v3.ProxyProtocolPassThroughTLVs"] | undefined;
  };
  "envoy.config.core.v3.ProxyProtocolPassThroughTLVs": {
    readonly matchType?: Enums["envoy.config.core.v3.ProxyProtocolPassThroughTLVs.PassTLVsMatchType"] | undefined;
    readonly tlvType?: readonly number[] | undefined;
  };
  "envoy.config.core.v3.QuicKeepAliveSettings": {
    readonly maxInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly initialInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.core.v3.QuicProtocolOptions": {
    readonly maxConcurrentStreams?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly initialStreamWindowSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly initialConnectionWindowSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly numTimeoutsToTriggerPortMigration?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly connectionKeepalive?: Messages["envoy.config.core.v3.QuicKeepAliveSettings"] | undefined;
    readonly connectionOptions?: string | undefined;
    readonly clientConnectionOptions?: string | undefined;
    readonly idleNetworkTimeout?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.core.v3.RateLimitSettings": {
    readonly maxTokens?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly fillRate?: Messages["google.protobuf.DoubleValue"] | undefined;
  };
  "envoy.config.core.v3.RetryPolicy": {
    readonly retryBackOff?: Messages["envoy.config.core.v3.BackoffStrategy"] | undefined;
    readonly numRetries?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly retryOn?: string | undefined;
    readonly retryPriority?: Messages["envoy.config.core.v3.RetryPolicy.RetryPriority"] | undefined;
    readonly retryHostPredicate?: readonly Messages["envoy.config.core.v3.RetryPolicy.RetryHostPredicate"][] | undefined;
    readonly hostSelectionRetryMaxAttempts?: number | undefined;
  };
  "envoy.config.core.v3.RetryPolicy.RetryHostPredicate": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.RetryPolicy.RetryPriority": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.RuntimeDouble": {
    readonly defaultValue?: number | undefined;
    readonly runtimeKey?: string | undefined;
  };
  "envoy.config.core.v3.RuntimeFeatureFlag": {
    readonly defaultValue?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly runtimeKey?: string | undefined;
  };
  "envoy.config.core.v3.RuntimeFractionalPercent": {
    readonly defaultValue?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly runtimeKey?: string | undefined;
  };
  "envoy.config.core.v3.RuntimeUInt32": {
    readonly defaultValue?: number | undefined;
    readonly runtimeKey?: string | undefined;
  };
  "envoy.config.core.v3.SchemeHeaderTransformation": {
    readonly schemeToOverwrite?: string | undefined;
    readonly matchUpstream?: boolean | undefined;
  };
  "envoy.config.core.v3.SelfConfigSource": {
    readonly transportApiVersion?: Enums["envoy.config.core.v3.ApiVersion"] | undefined;
  };
  "envoy.config.core.v3.SocketAddress": {
    readonly protocol?: Enums["envoy.config.core.v3.SocketAddress.Protocol"] | undefined;
    readonly address?: string | undefined;
    readonly portValue?: number | undefined;
    readonly namedPort?: string | undefined;
    readonly resolverName?: string | undefined;
    readonly ipv4Compat?: boolean | undefined;
  };
  "envoy.config.core.v3.SocketOption": {
    readonly description?: string | undefined;
    readonly level?: number | undefined;
    readonly name?: number | undefined;
    readonly intValue?: number | undefined;
    readonly bufValue?: Uint8Array | undefined;
    readonly state?: Enums["envoy.config.core.v3.SocketOption.SocketState"] | undefined;
  };
  "envoy.config.core.v3.SocketOptionsOverride": {
    readonly socketOptions?: readonly Messages["envoy.config.core.v3.SocketOption"][] | undefined;
  };
  "envoy.config.core.v3.SubstitutionFormatString": {
    readonly textFormat?: string | undefined;
    readonly jsonFormat?: Messages["google.protobuf.Struct"] | undefined;
    readonly omitEmptyValues?: boolean | undefined;
    readonly contentType?: string | undefined;
    readonly textFormatSource?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly formatters?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly jsonFormatOptions?: Messages["envoy.config.core.v3.JsonFormatOptions"] | undefined;
  };
  "envoy.config.core.v3.TcpKeepalive": {
    readonly keepaliveProbes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly keepaliveTime?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly keepaliveInterval?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.core.v3.TransportSocket": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.TypedExtensionConfig": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.core.v3.UdpSocketConfig": {
    readonly maxRxDatagramSize?: Messages["google.protobuf.UInt64Value"] | undefined;
    readonly preferGro?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.core.v3.UpstreamHttpProtocolOptions": {
    readonly autoSni?: boolean | undefined;
    readonly autoSanValidation?: boolean | undefined;
    readonly overrideAutoSniHeader?: string | undefined;
  };
  "envoy.config.core.v3.WatchedDirectory": {
    readonly path?: string | undefined;
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment": {
    readonly clusterName?: string | undefined;
    readonly endpoints?: readonly Messages["envoy.config.endpoint.v3.LocalityLbEndpoints"][] | undefined;
    readonly policy?: Messages["envoy.config.endpoint.v3.ClusterLoadAssignment.Policy"] | undefined;
    readonly namedEndpoints?: Readonly<Record<string, Messages["envoy.config.endpoint.v3.Endpoint"]>> | undefined;
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy": {
    readonly dropOverloads?: readonly Messages["envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload"][] | undefined;
    readonly overprovisioningFactor?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly endpointStaleAfter?: Messages["google.protobuf.Duration"] | undefined;
    readonly weightedPriorityHealth?: boolean | undefined;
  };
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload": {
    readonly category?: string | undefined;
    readonly dropPercentage?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
  };
  "envoy.config.endpoint.v3.Endpoint": {
    readonly address?: Messages["envoy.config.core.v3.Address"] | undefined;
    readonly healthCheckConfig?: Messages["envoy.config.endpoint.v3.Endpoint.HealthCheckConfig"] | undefined;
    readonly hostname?: string | undefined;
    readonly additionalAddresses?: readonly Messages["envoy.config.endpoint.v3.Endpoint.AdditionalAddress"][] | undefined;
  };
  "envoy.config.endpoint.v3.Endpoint.AdditionalAddress": {
    readonly address?: Messages["envoy.config.core.v3.Address"] | undefined;
  };
  "envoy.config.endpoint.v3.Endpoint.HealthCheckConfig": {
    readonly portValue?: number | undefined;
    readonly hostname?: string | undefined;
    readonly address?: Messages["envoy.config.core.v3.Address"] | undefined;
    readonly disableActiveHealthCheck?: boolean | undefined;
  };
  "envoy.config.endpoint.v3.LbEndpoint": {
    readonly endpoint?: Messages["envoy.config.endpoint.v3.Endpoint"] | undefined;
    readonly healthStatus?: Enums["envoy.config.core.v3.HealthStatus"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly loadBalancingWeight?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly endpointName?: string | undefined;
  };
  "envoy.config.endpoint.v3.LedsClusterLocalityConfig": {
    readonly ledsConfig?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly ledsCollectionName?: string | undefined;
  };
  "envoy.config.endpoint.v3.LocalityLbEndpoints": {
    readonly locality?: Messages["envoy.config.core.v3.Locality"] | undefined;
    readonly lbEndpoints?: readonly Messages["envoy.config.endpoint.v3.LbEndpoint"][] | undefined;
    readonly loadBalancingWeight?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly priority?: number | undefined;
    readonly proximity?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly loadBalancerEndpoints?: Messages["envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList"] | undefined;
    readonly ledsClusterLocalityConfig?: Messages["envoy.config.endpoint.v3.LedsClusterLocalityConfig"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
  };
  "envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList": {
    readonly lbEndpoints?: readonly Messages["envoy.config.endpoint.v3.LbEndpoint"][] | undefined;
  };
  "envoy.config.listener.v3.AdditionalAddress": {
    readonly address?: Messages["envoy.config.core.v3.Address"] | undefined;
    readonly socketOptions?: Messages["envoy.config.core.v3.SocketOptionsOverride"] | undefined;
  };
  "envoy.config.listener.v3.ApiListener": {
    readonly apiListener?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.listener.v3.Filter": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly configDiscovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"] | undefined;
  };
  "envoy.config.listener.v3.FilterChain": {
    readonly filterChainMatch?: Messages["envoy.config.listener.v3.FilterChainMatch"] | undefined;
    readonly filters?: readonly Messages["envoy.config.listener.v3.Filter"][] | undefined;
    readonly useProxyProto?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly transportSocket?: Messages["envoy.config.core.v3.TransportSocket"] | undefined;
    readonly name?: string | undefined;
    readonly onDemandConfiguration?: Messages["envoy.config.listener.v3.FilterChain.OnDemandConfiguration"] | undefined;
    readonly transportSocketConnectTimeout?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.listener.v3.FilterChain.OnDemandConfiguration": {
    readonly rebuildTimeout?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.listener.v3.FilterChainMatch": {
    readonly prefixRanges?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
    readonly addressSuffix?: string | undefined;
    readonly suffixLen?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly sourcePrefixRanges?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
    readonly sourcePorts?: readonly number[] | undefined;
    readonly destinationPort?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly transportProtocol?: string | undefined;
    readonly applicationProtocols?: readonly string[] | undefined;
    readonly serverNames?: readonly string[] | undefined;
    readonly sourceType?: Enums["envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType"] | undefined;
    readonly directSourcePrefixRanges?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
  };
  "envoy.config.listener.v3.Listener": {
    readonly name?: string | undefined;
    readonly address?: Messages["envoy.config.core.v3.Address"] | undefined;
    readonly filterChains?: readonly Messages["envoy.config.listener.v3.FilterChain"][] | undefined;
    readonly useOriginalDst?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly perConnectionBufferLimitBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly deprecatedV1?: Messages["envoy.config.listener.v3.Listener.DeprecatedV1"] | undefined;
    readonly drainType?: Enums["envoy.config.listener.v3.Listener.DrainType"] | undefined;
    readonly listenerFilters?: readonly Messages["envoy.config.listener.v3.ListenerFilter"][] | undefined;
    readonly transparent?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly freebind?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly tcpFastOpenQueueLength?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly socketOptions?: readonly Messages["envoy.config.core.v3.SocketOption"][] | undefined;
    readonly listenerFiltersTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly trafficDirection?: Enums["envoy.config.core.v3.TrafficDirection"] | undefined;
    readonly continueOnListenerFiltersTimeout?: boolean | undefined;
    readonly udpListenerConfig?: Messages["envoy.config.listener.v3.UdpListenerConfig"] | undefined;
    readonly apiListener?: Messages["envoy.config.listener.v3.ApiListener"] | undefined;
    readonly connectionBalanceConfig?: Messages["envoy.config.listener.v3.Listener.ConnectionBalanceConfig"] | undefined;
    readonly reusePort?: boolean | undefined;
    readonly accessLog?: readonly Messages["envoy.config.accesslog.v3.AccessLog"][] | undefined;
    readonly tcpBacklogSize?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly defaultFilterChain?: Messages["envoy.config.listener.v3.FilterChain"] | undefined;
    readonly bindToPort?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly internalListener?: Messages["envoy.config.listener.v3.Listener.InternalListenerConfig"] | undefined;
    readonly statPrefix?: string | undefined;
    readonly enableReusePort?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly enableMptcp?: boolean | undefined;
    readonly ignoreGlobalConnLimit?: boolean | undefined;
    readonly filterChainMatcher?: Messages["xds.type.matcher.v3.Matcher"] | undefined;
    readonly additionalAddresses?: readonly Messages["envoy.config.listener.v3.AdditionalAddress"][] | undefined;
    readonly maxConnectionsToAcceptPerSocketEvent?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly bypassOverloadManager?: boolean | undefined;
  };
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig": {
    readonly exactBalance?: Messages["envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance"] | undefined;
    readonly extendBalance?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance": Readonly<Record<string, never>>;
  "envoy.config.listener.v3.Listener.DeprecatedV1": {
    readonly bindToPort?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.listener.v3.Listener.InternalListenerConfig": Readonly<Record<string, never>>;
  "envoy.config.listener.v3.ListenerFilter": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly filterDisabled?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"] | undefined;
    readonly configDiscovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"] | undefined;
  };
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate": {
    readonly orMatch?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet"] | undefined;
    readonly andMatch?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet"] | undefined;
    readonly notMatch?: Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"] | undefined;
    readonly anyMatch?: boolean | undefined;
    readonly destinationPortRange?: Messages["envoy.type.v3.Int32Range"] | undefined;
  };
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet": {
    readonly rules?: readonly Messages["envoy.config.listener.v3.ListenerFilterChainMatchPredicate"][] | undefined;
  };
  "envoy.config.listener.v3.QuicProtocolOptions": {
    readonly quicProtocolOptions?: Messages["envoy.config.core.v3.QuicProtocolOptions"] | undefined;
    readonly idleTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly cryptoHandshakeTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly enabled?: Messages["envoy.config.core.v3.RuntimeFeatureFlag"] | undefined;
    readonly packetsToReadToConnectionCountRatio?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly cryptoStreamConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly proofSourceConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly connectionIdGeneratorConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly serverPreferredAddressConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly sendDisableActiveMigration?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly connectionDebugVisitorConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.listener.v3.UdpListenerConfig": {
    readonly downstreamSocketConfig?: Messages["envoy.config.core.v3.UdpSocketConfig"] | undefined;
    readonly quicOptions?: Messages["envoy.config.listener.v3.QuicProtocolOptions"] | undefined;
    readonly udpPacketPacketWriterConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.ratelimit.v3.RateLimitServiceConfig": {
    readonly grpcService?: Messages["envoy.config.core.v3.GrpcService"] | undefined;
    readonly transportApiVersion?: Enums["envoy.config.core.v3.ApiVersion"] | undefined;
  };
  "envoy.config.route.v3.ClusterSpecifierPlugin": {
    readonly extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly isOptional?: boolean | undefined;
  };
  "envoy.config.route.v3.CorsPolicy": {
    readonly allowMethods?: string | undefined;
    readonly allowHeaders?: string | undefined;
    readonly exposeHeaders?: string | undefined;
    readonly maxAge?: string | undefined;
    readonly allowCredentials?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly filterEnabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"] | undefined;
    readonly shadowEnabled?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"] | undefined;
    readonly allowOriginStringMatch?: readonly Messages["envoy.type.matcher.v3.StringMatcher"][] | undefined;
    readonly allowPrivateNetworkAccess?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly forwardNotMatchingPreflights?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.route.v3.Decorator": {
    readonly operation?: string | undefined;
    readonly propagate?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.route.v3.DirectResponseAction": {
    readonly status?: number | undefined;
    readonly body?: Messages["envoy.config.core.v3.DataSource"] | undefined;
  };
  "envoy.config.route.v3.FilterAction": {
    readonly action?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.route.v3.HeaderMatcher": {
    readonly name?: string | undefined;
    readonly exactMatch?: string | undefined;
    readonly rangeMatch?: Messages["envoy.type.v3.Int64Range"] | undefined;
    readonly presentMatch?: boolean | undefined;
    readonly invertMatch?: boolean | undefined;
    readonly prefixMatch?: string | undefined;
    readonly suffixMatch?: string | undefined;
    readonly safeRegexMatch?: Messages["envoy.type.matcher.v3.RegexMatcher"] | undefined;
    readonly containsMatch?: string | undefined;
    readonly stringMatch?: Messages["envoy.type.matcher.v3.StringMatcher"] | undefined;
    readonly treatMissingHeaderAsEmpty?: boolean | undefined;
  };
  "envoy.config.route.v3.HedgePolicy": {
    readonly initialRequests?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly additionalRequestChance?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly hedgeOnPerTryTimeout?: boolean | undefined;
  };
  "envoy.config.route.v3.InternalRedirectPolicy": {
    readonly maxInternalRedirects?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly redirectResponseCodes?: readonly number[] | undefined;
    readonly predicates?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly allowCrossSchemeRedirect?: boolean | undefined;
    readonly responseHeadersToCopy?: readonly string[] | undefined;
  };
  "envoy.config.route.v3.NonForwardingAction": Readonly<Record<string, never>>;
  "envoy.config.route.v3.QueryParameterMatcher": {
    readonly name?: string | undefined;
    readonly stringMatch?: Messages["envoy.type.matcher.v3.StringMatcher"] | undefined;
    readonly presentMatch?: boolean | undefined;
  };
  "envoy.config.route.v3.RateLimit": {
    readonly stage?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly disableKey?: string | undefined;
    readonly actions?: readonly Messages["envoy.config.route.v3.RateLimit.Action"][] | undefined;
    readonly limit?: Messages["envoy.config.route.v3.RateLimit.Override"] | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action": {
    readonly sourceCluster?: Messages["envoy.config.route.v3.RateLimit.Action.SourceCluster"] | undefined;
    readonly destinationCluster?: Messages["envoy.config.route.v3.RateLimit.Action.DestinationCluster"] | undefined;
    readonly requestHeaders?: Messages["envoy.config.route.v3.RateLimit.Action.RequestHeaders"] | undefined;
    readonly remoteAddress?: Messages["envoy.config.route.v3.RateLimit.Action.RemoteAddress"] | undefined;
    readonly genericKey?: Messages["envoy.config.route.v3.RateLimit.Action.GenericKey"] | undefined;
    readonly headerValueMatch?: Messages["envoy.config.route.v3.RateLimit.Action.HeaderValueMatch"] | undefined;
    readonly dynamicMetadata?: Messages["envoy.config.route.v3.RateLimit.Action.DynamicMetaData"] | undefined;
    readonly metadata?: Messages["envoy.config.route.v3.RateLimit.Action.MetaData"] | undefined;
    readonly extension?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly maskedRemoteAddress?: Messages["envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress"] | undefined;
    readonly queryParameterValueMatch?: Messages["envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch"] | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.DestinationCluster": Readonly<Record<string, never>>;
  "envoy.config.route.v3.RateLimit.Action.DynamicMetaData": {
    readonly descriptorKey?: string | undefined;
    readonly metadataKey?: Messages["envoy.type.metadata.v3.MetadataKey"] | undefined;
    readonly defaultValue?: string | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.GenericKey": {
    readonly descriptorValue?: string | undefined;
    readonly descriptorKey?: string | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.HeaderValueMatch": {
    readonly descriptorValue?: string | undefined;
    readonly expectMatch?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly headers?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
    readonly descriptorKey?: string | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress": {
    readonly v4PrefixMaskLen?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly v6PrefixMaskLen?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.MetaData": {
    readonly descriptorKey?: string | undefined;
    readonly metadataKey?: Messages["envoy.type.metadata.v3.MetadataKey"] | undefined;
    readonly defaultValue?: string | undefined;
    readonly source?: Enums["envoy.config.route.v3.RateLimit.Action.MetaData.Source"] | undefined;
    readonly skipIfAbsent?: boolean | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch": {
    readonly descriptorValue?: string | undefined;
    readonly expectMatch?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly queryParameters?: readonly Messages["envoy.config.route.v3.QueryParameterMatcher"][] | undefined;
    readonly descriptorKey?: string | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.RemoteAddress": Readonly<Record<string, never>>;
  "envoy.config.route.v3.RateLimit.Action.RequestHeaders": {
    readonly headerName?: string | undefined;
    readonly descriptorKey?: string | undefined;
    readonly skipIfAbsent?: boolean | undefined;
  };
  "envoy.config.route.v3.RateLimit.Action.SourceCluster": Readonly<Record<string, never>>;
  "envoy.config.route.v3.RateLimit.Override": {
    readonly dynamicMetadata?: Messages["envoy.config.route.v3.RateLimit.Override.DynamicMetadata"] | undefined;
  };
  "envoy.config.route.v3.RateLimit.Override.DynamicMetadata": {
    readonly metadataKey?: Messages["envoy.type.metadata.v3.MetadataKey"] | undefined;
  };
  "envoy.config.route.v3.RedirectAction": {
    readonly hostRedirect?: string | undefined;
    readonly pathRedirect?: string | undefined;
    readonly responseCode?: Enums["envoy.config.route.v3.RedirectAction.RedirectResponseCode"] | undefined;
    readonly httpsRedirect?: boolean | undefined;
    readonly prefixRewrite?: string | undefined;
    readonly stripQuery?: boolean | undefined;
    readonly schemeRedirect?: string | undefined;
    readonly portRedirect?: number | undefined;
    readonly regexRewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy": {
    readonly retryOn?: string | undefined;
    readonly numRetries?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly perTryTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly retryPriority?: Messages["envoy.config.route.v3.RetryPolicy.RetryPriority"] | undefined;
    readonly retryHostPredicate?: readonly Messages["envoy.config.route.v3.RetryPolicy.RetryHostPredicate"][] | undefined;
    readonly hostSelectionRetryMaxAttempts?: number | undefined;
    readonly retriableStatusCodes?: readonly number[] | undefined;
    readonly retryBackOff?: Messages["envoy.config.route.v3.RetryPolicy.RetryBackOff"] | undefined;
    readonly retriableHeaders?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
    readonly retriableRequestHeaders?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
    readonly rateLimitedRetryBackOff?: Messages["envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff"] | undefined;
    readonly retryOptionsPredicates?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly perTryIdleTimeout?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff": {
    readonly resetHeaders?: readonly Messages["envoy.config.route.v3.RetryPolicy.ResetHeader"][] | undefined;
    readonly maxInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy.ResetHeader": {
    readonly name?: string | undefined;
    readonly format?: Enums["envoy.config.route.v3.RetryPolicy.ResetHeaderFormat"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy.RetryBackOff": {
    readonly baseInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy.RetryHostPredicate": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.route.v3.RetryPolicy.RetryPriority": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.config.route.v3.Route": {
    readonly match?: Messages["envoy.config.route.v3.RouteMatch"] | undefined;
    readonly route?: Messages["envoy.config.route.v3.RouteAction"] | undefined;
    readonly redirect?: Messages["envoy.config.route.v3.RedirectAction"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly decorator?: Messages["envoy.config.route.v3.Decorator"] | undefined;
    readonly directResponse?: Messages["envoy.config.route.v3.DirectResponseAction"] | undefined;
    readonly requestHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToRemove?: readonly string[] | undefined;
    readonly requestHeadersToRemove?: readonly string[] | undefined;
    readonly typedPerFilterConfig?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
    readonly name?: string | undefined;
    readonly tracing?: Messages["envoy.config.route.v3.Tracing"] | undefined;
    readonly perRequestBufferLimitBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly filterAction?: Messages["envoy.config.route.v3.FilterAction"] | undefined;
    readonly nonForwardingAction?: Messages["envoy.config.route.v3.NonForwardingAction"] | undefined;
    readonly statPrefix?: string | undefined;
  };
  "envoy.config.route.v3.RouteAction": {
    readonly cluster?: string | undefined;
    readonly clusterHeader?: string | undefined;
    readonly weightedClusters?: Messages["envoy.config.route.v3.WeightedCluster"] | undefined;
    readonly metadataMatch?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly prefixRewrite?: string | undefined;
    readonly hostRewriteLiteral?: string | undefined;
    readonly autoHostRewrite?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly timeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly retryPolicy?: Messages["envoy.config.route.v3.RetryPolicy"] | undefined;
    readonly priority?: Enums["envoy.config.core.v3.RoutingPriority"] | undefined;
    readonly rateLimits?: readonly Messages["envoy.config.route.v3.RateLimit"][] | undefined;
    readonly includeVhRateLimits?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly hashPolicy?: readonly Messages["envoy.config.route.v3.RouteAction.HashPolicy"][] | undefined;
    readonly cors?: Messages["envoy.config.route.v3.CorsPolicy"] | undefined;
    readonly clusterNotFoundResponseCode?: Enums["envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode"] | undefined;
    readonly maxGrpcTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly idleTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly upgradeConfigs?: readonly Messages["envoy.config.route.v3.RouteAction.UpgradeConfig"][] | undefined;
    readonly internalRedirectAction?: Enums["envoy.config.route.v3.RouteAction.InternalRedirectAction"] | undefined;
    readonly hedgePolicy?: Messages["envoy.config.route.v3.HedgePolicy"] | undefined;
    readonly grpcTimeoutOffset?: Messages["google.protobuf.Duration"] | undefined;
    readonly hostRewriteHeader?: string | undefined;
    readonly requestMirrorPolicies?: readonly Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"][] | undefined;
    readonly maxInternalRedirects?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly regexRewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"] | undefined;
    readonly retryPolicyTypedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly internalRedirectPolicy?: Messages["envoy.config.route.v3.InternalRedirectPolicy"] | undefined;
    readonly hostRewritePathRegex?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"] | undefined;
    readonly maxStreamDuration?: Messages["envoy.config.route.v3.RouteAction.MaxStreamDuration"] | undefined;
    readonly clusterSpecifierPlugin?: string | undefined;
    readonly appendXForwardedHost?: boolean | undefined;
    readonly inlineClusterSpecifierPlugin?: Messages["envoy.config.route.v3.ClusterSpecifierPlugin"] | undefined;
    readonly earlyDataPolicy?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly pathRewritePolicy?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy": {
    readonly header?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.Header"] | undefined;
    readonly cookie?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.Cookie"] | undefined;
    readonly connectionProperties?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties"] | undefined;
    readonly terminal?: boolean | undefined;
    readonly queryParameter?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter"] | undefined;
    readonly filterState?: Messages["envoy.config.route.v3.RouteAction.HashPolicy.FilterState"] | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties": {
    readonly sourceIp?: boolean | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.Cookie": {
    readonly name?: string | undefined;
    readonly ttl?: Messages["google.protobuf.Duration"] | undefined;
    readonly path?: string | undefined;
    readonly attributes?: readonly Messages["envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute"][] | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute": {
    readonly name?: string | undefined;
    readonly value?: string | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.FilterState": {
    readonly key?: string | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.Header": {
    readonly headerName?: string | undefined;
    readonly regexRewrite?: Messages["envoy.type.matcher.v3.RegexMatchAndSubstitute"] | undefined;
  };
  "envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter": {
    readonly name?: string | undefined;
  };
  "envoy.config.route.v3.RouteAction.MaxStreamDuration": {
    readonly maxStreamDuration?: Messages["google.protobuf.Duration"] | undefined;
    readonly grpcTimeoutHeaderMax?: Messages["google.protobuf.Duration"] | undefined;
    readonly grpcTimeoutHeaderOffset?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.config.route.v3.RouteAction.RequestMirrorPolicy": {
    readonly cluster?: string | undefined;
    readonly runtimeFraction?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"] | undefined;
    readonly traceSampled?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly clusterHeader?: string | undefined;
    readonly disableShadowHostSuffixAppend?: boolean | undefined;
  };
  "envoy.config.route.v3.RouteAction.UpgradeConfig": {
    readonly upgradeType?: string | undefined;
    readonly enabled?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly connectConfig?: Messages["envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig"] | undefined;
  };
  "envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig": {
    readonly proxyProtocolConfig?: Messages["envoy.config.core.v3.ProxyProtocolConfig"] | undefined;
    readonly allowPost?: boolean | undefined;
  };
  "envoy.config.route.v3.RouteConfiguration": {
    readonly name?: string | undefined;
    readonly virtualHosts?: readonly Messages["envoy.config.route.v3.VirtualHost"][] | undefined;
    readonly internalOnlyHeaders?: readonly string[] | undefined;
    readonly responseHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToRemove?: readonly string[] | undefined;
    readonly requestHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly validateClusters?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly requestHeadersToRemove?: readonly string[] | undefined;
    readonly vhds?: Messages["envoy.config.route.v3.Vhds"] | undefined;
    readonly mostSpecificHeaderMutationsWins?: boolean | undefined;
    readonly maxDirectResponseBodySizeBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly clusterSpecifierPlugins?: readonly Messages["envoy.config.route.v3.ClusterSpecifierPlugin"][] | undefined;
    readonly requestMirrorPolicies?: readonly Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"][] | undefined;
    readonly ignorePortInHostMatching?: boolean | undefined;
    readonly ignorePathParametersInPathMatching?: boolean | undefined;
    readonly typedPerFilterConfig?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
  };
  "envoy.config.route.v3.RouteMatch": {
    readonly prefix?: string | undefined;
    readonly path?: string | undefined;
    readonly caseSensitive?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly headers?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
    readonly queryParameters?: readonly Messages["envoy.config.route.v3.QueryParameterMatcher"][] | undefined;
    readonly grpc?: Messages["envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions"] | undefined;
    readonly runtimeFraction?: Messages["envoy.config.core.v3.RuntimeFractionalPercent"] | undefined;
    readonly safeRegex?: Messages["envoy.type.matcher.v3.RegexMatcher"] | undefined;
    readonly tlsContext?: Messages["envoy.config.route.v3.RouteMatch.TlsContextMatchOptions"] | undefined;
    readonly connectMatcher?: Messages["envoy.config.route.v3.RouteMatch.ConnectMatcher"] | undefined;
    readonly dynamicMetadata?: readonly Messages["envoy.type.matcher.v3.MetadataMatcher"][] | undefined;
    readonly pathSeparatedPrefix?: string | undefined;
    readonly pathMatchPolicy?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.config.route.v3.RouteMatch.ConnectMatcher": Readonly<Record<string, never>>;
  "envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions": Readonly<Record<string, never>>;
  "envoy.config.route.v3.RouteMatch.TlsContextMatchOptions": {
    readonly presented?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly validated?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.config.route.v3.ScopedRouteConfiguration": {
    readonly name?: string | undefined;
    readonly routeConfigurationName?: string | undefined;
    readonly key?: Messages["envoy.config.route.v3.ScopedRouteConfiguration.Key"] | undefined;
    readonly onDemand?: boolean | undefined;
    readonly routeConfiguration?: Messages["envoy.config.route.v3.RouteConfiguration"] | undefined;
  };
  "envoy.config.route.v3.ScopedRouteConfiguration.Key": {
    readonly fragments?: readonly Messages["envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment"][] | undefined;
  };
  "envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment": {
    readonly stringKey?: string | undefined;
  };
  "envoy.config.route.v3.Tracing": {
    readonly clientSampling?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly randomSampling?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly overallSampling?: Messages["envoy.type.v3.FractionalPercent"] | undefined;
    readonly customTags?: readonly Messages["envoy.type.tracing.v3.CustomTag"][] | undefined;
  };
  "envoy.config.route.v3.Vhds": {
    readonly configSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
  };
  "envoy.config.route.v3.VirtualCluster": {
    readonly name?: string | undefined;
    readonly headers?: readonly Messages["envoy.config.route.v3.HeaderMatcher"][] | undefined;
  };
  "envoy.config.route.v3.VirtualHost": {
    readonly name?: string | undefined;
    readonly domains?: readonly string[] | undefined;
    readonly routes?: readonly Messages["envoy.config.route.v3.Route"][] | undefined;
    readonly requireTls?: Enums["envoy.config.route.v3.VirtualHost.TlsRequirementType"] | undefined;
    readonly virtualClusters?: readonly Messages["envoy.config.route.v3.VirtualCluster"][] | undefined;
    readonly rateLimits?: readonly Messages["envoy.config.route.v3.RateLimit"][] | undefined;
    readonly requestHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly cors?: Messages["envoy.config.route.v3.CorsPolicy"] | undefined;
    readonly responseHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToRemove?: readonly string[] | undefined;
    readonly requestHeadersToRemove?: readonly string[] | undefined;
    readonly includeRequestAttemptCount?: boolean | undefined;
    readonly typedPerFilterConfig?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
    readonly retryPolicy?: Messages["envoy.config.route.v3.RetryPolicy"] | undefined;
    readonly hedgePolicy?: Messages["envoy.config.route.v3.HedgePolicy"] | undefined;
    readonly perRequestBufferLimitBytes?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly includeAttemptCountInResponse?: boolean | undefined;
    readonly retryPolicyTypedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly matcher?: Messages["xds.type.matcher.v3.Matcher"] | undefined;
    readonly requestMirrorPolicies?: readonly Messages["envoy.config.route.v3.RouteAction.RequestMirrorPolicy"][] | undefined;
    readonly includeIsTimeoutRetryHeader?: boolean | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
  };
  "envoy.config.route.v3.WeightedCluster": {
    readonly clusters?: readonly Messages["envoy.config.route.v3.WeightedCluster.ClusterWeight"][] | undefined;
    readonly runtimeKeyPrefix?: string | undefined;
    readonly totalWeight?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly headerName?: string | undefined;
  };
  "envoy.config.route.v3.WeightedCluster.ClusterWeight": {
    readonly name?: string | undefined;
    readonly weight?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly metadataMatch?: Messages["envoy.config.core.v3.Metadata"] | undefined;
    readonly requestHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
    readonly responseHeadersToRemove?: readonly string[] | undefined;
    readonly requestHeadersToRemove?: readonly string[] | undefined;
    readonly typedPerFilterConfig?: Readonly<Record<string, Messages["google.protobuf.Any"]>> | undefined;
    readonly hostRewriteLiteral?: string | undefined;
    readonly clusterHeader?: string | undefined;
  };
  "envoy.config.trace.v3.Tracing.Http": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.extensions.access_loggers.file.v3.FileAccessLog": {
    readonly path?: string | undefined;
    readonly format?: string | undefined;
    readonly jsonFormat?: Messages["google.protobuf.Struct"] | undefined;
    readonly typedJsonFormat?: Messages["google.protobuf.Struct"] | undefined;
    readonly logFormat?: Messages["envoy.config.core.v3.SubstitutionFormatString"] | undefined;
  };
  "envoy.extensions.filters.http.router.v3.Router": {
    readonly dynamicStats?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly startChildSpan?: boolean | undefined;
    readonly upstreamLog?: readonly Messages["envoy.config.accesslog.v3.AccessLog"][] | undefined;
    readonly suppressEnvoyHeaders?: boolean | undefined;
    readonly strictCheckHeaders?: readonly string[] | undefined;
    readonly respectExpectedRqTimeout?: boolean | undefined;
    readonly suppressGrpcRequestFailureCodeStats?: boolean | undefined;
    readonly upstreamHttpFilters?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"][] | undefined;
    readonly upstreamLogOptions?: Messages["envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions"] | undefined;
  };
  "envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions": {
    readonly flushUpstreamLogOnUpstreamStream?: boolean | undefined;
    readonly upstreamLogFlushInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager": {
    readonly codecType?: Enums["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType"] | undefined;
    readonly statPrefix?: string | undefined;
    readonly rds?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.Rds"] | undefined;
    readonly routeConfig?: Messages["envoy.config.route.v3.RouteConfiguration"] | undefined;
    readonly httpFilters?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"][] | undefined;
    readonly addUserAgent?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly tracing?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing"] | undefined;
    readonly httpProtocolOptions?: Messages["envoy.config.core.v3.Http1ProtocolOptions"] | undefined;
    readonly http2ProtocolOptions?: Messages["envoy.config.core.v3.Http2ProtocolOptions"] | undefined;
    readonly serverName?: string | undefined;
    readonly drainTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly accessLog?: readonly Messages["envoy.config.accesslog.v3.AccessLog"][] | undefined;
    readonly useRemoteAddress?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly generateRequestId?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly forwardClientCertDetails?: Enums["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails"] | undefined;
    readonly setCurrentClientCertDetails?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails"] | undefined;
    readonly proxy100Continue?: boolean | undefined;
    readonly xffNumTrustedHops?: number | undefined;
    readonly representIpv4RemoteAddressAsIpv4MappedIpv6?: boolean | undefined;
    readonly skipXffAppend?: boolean | undefined;
    readonly via?: string | undefined;
    readonly upgradeConfigs?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig"][] | undefined;
    readonly streamIdleTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly internalAddressConfig?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig"] | undefined;
    readonly delayedCloseTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly requestTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly maxRequestHeadersKb?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly normalizePath?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly scopedRoutes?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes"] | undefined;
    readonly preserveExternalRequestId?: boolean | undefined;
    readonly mergeSlashes?: boolean | undefined;
    readonly serverHeaderTransformation?: Enums["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation"] | undefined;
    readonly commonHttpProtocolOptions?: Messages["envoy.config.core.v3.HttpProtocolOptions"] | undefined;
    readonly requestIdExtension?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension"] | undefined;
    readonly alwaysSetRequestIdInResponse?: boolean | undefined;
    readonly localReplyConfig?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig"] | undefined;
    readonly stripMatchingHostPort?: boolean | undefined;
    readonly streamErrorOnInvalidHttpMessage?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly requestHeadersTimeout?: Messages["google.protobuf.Duration"] | undefined;
    readonly stripAnyHostPort?: boolean | undefined;
    readonly pathNormalizationOptions?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions"] | undefined;
    readonly http3ProtocolOptions?: Messages["envoy.config.core.v3.Http3ProtocolOptions"] | undefined;
    readonly pathWithEscapedSlashesAction?: Enums["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction"] | undefined;
    readonly originalIpDetectionExtensions?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly stripTrailingHostDot?: boolean | undefined;
    readonly schemeHeaderTransformation?: Messages["envoy.config.core.v3.SchemeHeaderTransformation"] | undefined;
    readonly proxyStatusConfig?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig"] | undefined;
    readonly typedHeaderValidationConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly appendXForwardedPort?: boolean | undefined;
    readonly earlyHeaderMutationExtensions?: readonly Messages["envoy.config.core.v3.TypedExtensionConfig"][] | undefined;
    readonly addProxyProtocolConnectionState?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly accessLogFlushInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly flushAccessLogOnNewRequest?: boolean | undefined;
    readonly accessLogOptions?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions"] | undefined;
    readonly appendLocalOverload?: boolean | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions": {
    readonly accessLogFlushInterval?: Messages["google.protobuf.Duration"] | undefined;
    readonly flushAccessLogOnNewRequest?: boolean | undefined;
    readonly flushLogOnTunnelSuccessfullyEstablished?: boolean | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig": {
    readonly unixSockets?: boolean | undefined;
    readonly cidrRanges?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions": {
    readonly forwardingTransformation?: Messages["envoy.type.http.v3.PathTransformation"] | undefined;
    readonly httpFilterTransformation?: Messages["envoy.type.http.v3.PathTransformation"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig": {
    readonly removeDetails?: boolean | undefined;
    readonly removeConnectionTerminationDetails?: boolean | undefined;
    readonly removeResponseFlags?: boolean | undefined;
    readonly setRecommendedResponseCode?: boolean | undefined;
    readonly useNodeId?: boolean | undefined;
    readonly literalProxyName?: string | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails": {
    readonly subject?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly cert?: boolean | undefined;
    readonly dns?: boolean | undefined;
    readonly uri?: boolean | undefined;
    readonly chain?: boolean | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing": {
    readonly clientSampling?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly randomSampling?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly overallSampling?: Messages["envoy.type.v3.Percent"] | undefined;
    readonly verbose?: boolean | undefined;
    readonly maxPathTagLength?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly customTags?: readonly Messages["envoy.type.tracing.v3.CustomTag"][] | undefined;
    readonly provider?: Messages["envoy.config.trace.v3.Tracing.Http"] | undefined;
    readonly spawnUpstreamSpan?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig": {
    readonly upgradeType?: string | undefined;
    readonly filters?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"][] | undefined;
    readonly enabled?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly configDiscovery?: Messages["envoy.config.core.v3.ExtensionConfigSource"] | undefined;
    readonly isOptional?: boolean | undefined;
    readonly disabled?: boolean | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig": {
    readonly mappers?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper"][] | undefined;
    readonly bodyFormat?: Messages["envoy.config.core.v3.SubstitutionFormatString"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.Rds": {
    readonly configSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly routeConfigName?: string | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension": {
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper": {
    readonly filter?: Messages["envoy.config.accesslog.v3.AccessLogFilter"] | undefined;
    readonly statusCode?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly body?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly bodyFormatOverride?: Messages["envoy.config.core.v3.SubstitutionFormatString"] | undefined;
    readonly headersToAdd?: readonly Messages["envoy.config.core.v3.HeaderValueOption"][] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds": {
    readonly scopedRdsConfigSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly srdsResourcesLocator?: string | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList": {
    readonly scopedRouteConfigurations?: readonly Messages["envoy.config.route.v3.ScopedRouteConfiguration"][] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes": {
    readonly name?: string | undefined;
    readonly scopeKeyBuilder?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder"] | undefined;
    readonly rdsConfigSource?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
    readonly scopedRouteConfigurationsList?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList"] | undefined;
    readonly scopedRds?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder": {
    readonly fragments?: readonly Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder"][] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder": {
    readonly headerValueExtractor?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor": {
    readonly name?: string | undefined;
    readonly elementSeparator?: string | undefined;
    readonly index?: number | undefined;
    readonly element?: Messages["envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement"] | undefined;
  };
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement": {
    readonly separator?: string | undefined;
    readonly key?: string | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance": {
    readonly instanceName?: string | undefined;
    readonly certificateName?: string | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext": {
    readonly trustedCa?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly verifyCertificateHash?: readonly string[] | undefined;
    readonly verifyCertificateSpki?: readonly string[] | undefined;
    readonly requireSignedCertificateTimestamp?: Messages["google.protobuf.BoolValue"] | undefined;
    readonly crl?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly allowExpiredCertificate?: boolean | undefined;
    readonly matchSubjectAltNames?: readonly Messages["envoy.type.matcher.v3.StringMatcher"][] | undefined;
    readonly trustChainVerification?: Enums["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification"] | undefined;
    readonly watchedDirectory?: Messages["envoy.config.core.v3.WatchedDirectory"] | undefined;
    readonly customValidatorConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly caCertificateProviderInstance?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance"] | undefined;
    readonly onlyVerifyLeafCertCrl?: boolean | undefined;
    readonly matchTypedSubjectAltNames?: readonly Messages["envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher"][] | undefined;
    readonly maxVerifyDepth?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly systemRootCerts?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts": Readonly<Record<string, never>>;
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext": {
    readonly tlsParams?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsParameters"] | undefined;
    readonly tlsCertificates?: readonly Messages["envoy.extensions.transport_sockets.tls.v3.TlsCertificate"][] | undefined;
    readonly validationContext?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"] | undefined;
    readonly alpnProtocols?: readonly string[] | undefined;
    readonly tlsCertificateSdsSecretConfigs?: readonly Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"][] | undefined;
    readonly validationContextSdsSecretConfig?: Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"] | undefined;
    readonly combinedValidationContext?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext"] | undefined;
    readonly tlsCertificateCertificateProvider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"] | undefined;
    readonly validationContextCertificateProvider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"] | undefined;
    readonly tlsCertificateCertificateProviderInstance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"] | undefined;
    readonly validationContextCertificateProviderInstance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"] | undefined;
    readonly customHandshaker?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
    readonly tlsCertificateProviderInstance?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance"] | undefined;
    readonly keyLog?: Messages["envoy.extensions.transport_sockets.tls.v3.TlsKeyLog"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["envoy.config.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance": {
    readonly instanceName?: string | undefined;
    readonly certificateName?: string | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext": {
    readonly defaultValidationContext?: Messages["envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext"] | undefined;
    readonly validationContextSdsSecretConfig?: Messages["envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig"] | undefined;
    readonly validationContextCertificateProvider?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider"] | undefined;
    readonly validationContextCertificateProviderInstance?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider": {
    readonly providerName?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
    readonly fallback?: boolean | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig": {
    readonly name?: string | undefined;
    readonly sdsConfig?: Messages["envoy.config.core.v3.ConfigSource"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher": {
    readonly sanType?: Enums["envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType"] | undefined;
    readonly matcher?: Messages["envoy.type.matcher.v3.StringMatcher"] | undefined;
    readonly oid?: string | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsCertificate": {
    readonly certificateChain?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly privateKey?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly password?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly ocspStaple?: Messages["envoy.config.core.v3.DataSource"] | undefined;
    readonly signedCertificateTimestamp?: readonly Messages["envoy.config.core.v3.DataSource"][] | undefined;
    readonly privateKeyProvider?: Messages["envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider"] | undefined;
    readonly watchedDirectory?: Messages["envoy.config.core.v3.WatchedDirectory"] | undefined;
    readonly pkcs12?: Messages["envoy.config.core.v3.DataSource"] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsKeyLog": {
    readonly path?: string | undefined;
    readonly localAddressRange?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
    readonly remoteAddressRange?: readonly Messages["envoy.config.core.v3.CidrRange"][] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.TlsParameters": {
    readonly tlsMinimumProtocolVersion?: Enums["envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol"] | undefined;
    readonly tlsMaximumProtocolVersion?: Enums["envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol"] | undefined;
    readonly cipherSuites?: readonly string[] | undefined;
    readonly ecdhCurves?: readonly string[] | undefined;
    readonly signatureAlgorithms?: readonly string[] | undefined;
  };
  "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext": {
    readonly commonTlsContext?: Messages["envoy.extensions.transport_sockets.tls.v3.CommonTlsContext"] | undefined;
    readonly sni?: string | undefined;
    readonly allowRenegotiation?: boolean | undefined;
    readonly maxSessionKeys?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly enforceRsaKeyUsage?: Messages["google.protobuf.BoolValue"] | undefined;
  };
  "envoy.service.discovery.v3.DeltaDiscoveryRequest": {
    readonly node?: Messages["envoy.config.core.v3.Node"] | undefined;
    readonly typeUrl?: string | undefined;
    readonly resourceNamesSubscribe?: readonly string[] | undefined;
    readonly resourceNamesUnsubscribe?: readonly string[] | undefined;
    readonly initialResourceVersions?: Readonly<Record<string, string>> | undefined;
    readonly responseNonce?: string | undefined;
    readonly errorDetail?: Messages["google.rpc.Status"] | undefined;
    readonly resourceLocatorsSubscribe?: readonly Messages["envoy.service.discovery.v3.ResourceLocator"][] | undefined;
    readonly resourceLocatorsUnsubscribe?: readonly Messages["envoy.service.discovery.v3.ResourceLocator"][] | undefined;
  };
  "envoy.service.discovery.v3.DeltaDiscoveryResponse": {
    readonly systemVersionInfo?: string | undefined;
    readonly resources?: readonly Messages["envoy.service.discovery.v3.Resource"][] | undefined;
    readonly typeUrl?: string | undefined;
    readonly nonce?: string | undefined;
    readonly removedResources?: readonly string[] | undefined;
    readonly controlPlane?: Messages["envoy.config.core.v3.ControlPlane"] | undefined;
    readonly removedResourceNames?: readonly Messages["envoy.service.discovery.v3.ResourceName"][] | undefined;
  };
  "envoy.service.discovery.v3.DiscoveryRequest": {
    readonly versionInfo?: string | undefined;
    readonly node?: Messages["envoy.config.core.v3.Node"] | undefined;
    readonly resourceNames?: readonly string[] | undefined;
    readonly typeUrl?: string | undefined;
    readonly responseNonce?: string | undefined;
    readonly errorDetail?: Messages["google.rpc.Status"] | undefined;
    readonly resourceLocators?: readonly Messages["envoy.service.discovery.v3.ResourceLocator"][] | undefined;
  };
  "envoy.service.discovery.v3.DiscoveryResponse": {
    readonly versionInfo?: string | undefined;
    readonly resources?: readonly Messages["google.protobuf.Any"][] | undefined;
    readonly canary?: boolean | undefined;
    readonly typeUrl?: string | undefined;
    readonly nonce?: string | undefined;
    readonly controlPlane?: Messages["envoy.config.core.v3.ControlPlane"] | undefined;
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints": {
    readonly constraint?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint"] | undefined;
    readonly orConstraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList"] | undefined;
    readonly andConstraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList"] | undefined;
    readonly notConstraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints"] | undefined;
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList": {
    readonly constraints?: readonly Messages["envoy.service.discovery.v3.DynamicParameterConstraints"][] | undefined;
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint": {
    readonly key?: string | undefined;
    readonly value?: string | undefined;
    readonly exists?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists"] | undefined;
  };
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists": Readonly<Record<string, never>>;
  "envoy.service.discovery.v3.Resource": {
    readonly version?: string | undefined;
    readonly resource?: Messages["google.protobuf.Any"] | undefined;
    readonly name?: string | undefined;
    readonly aliases?: readonly string[] | undefined;
    readonly ttl?: Messages["google.protobuf.Duration"] | undefined;
    readonly cacheControl?: Messages["envoy.service.discovery.v3.Resource.CacheControl"] | undefined;
    readonly resourceName?: Messages["envoy.service.discovery.v3.ResourceName"] | undefined;
    readonly metadata?: Messages["envoy.config.core.v3.Metadata"] | undefined;
  };
  "envoy.service.discovery.v3.Resource.CacheControl": {
    readonly doNotCache?: boolean | undefined;
  };
  "envoy.service.discovery.v3.ResourceLocator": {
    readonly name?: string | undefined;
    readonly dynamicParameters?: Readonly<Record<string, string>> | undefined;
  };
  "envoy.service.discovery.v3.ResourceName": {
    readonly name?: string | undefined;
    readonly dynamicParameterConstraints?: Messages["envoy.service.discovery.v3.DynamicParameterConstraints"] | undefined;
  };
  "envoy.type.http.v3.PathTransformation": {
    readonly operations?: readonly Messages["envoy.type.http.v3.PathTransformation.Operation"][] | undefined;
  };
  "envoy.type.http.v3.PathTransformation.Operation": {
    readonly normalizePathRfc3986?: Messages["envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986"] | undefined;
    readonly mergeSlashes?: Messages["envoy.type.http.v3.PathTransformation.Operation.MergeSlashes"] | undefined;
  };
  "envoy.type.http.v3.PathTransformation.Operation.MergeSlashes": Readonly<Record<string, never>>;
  "envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986": Readonly<Record<string, never>>;
  "envoy.type.matcher.v3.DoubleMatcher": {
    readonly range?: Messages["envoy.type.v3.DoubleRange"] | undefined;
    readonly exact?: number | undefined;
  };
  "envoy.type.matcher.v3.ListMatcher": {
    readonly oneOf?: Messages["envoy.type.matcher.v3.ValueMatcher"] | undefined;
  };
  "envoy.type.matcher.v3.MetadataMatcher": {
    readonly filter?: string | undefined;
    readonly path?: readonly Messages["envoy.type.matcher.v3.MetadataMatcher.PathSegment"][] | undefined;
    readonly value?: Messages["envoy.type.matcher.v3.ValueMatcher"] | undefined;
    readonly invert?: boolean | undefined;
  };
  "envoy.type.matcher.v3.MetadataMatcher.PathSegment": {
    readonly key?: string | undefined;
  };
  "envoy.type.matcher.v3.OrMatcher": {
    readonly valueMatchers?: readonly Messages["envoy.type.matcher.v3.ValueMatcher"][] | undefined;
  };
  "envoy.type.matcher.v3.RegexMatchAndSubstitute": {
    readonly pattern?: Messages["envoy.type.matcher.v3.RegexMatcher"] | undefined;
    readonly substitution?: string | undefined;
  };
  "envoy.type.matcher.v3.RegexMatcher": {
    readonly googleRe2?: Messages["envoy.type.matcher.v3.RegexMatcher.GoogleRE2"] | undefined;
    readonly regex?: string | undefined;
  };
  "envoy.type.matcher.v3.RegexMatcher.GoogleRE2": {
    readonly maxProgramSize?: Messages["google.protobuf.UInt32Value"] | undefined;
  };
  "envoy.type.matcher.v3.StringMatcher": {
    readonly exact?: string | undefined;
    readonly prefix?: string | undefined;
    readonly suffix?: string | undefined;
    readonly safeRegex?: Messages["envoy.type.matcher.v3.RegexMatcher"] | undefined;
    readonly ignoreCase?: boolean | undefined;
    readonly contains?: string | undefined;
    readonly custom?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
  };
  "envoy.type.matcher.v3.ValueMatcher": {
    readonly nullMatch?: Messages["envoy.type.matcher.v3.ValueMatcher.NullMatch"] | undefined;
    readonly doubleMatch?: Messages["envoy.type.matcher.v3.DoubleMatcher"] | undefined;
    readonly stringMatch?: Messages["envoy.type.matcher.v3.StringMatcher"] | undefined;
    readonly boolMatch?: boolean | undefined;
    readonly presentMatch?: boolean | undefined;
    readonly listMatch?: Messages["envoy.type.matcher.v3.ListMatcher"] | undefined;
    readonly orMatch?: Messages["envoy.type.matcher.v3.OrMatcher"] | undefined;
  };
  "envoy.type.matcher.v3.ValueMatcher.NullMatch": Readonly<Record<string, never>>;
  "envoy.type.metadata.v3.MetadataKey": {
    readonly key?: string | undefined;
    readonly path?: readonly Messages["envoy.type.metadata.v3.MetadataKey.PathSegment"][] | undefined;
  };
  "envoy.type.metadata.v3.MetadataKey.PathSegment": {
    readonly key?: string | undefined;
  };
  "envoy.type.metadata.v3.MetadataKind": {
    readonly request?: Messages["envoy.type.metadata.v3.MetadataKind.Request"] | undefined;
    readonly route?: Messages["envoy.type.metadata.v3.MetadataKind.Route"] | undefined;
    readonly cluster?: Messages["envoy.type.metadata.v3.MetadataKind.Cluster"] | undefined;
    readonly host?: Messages["envoy.type.metadata.v3.MetadataKind.Host"] | undefined;
  };
  "envoy.type.metadata.v3.MetadataKind.Cluster": Readonly<Record<string, never>>;
  "envoy.type.metadata.v3.MetadataKind.Host": Readonly<Record<string, never>>;
  "envoy.type.metadata.v3.MetadataKind.Request": Readonly<Record<string, never>>;
  "envoy.type.metadata.v3.MetadataKind.Route": Readonly<Record<string, never>>;
  "envoy.type.tracing.v3.CustomTag": {
    readonly tag?: string | undefined;
    readonly literal?: Messages["envoy.type.tracing.v3.CustomTag.Literal"] | undefined;
    readonly environment?: Messages["envoy.type.tracing.v3.CustomTag.Environment"] | undefined;
    readonly requestHeader?: Messages["envoy.type.tracing.v3.CustomTag.Header"] | undefined;
    readonly metadata?: Messages["envoy.type.tracing.v3.CustomTag.Metadata"] | undefined;
  };
  "envoy.type.tracing.v3.CustomTag.Environment": {
    readonly name?: string | undefined;
    readonly defaultValue?: string | undefined;
  };
  "envoy.type.tracing.v3.CustomTag.Header": {
    readonly name?: string | undefined;
    readonly defaultValue?: string | undefined;
  };
  "envoy.type.tracing.v3.CustomTag.Literal": {
    readonly value?: string | undefined;
  };
  "envoy.type.tracing.v3.CustomTag.Metadata": {
    readonly kind?: Messages["envoy.type.metadata.v3.MetadataKind"] | undefined;
    readonly metadataKey?: Messages["envoy.type.metadata.v3.MetadataKey"] | undefined;
    readonly defaultValue?: string | undefined;
  };
  "envoy.type.v3.DoubleRange": {
    readonly start?: number | undefined;
    readonly end?: number | undefined;
  };
  "envoy.type.v3.FractionalPercent": {
    readonly numerator?: number | undefined;
    readonly denominator?: Enums["envoy.type.v3.FractionalPercent.DenominatorType"] | undefined;
  };
  "envoy.type.v3.Int32Range": {
    readonly start?: number | undefined;
    readonly end?: number | undefined;
  };
  "envoy.type.v3.Int64Range": {
    readonly start?: number | undefined;
    readonly end?: number | undefined;
  };
  "envoy.type.v3.Percent": {
    readonly value?: number | undefined;
  };
  "envoy.type.v3.SemanticVersion": {
    readonly majorNumber?: number | undefined;
    readonly minorNumber?: number | undefined;
    readonly patch?: number | undefined;
  };
  "envoy.type.v3.TokenBucket": {
    readonly maxTokens?: number | undefined;
    readonly tokensPerFill?: Messages["google.protobuf.UInt32Value"] | undefined;
    readonly fillInterval?: Messages["google.protobuf.Duration"] | undefined;
  };
  "google.protobuf.Any": {
    readonly typeUrl?: string | undefined;
    readonly value?: Uint8Array | undefined;
  };
  "google.protobuf.BoolValue": {
    readonly value?: boolean | undefined;
  };
  "google.protobuf.DoubleValue": {
    readonly value?: number | undefined;
  };
  "google.protobuf.Duration": {
    readonly seconds?: number | undefined;
    readonly nanos?: number | undefined;
  };
  "google.protobuf.Empty": Readonly<Record<string, never>>;
  "google.protobuf.ListValue": {
    readonly values?: readonly Messages["google.protobuf.Value"][] | undefined;
  };
  "google.protobuf.Struct": {
    readonly fields?: Readonly<Record<string, Messages["google.protobuf.Value"]>> | undefined;
  };
  "google.protobuf.UInt32Value": {
    readonly value?: number | undefined;
  };
  "google.protobuf.UInt64Value": {
    readonly value?: number | undefined;
  };
  "google.protobuf.Value": {
    readonly nullValue?: Enums["google.protobuf.NullValue"] | undefined;
    readonly numberValue?: number | undefined;
    readonly stringValue?: string | undefined;
    readonly boolValue?: boolean | undefined;
    readonly structValue?: Messages["google.protobuf.Struct"] | undefined;
    readonly listValue?: Messages["google.protobuf.ListValue"] | undefined;
  };
  "google.rpc.Status": {
    readonly code?: number | undefined;
    readonly message?: string | undefined;
    readonly details?: readonly Messages["google.protobuf.Any"][] | undefined;
  };
  "udpa.type.v1.TypedStruct": {
    readonly typeUrl?: string | undefined;
    readonly value?: Messages["google.protobuf.Struct"] | undefined;
  };
  "xds.core.v3.Authority": {
    readonly name?: string | undefined;
  };
  "xds.core.v3.ContextParams": {
    readonly params?: Readonly<Record<string, string>> | undefined;
  };
  "xds.core.v3.TypedExtensionConfig": {
    readonly name?: string | undefined;
    readonly typedConfig?: Messages["google.protobuf.Any"] | undefined;
  };
  "xds.type.matcher.v3.Matcher": {
    readonly matcherList?: Messages["xds.type.matcher.v3.Matcher.MatcherList"] | undefined;
    readonly matcherTree?: Messages["xds.type.matcher.v3.Matcher.MatcherTree"] | undefined;
    readonly onNoMatch?: Messages["xds.type.matcher.v3.Matcher.OnMatch"] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherList": {
    readonly matchers?: readonly Messages["xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher"][] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher": {
    readonly predicate?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"] | undefined;
    readonly onMatch?: Messages["xds.type.matcher.v3.Matcher.OnMatch"] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate": {
    readonly singlePredicate?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate"] | undefined;
    readonly orMatcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList"] | undefined;
    readonly andMatcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList"] | undefined;
    readonly notMatcher?: Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList": {
    readonly predicate?: readonly Messages["xds.type.matcher.v3.Matcher.MatcherList.Predicate"][] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate": {
    readonly input?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
    readonly valueMatch?: Messages["xds.type.matcher.v3.StringMatcher"] | undefined;
    readonly customMatch?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherTree": {
    readonly input?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
    readonly exactMatchMap?: Messages["xds.type.matcher.v3.Matcher.MatcherTree.MatchMap"] | undefined;
    readonly prefixMatchMap?: Messages["xds.type.matcher.v3.Matcher.MatcherTree.MatchMap"] | undefined;
    readonly customMatch?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
  };
  "xds.type.matcher.v3.Matcher.MatcherTree.MatchMap": {
    readonly map?: Readonly<Record<string, Messages["xds.type.matcher.v3.Matcher.OnMatch"]>> | undefined;
  };
  "xds.type.matcher.v3.Matcher.OnMatch": {
    readonly matcher?: Messages["xds.type.matcher.v3.Matcher"] | undefined;
    readonly action?: Messages["xds.core.v3.TypedExtensionConfig"] | undefined;
  };
  "xds.type.matcher.v3.RegexMatcher": {
    readonly googleRe2?: Messages["xds.type.matcher.v3.RegexMatcher.GoogleRE2"] | undefined;
    readonly regex?: string | undefined;
  };
  "xds.type.matcher.v3.RegexMatcher.GoogleRE2": Readonly<Record<string, never>>;
  "xds.type.matcher.v3.StringMatcher": {
    readonly exact?: string | undefined;
    readonly prefix?: string | undefined;
    readonly suffix?: string | undefined;
    readonly safeRegex?: Messages["xds.type.matcher.v3.RegexMatcher"] | undefined;
    readonly ignoreCase?: boolean | undefined;
    readonly contains?: string | undefined;
  };
  "xds.type.v3.TypedStruct": {
    readonly typeUrl?: string | undefined;
    readonly value?: Messages["google.protobuf.Struct"] | undefined;
  };
}

/** Enumerations by full name. A value that has no name in this version is "#" and its number. */
export interface Enums {
  "envoy.config.accesslog.v3.ComparisonFilter.Op": "EQ" | "GE" | "LE" | `#${number}`;
  "envoy.config.accesslog.v3.GrpcStatusFilter.Status": "OK" | "CANCELED" | "UNKNOWN" | "INVALID_ARGUMENT" | "DEADLINE_EXCEEDED" | "NOT_FOUND" | "ALREADY_EXISTS" | "PERMISSION_DENIED" | "RESOURCE_EXHAUSTED" | "FAILED_PRECONDITION" | "ABORTED" | "OUT_OF_RANGE" | "UNIMPLEMENTED" | "INTERNAL" | "UNAVAILABLE" | "DATA_LOSS" | "UNAUTHENTICATED" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.ClusterProtocolSelection": "USE_CONFIGURED_PROTOCOL" | "USE_DOWNSTREAM_PROTOCOL" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.DiscoveryType": "STATIC" | "STRICT_DNS" | "LOGICAL_DNS" | "EDS" | "ORIGINAL_DST" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.DnsLookupFamily": "AUTO" | "V4_ONLY" | "V6_ONLY" | "V4_PREFERRED" | "ALL" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.LbPolicy": "ROUND_ROBIN" | "LEAST_REQUEST" | "RING_HASH" | "RANDOM" | "MAGLEV" | "CLUSTER_PROVIDED" | "LOAD_BALANCING_POLICY_CONFIG" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetFallbackPolicy": "NO_FALLBACK" | "ANY_ENDPOINT" | "DEFAULT_SUBSET" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetMetadataFallbackPolicy": "METADATA_NO_FALLBACK" | "FALLBACK_LIST" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector.LbSubsetSelectorFallbackPolicy": "NOT_DEFINED" | "NO_FALLBACK" | "ANY_ENDPOINT" | "DEFAULT_SUBSET" | "KEYS_SUBSET" | `#${number}`;
  "envoy.config.cluster.v3.Cluster.RingHashLbConfig.HashFunction": "XX_HASH" | "MURMUR_HASH_2" | `#${number}`;
  "envoy.config.cluster.v3.UpstreamConnectionOptions.FirstAddressFamilyVersion": "DEFAULT" | "V4" | "V6" | `#${number}`;
  "envoy.config.core.v3.ApiConfigSource.ApiType": "DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE" | "REST" | "GRPC" | "DELTA_GRPC" | "AGGREGATED_GRPC" | "AGGREGATED_DELTA_GRPC" | `#${number}`;
  "envoy.config.core.v3.ApiVersion": "AUTO" | "V2" | "V3" | `#${number}`;
  "envoy.config.core.v3.HeaderValueOption.HeaderAppendAction": "APPEND_IF_EXISTS_OR_ADD" | "ADD_IF_ABSENT" | "OVERWRITE_IF_EXISTS_OR_ADD" | "OVERWRITE_IF_EXISTS" | `#${number}`;
  "envoy.config.core.v3.HealthStatus": "UNKNOWN" | "HEALTHY" | "UNHEALTHY" | "DRAINING" | "TIMEOUT" | "DEGRADED" | `#${number}`;
  "envoy.config.core.v3.HttpProtocolOptions.HeadersWithUnderscoresAction": "ALLOW" | "REJECT_REQUEST" | "DROP_HEADER" | `#${number}`;
  "envoy.config.core.v3.ProxyProtocolConfig.Version": "V1" | "V2" | `#${number}`;
  "envoy.config.core.v3.ProxyProtocolPassThroughTLVs.PassTLVsMatchType": "INCLUDE_ALL" | "INCLUDE" | `#${number}`;
  "envoy.config.core.v3.RequestMethod": "METHOD_UNSPECIFIED" | "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH" | `#${number}`;
  "envoy.config.core.v3.RoutingPriority": "DEFAULT" | "HIGH" | `#${number}`;
  "envoy.config.core.v3.SocketAddress.Protocol": "TCP" | "UDP" | `#${number}`;
  "envoy.config.core.v3.SocketOption.SocketState": "STATE_PREBIND" | "STATE_BOUND" | "STATE_LISTENING" | `#${number}`;
  "envoy.config.core.v3.TrafficDirection": "UNSPECIFIED" | "INBOUND" | "OUTBOUND" | `#${number}`;
  "envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType": "ANY" | "SAME_IP_OR_LOOPBACK" | "EXTERNAL" | `#${number}`;
  "envoy.config.listener.v3.Listener.DrainType": "DEFAULT" | "MODIFY_ONLY" | `#${number}`;
  "envoy.config.route.v3.RateLimit.Action.MetaData.Source": "DYNAMIC" | "ROUTE_ENTRY" | `#${number}`;
  "envoy.config.route.v3.RedirectAction.RedirectResponseCode": "MOVED_PERMANENTLY" | "FOUND" | "SEE_OTHER" | "TEMPORARY_REDIRECT" | "PERMANENT_REDIRECT" | `#${number}`;
  "envoy.config.route.v3.RetryPolicy.ResetHeaderFormat": "SECONDS" | "UNIX_TIMESTAMP" | `#${number}`;
  "envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode": "SERVICE_UNAVAILABLE" | "NOT_FOUND" | "INTERNAL_SERVER_ERROR" | `#${number}`;
  "envoy.config.route.v3.RouteAction.InternalRedirectAction": "PASS_THROUGH_INTERNAL_REDIRECT" | "HANDLE_INTERNAL_REDIRECT" | `#${number}`;
  "envoy.config.route.v3.VirtualHost.TlsRequirementType": "NONE" | "EXTERNAL_ONLY" | "ALL" | `#${number}`;
  "envoy.data.accesslog.v3.AccessLogType": "NotSet" | "TcpUpstreamConnected" | "TcpPeriodic" | "TcpConnectionEnd" | "DownstreamStart" | "DownstreamPeriodic" | "DownstreamEnd" | "UpstreamPoolReady" | "UpstreamPeriodic" | "UpstreamEnd" | "DownstreamTunnelSuccessfullyEstablished" | "UdpTunnelUpstreamConnected" | "UdpPeriodic" | "UdpSessionEnd" | `#${number}`;
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType": "AUTO" | "HTTP1" | "HTTP2" | "HTTP3" | `#${number}`;
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails": "SANITIZE" | "FORWARD_ONLY" | "APPEND_FORWARD" | "SANITIZE_SET" | "ALWAYS_FORWARD_ONLY" | `#${number}`;
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction": "IMPLEMENTATION_SPECIFIC_DEFAULT" | "KEEP_UNCHANGED" | "REJECT_REQUEST" | "UNESCAPE_AND_REDIRECT" | "UNESCAPE_AND_FORWARD" | `#${number}`;
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation": "OVERWRITE" | "APPEND_IF_ABSENT" | "PASS_THROUGH" | `#${number}`;
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification": "VERIFY_TRUST_CHAIN" | "ACCEPT_UNTRUSTED" | `#${number}`;
  "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType": "SAN_TYPE_UNSPECIFIED" | "EMAIL" | "DNS" | "URI" | "IP_ADDRESS" | "OTHER_NAME" | `#${number}`;
  "envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol": "TLS_AUTO" | "TLSv1_0" | "TLSv1_1" | "TLSv1_2" | "TLSv1_3" | `#${number}`;
  "envoy.type.v3.CodecClientType": "HTTP1" | "HTTP2" | "HTTP3" | `#${number}`;
  "envoy.type.v3.FractionalPercent.DenominatorType": "HUNDRED" | "TEN_THOUSAND" | "MILLION" | `#${number}`;
  "google.protobuf.NullValue": "NULL_VALUE" | `#${number}`;
}
