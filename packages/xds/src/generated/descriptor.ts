// Written by `pnpm --filter @meltemi/xds generate` from the protos that NOTICE names. Do not edit.

/**
 * Messages: "name number type [oneof]", separated by commas, in order of numbers. Before a type "*" is
 * repeated, "%" is a map from strings. Scalars have short names; all others are full names.
 */
export const MESSAGES: Readonly<Record<string, string>> = {
  "aeraki.meta_protocol_proxy.config.route.v1alpha.Fault":
    "delay 1 aeraki.meta_protocol_proxy.config.route.v1alpha.FaultDelay,abort 2 aeraki.meta_protocol_proxy.config.route.v1alpha.FaultAbort",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.FaultAbort":
    "percentage 1 envoy.type.v3.FractionalPercent,message 2 string",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.FaultDelay":
    "percentage 1 envoy.type.v3.FractionalPercent,fixedDelay 2 google.protobuf.Duration",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue":
    "key 1 string,value 2 string",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RequestMirrorPolicy":
    "cluster 1 string,runtimeFraction 2 envoy.config.core.v3.RuntimeFractionalPercent",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RetryPolicy":
    "attempts 1 uint32,perTryTimeout 2 google.protobuf.Duration,retryOn 3 *string",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.Route":
    "name 1 string,match 2 aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch,route 3 aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction,requestMutation 19 *aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue,responseMutation 20 *aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue,timeout 1001 google.protobuf.Duration,retryPolicy 1002 aeraki.meta_protocol_proxy.config.route.v1alpha.RetryPolicy,fault 1003 aeraki.meta_protocol_proxy.config.route.v1alpha.Fault,oneway 1004 bool",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteAction":
    "cluster 1 string clusterSpecifier,weightedClusters 2 envoy.config.route.v3.WeightedCluster clusterSpecifier,hashPolicy 10 *string,requestMirrorPolicies 11 *aeraki.meta_protocol_proxy.config.route.v1alpha.RequestMirrorPolicy,hashSourceIp 1001 bool",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration":
    "name 1 string,routes 2 *aeraki.meta_protocol_proxy.config.route.v1alpha.Route",
  "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch":
    "metadata 1 *envoy.config.route.v3.HeaderMatcher",
  "aeraki.meta_protocol_proxy.filters.istio_stats.v1alpha.IstioStats":
    "destinationService 1 string",
  "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimit":
    "statPrefix 1 string,tokenBucket 2 envoy.type.v3.TokenBucket,conditions 3 *aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimitCondition",
  "aeraki.meta_protocol_proxy.filters.local_ratelimit.v1alpha.LocalRateLimitCondition":
    "match 1 aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch,tokenBucket 2 envoy.type.v3.TokenBucket",
  "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.Descriptor":
    "property 1 string,descriptorKey 2 string",
  "aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.RateLimit":
    "match 1 aeraki.meta_protocol_proxy.config.route.v1alpha.RouteMatch,domain 2 string,timeout 3 google.protobuf.Duration,failureModeDeny 4 bool,rateLimitService 5 envoy.config.ratelimit.v3.RateLimitServiceConfig,descriptors 6 *aeraki.meta_protocol_proxy.filters.ratelimit.v1alpha.Descriptor",
  "aeraki.meta_protocol_proxy.v1alpha.ApplicationProtocol":
    "name 1 string,codec 2 aeraki.meta_protocol_proxy.v1alpha.Codec,multiplexing 3 bool",
  "aeraki.meta_protocol_proxy.v1alpha.Codec":
    "name 1 string,config 2 google.protobuf.Any",
  "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter":
    "name 1 string,config 2 google.protobuf.Any",
  "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy":
    "statPrefix 1 string,applicationProtocol 2 string,rds 3 aeraki.meta_protocol_proxy.v1alpha.Rds routeSpecifier,routeConfig 4 aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration routeSpecifier,codec 5 aeraki.meta_protocol_proxy.v1alpha.Codec,metaProtocolFilters 6 *aeraki.meta_protocol_proxy.v1alpha.MetaProtocolFilter,accessLog 8 *envoy.config.accesslog.v3.AccessLog,idleTimeout 11 google.protobuf.Duration,protocol 12 aeraki.meta_protocol_proxy.v1alpha.ApplicationProtocol",
  "aeraki.meta_protocol_proxy.v1alpha.Rds":
    "configSource 1 envoy.config.core.v3.ConfigSource,routeConfigName 2 string",
  "envoy.config.accesslog.v3.AccessLog":
    "name 1 string,filter 2 envoy.config.accesslog.v3.AccessLogFilter,typedConfig 4 google.protobuf.Any configType",
  "envoy.config.accesslog.v3.AccessLogFilter":
    "statusCodeFilter 1 envoy.config.accesslog.v3.StatusCodeFilter filterSpecifier,durationFilter 2 envoy.config.accesslog.v3.DurationFilter filterSpecifier,notHealthCheckFilter 3 envoy.config.accesslog.v3.NotHealthCheckFilter filterSpecifier,traceableFilter 4 envoy.config.accesslog.v3.TraceableFilter filterSpecifier,runtimeFilter 5 envoy.config.accesslog.v3.RuntimeFilter filterSpecifier,andFilter 6 envoy.config.accesslog.v3.AndFilter filterSpecifier,orFilter 7 envoy.config.accesslog.v3.OrFilter filterSpecifier,headerFilter 8 envoy.config.accesslog.v3.HeaderFilter filterSpecifier,responseFlagFilter 9 envoy.config.accesslog.v3.ResponseFlagFilter filterSpecifier,grpcStatusFilter 10 envoy.config.accesslog.v3.GrpcStatusFilter filterSpecifier,extensionFilter 11 envoy.config.accesslog.v3.ExtensionFilter filterSpecifier,metadataFilter 12 envoy.config.accesslog.v3.MetadataFilter filterSpecifier,logTypeFilter 13 envoy.config.accesslog.v3.LogTypeFilter filterSpecifier",
  "envoy.config.accesslog.v3.AndFilter":
    "filters 1 *envoy.config.accesslog.v3.AccessLogFilter",
  "envoy.config.accesslog.v3.ComparisonFilter":
    "op 1 envoy.config.accesslog.v3.ComparisonFilter.Op,value 2 envoy.config.core.v3.RuntimeUInt32",
  "envoy.config.accesslog.v3.DurationFilter":
    "comparison 1 envoy.config.accesslog.v3.ComparisonFilter",
  "envoy.config.accesslog.v3.ExtensionFilter":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.accesslog.v3.GrpcStatusFilter":
    "statuses 1 *envoy.config.accesslog.v3.GrpcStatusFilter.Status,exclude 2 bool",
  "envoy.config.accesslog.v3.HeaderFilter":
    "header 1 envoy.config.route.v3.HeaderMatcher",
  "envoy.config.accesslog.v3.LogTypeFilter":
    "types 1 *envoy.data.accesslog.v3.AccessLogType,exclude 2 bool",
  "envoy.config.accesslog.v3.MetadataFilter":
    "matcher 1 envoy.type.matcher.v3.MetadataMatcher,matchIfKeyNotFound 2 google.protobuf.BoolValue",
  "envoy.config.accesslog.v3.NotHealthCheckFilter":
    "",
  "envoy.config.accesslog.v3.OrFilter":
    "filters 2 *envoy.config.accesslog.v3.AccessLogFilter",
  "envoy.config.accesslog.v3.ResponseFlagFilter":
    "flags 1 *string",
  "envoy.config.accesslog.v3.RuntimeFilter":
    "runtimeKey 1 string,percentSampled 2 envoy.type.v3.FractionalPercent,useIndependentRandomness 3 bool",
  "envoy.config.accesslog.v3.StatusCodeFilter":
    "comparison 1 envoy.config.accesslog.v3.ComparisonFilter",
  "envoy.config.accesslog.v3.TraceableFilter":
    "",
  "envoy.config.cluster.v3.CircuitBreakers":
    "thresholds 1 *envoy.config.cluster.v3.CircuitBreakers.Thresholds,perHostThresholds 2 *envoy.config.cluster.v3.CircuitBreakers.Thresholds",
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds":
    "priority 1 envoy.config.core.v3.RoutingPriority,maxConnections 2 google.protobuf.UInt32Value,maxPendingRequests 3 google.protobuf.UInt32Value,maxRequests 4 google.protobuf.UInt32Value,maxRetries 5 google.protobuf.UInt32Value,trackRemaining 6 bool,maxConnectionPools 7 google.protobuf.UInt32Value,retryBudget 8 envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget",
  "envoy.config.cluster.v3.CircuitBreakers.Thresholds.RetryBudget":
    "budgetPercent 1 envoy.type.v3.Percent,minRetryConcurrency 2 google.protobuf.UInt32Value",
  "envoy.config.cluster.v3.Cluster":
    "name 1 string,type 2 envoy.config.cluster.v3.Cluster.DiscoveryType clusterDiscoveryType,edsClusterConfig 3 envoy.config.cluster.v3.Cluster.EdsClusterConfig,connectTimeout 4 google.protobuf.Duration,perConnectionBufferLimitBytes 5 google.protobuf.UInt32Value,lbPolicy 6 envoy.config.cluster.v3.Cluster.LbPolicy,healthChecks 8 *envoy.config.core.v3.HealthCheck,maxRequestsPerConnection 9 google.protobuf.UInt32Value,circuitBreakers 10 envoy.config.cluster.v3.CircuitBreakers,httpProtocolOptions 13 envoy.config.core.v3.Http1ProtocolOptions,http2ProtocolOptions 14 envoy.config.core.v3.Http2ProtocolOptions,dnsRefreshRate 16 google.protobuf.Duration,dnsLookupFamily 17 envoy.config.cluster.v3.Cluster.DnsLookupFamily,dnsResolvers 18 *envoy.config.core.v3.Address,outlierDetection 19 envoy.config.cluster.v3.OutlierDetection,cleanupInterval 20 google.protobuf.Duration,upstreamBindConfig 21 envoy.config.core.v3.BindConfig,lbSubsetConfig 22 envoy.config.cluster.v3.Cluster.LbSubsetConfig,ringHashLbConfig 23 envoy.config.cluster.v3.Cluster.RingHashLbConfig lbConfig,transportSocket 24 envoy.config.core.v3.TransportSocket,metadata 25 envoy.config.core.v3.Metadata,protocolSelection 26 envoy.config.cluster.v3.Cluster.ClusterProtocolSelection,commonLbConfig 27 envoy.config.cluster.v3.Cluster.CommonLbConfig,altStatName 28 string,commonHttpProtocolOptions 29 envoy.config.core.v3.HttpProtocolOptions,upstreamConnectionOptions 30 envoy.config.cluster.v3.UpstreamConnectionOptions,closeConnectionsOnHostHealthFailure 31 bool,ignoreHealthOnHostRemoval 32 bool,loadAssignment 33 envoy.config.endpoint.v3.ClusterLoadAssignment,originalDstLbConfig 34 envoy.config.cluster.v3.Cluster.OriginalDstLbConfig lbConfig,typedExtensionProtocolOptions 36 %google.protobuf.Any,leastRequestLbConfig 37 envoy.config.cluster.v3.Cluster.LeastRequestLbConfig lbConfig,clusterType 38 envoy.config.cluster.v3.Cluster.CustomClusterType clusterDiscoveryType,respectDnsTtl 39 bool,filters 40 *envoy.config.cluster.v3.Filter,loadBalancingPolicy 41 envoy.config.cluster.v3.LoadBalancingPolicy,lrsServer 42 envoy.config.core.v3.ConfigSource,transportSocketMatches 43 *envoy.config.cluster.v3.Cluster.TransportSocketMatch,dnsFailureRefreshRate 44 envoy.config.cluster.v3.Cluster.RefreshRate,useTcpForDnsLookups 45 bool,upstreamHttpProtocolOptions 46 envoy.config.core.v3.UpstreamHttpProtocolOptions,trackTimeoutBudgets 47 bool,upstreamConfig 48 envoy.config.core.v3.TypedExtensionConfig,trackClusterStats 49 envoy.config.cluster.v3.TrackClusterStats,preconnectPolicy 50 envoy.config.cluster.v3.Cluster.PreconnectPolicy,connectionPoolPerDownstreamConnection 51 bool,maglevLbConfig 52 envoy.config.cluster.v3.Cluster.MaglevLbConfig lbConfig,dnsResolutionConfig 53 envoy.config.core.v3.DnsResolutionConfig,waitForWarmOnInit 54 google.protobuf.BoolValue,typedDnsResolverConfig 55 envoy.config.core.v3.TypedExtensionConfig,roundRobinLbConfig 56 envoy.config.cluster.v3.Cluster.RoundRobinLbConfig lbConfig,lrsReportEndpointMetrics 57 *string",
  "envoy.config.cluster.v3.Cluster.CommonLbConfig":
    "healthyPanicThreshold 1 envoy.type.v3.Percent,zoneAwareLbConfig 2 envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig localityConfigSpecifier,localityWeightedLbConfig 3 envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig localityConfigSpecifier,updateMergeWindow 4 google.protobuf.Duration,ignoreNewHostsUntilFirstHc 5 bool,closeConnectionsOnHostSetChange 6 bool,consistentHashingLbConfig 7 envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig,overrideHostStatus 8 envoy.config.core.v3.HealthStatusSet",
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ConsistentHashingLbConfig":
    "useHostnameForHashing 1 bool,hashBalanceFactor 2 google.protobuf.UInt32Value",
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig":
    "",
  "envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig":
    "routingEnabled 1 envoy.type.v3.Percent,minClusterSize 2 google.protobuf.UInt64Value,failTrafficOnPanic 3 bool",
  "envoy.config.cluster.v3.Cluster.CustomClusterType":
    "name 1 string,typedConfig 2 google.protobuf.Any",
  "envoy.config.cluster.v3.Cluster.EdsClusterConfig":
    "edsConfig 1 envoy.config.core.v3.ConfigSource,serviceName 2 string",
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig":
    "fallbackPolicy 1 envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetFallbackPolicy,defaultSubset 2 google.protobuf.Struct,subsetSelectors 3 *envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector,localityWeightAware 4 bool,scaleLocalityWeight 5 bool,panicModeAny 6 bool,listAsAny 7 bool,metadataFallbackPolicy 8 envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetMetadataFallbackPolicy",
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector":
    "keys 1 *string,fallbackPolicy 2 envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector.LbSubsetSelectorFallbackPolicy,fallbackKeysSubset 3 *string,singleHostPerSubset 4 bool",
  "envoy.config.cluster.v3.Cluster.LeastRequestLbConfig":
    "choiceCount 1 google.protobuf.UInt32Value,activeRequestBias 2 envoy.config.core.v3.RuntimeDouble,slowStartConfig 3 envoy.config.cluster.v3.Cluster.SlowStartConfig",
  "envoy.config.cluster.v3.Cluster.MaglevLbConfig":
    "tableSize 1 google.protobuf.UInt64Value",
  "envoy.config.cluster.v3.Cluster.OriginalDstLbConfig":
    "useHttpHeader 1 bool,httpHeaderName 2 string,upstreamPortOverride 3 google.protobuf.UInt32Value,metadataKey 4 envoy.type.metadata.v3.MetadataKey",
  "envoy.config.cluster.v3.Cluster.PreconnectPolicy":
    "perUpstreamPreconnectRatio 1 google.protobuf.DoubleValue,predictivePreconnectRatio 2 google.protobuf.DoubleValue",
  "envoy.config.cluster.v3.Cluster.RefreshRate":
    "baseInterval 1 google.protobuf.Duration,maxInterval 2 google.protobuf.Duration",
  "envoy.config.cluster.v3.Cluster.RingHashLbConfig":
    "minimumRingSize 1 google.protobuf.UInt64Value,hashFunction 3 envoy.config.cluster.v3.Cluster.RingHashLbConfig.HashFunction,maximumRingSize 4 google.protobuf.UInt64Value",
  "envoy.config.cluster.v3.Cluster.RoundRobinLbConfig":
    "slowStartConfig 1 envoy.config.cluster.v3.Cluster.SlowStartConfig",
  "envoy.config.cluster.v3.Cluster.SlowStartConfig":
    "slowStartWindow 1 google.protobuf.Duration,aggression 2 envoy.config.core.v3.RuntimeDouble,minWeightPercent 3 envoy.type.v3.Percent",
  "envoy.config.cluster.v3.Cluster.TransportSocketMatch":
    "name 1 string,match 2 google.protobuf.Struct,transportSocket 3 envoy.config.core.v3.TransportSocket",
  "envoy.config.cluster.v3.Filter":
    "name 1 string,typedConfig 2 google.protobuf.Any,configDiscovery 3 envoy.config.core.v3.ExtensionConfigSource",
  "envoy.config.cluster.v3.LoadBalancingPolicy":
    "policies 1 *envoy.config.cluster.v3.LoadBalancingPolicy.Policy",
  "envoy.config.cluster.v3.LoadBalancingPolicy.Policy":
    "typedExtensionConfig 4 envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.cluster.v3.OutlierDetection":
    "consecutive5xx 1 google.protobuf.UInt32Value,interval 2 google.protobuf.Duration,baseEjectionTime 3 google.protobuf.Duration,maxEjectionPercent 4 google.protobuf.UInt32Value,enforcingConsecutive5xx 5 google.protobuf.UInt32Value,enforcingSuccessRate 6 google.protobuf.UInt32Value,successRateMinimumHosts 7 google.protobuf.UInt32Value,successRateRequestVolume 8 google.protobuf.UInt32Value,successRateStdevFactor 9 google.protobuf.UInt32Value,consecutiveGatewayFailure 10 google.protobuf.UInt32Value,enforcingConsecutiveGatewayFailure 11 google.protobuf.UInt32Value,splitExternalLocalOriginErrors 12 bool,consecutiveLocalOriginFailure 13 google.protobuf.UInt32Value,enforcingConsecutiveLocalOriginFailure 14 google.protobuf.UInt32Value,enforcingLocalOriginSuccessRate 15 google.protobuf.UInt32Value,failurePercentageThreshold 16 google.protobuf.UInt32Value,enforcingFailurePercentage 17 google.protobuf.UInt32Value,enforcingFailurePercentageLocalOrigin 18 google.protobuf.UInt32Value,failurePercentageMinimumHosts 19 google.protobuf.UInt32Value,failurePercentageRequestVolume 20 google.protobuf.UInt32Value,maxEjectionTime 21 google.protobuf.Duration,maxEjectionTimeJitter 22 google.protobuf.Duration,successfulActiveHealthCheckUnejectHost 23 google.protobuf.BoolValue,monitors 24 *envoy.config.core.v3.TypedExtensionConfig,alwaysEjectOneHost 25 google.protobuf.BoolValue",
  "envoy.config.cluster.v3.TrackClusterStats":
    "timeoutBudgets 1 bool,requestResponseSizes 2 bool,perEndpointStats 3 bool",
  "envoy.config.cluster.v3.UpstreamConnectionOptions":
    "tcpKeepalive 1 envoy.config.core.v3.TcpKeepalive,setLocalInterfaceNameOnUpstreamConnections 2 bool,happyEyeballsConfig 3 envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig",
  "envoy.config.cluster.v3.UpstreamConnectionOptions.HappyEyeballsConfig":
    "firstAddressFamilyVersion 1 envoy.config.cluster.v3.UpstreamConnectionOptions.FirstAddressFamilyVersion,firstAddressFamilyCount 2 google.protobuf.UInt32Value",
  "envoy.config.core.v3.Address":
    "socketAddress 1 envoy.config.core.v3.SocketAddress address,pipe 2 envoy.config.core.v3.Pipe address,envoyInternalAddress 3 envoy.config.core.v3.EnvoyInternalAddress address",
  "envoy.config.core.v3.AggregatedConfigSource":
    "",
  "envoy.config.core.v3.ApiConfigSource":
    "apiType 1 envoy.config.core.v3.ApiConfigSource.ApiType,clusterNames 2 *string,refreshDelay 3 google.protobuf.Duration,grpcServices 4 *envoy.config.core.v3.GrpcService,requestTimeout 5 google.protobuf.Duration,rateLimitSettings 6 envoy.config.core.v3.RateLimitSettings,setNodeOnFirstMessageOnly 7 bool,transportApiVersion 8 envoy.config.core.v3.ApiVersion,configValidators 9 *envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.core.v3.BackoffStrategy":
    "baseInterval 1 google.protobuf.Duration,maxInterval 2 google.protobuf.Duration",
  "envoy.config.core.v3.BindConfig":
    "sourceAddress 1 envoy.config.core.v3.SocketAddress,freebind 2 google.protobuf.BoolValue,socketOptions 3 *envoy.config.core.v3.SocketOption,additionalSourceAddresses 4 *envoy.config.core.v3.SocketAddress,extraSourceAddresses 5 *envoy.config.core.v3.ExtraSourceAddress,localAddressSelector 6 envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.core.v3.BuildVersion":
    "version 1 envoy.type.v3.SemanticVersion,metadata 2 google.protobuf.Struct",
  "envoy.config.core.v3.CidrRange":
    "addressPrefix 1 string,prefixLen 2 google.protobuf.UInt32Value",
  "envoy.config.core.v3.ConfigSource":
    "path 1 string configSourceSpecifier,apiConfigSource 2 envoy.config.core.v3.ApiConfigSource configSourceSpecifier,ads 3 envoy.config.core.v3.AggregatedConfigSource configSourceSpecifier,initialFetchTimeout 4 google.protobuf.Duration,self 5 envoy.config.core.v3.SelfConfigSource configSourceSpecifier,resourceApiVersion 6 envoy.config.core.v3.ApiVersion,authorities 7 *xds.core.v3.Authority,pathConfigSource 8 envoy.config.core.v3.PathConfigSource configSourceSpecifier",
  "envoy.config.core.v3.ControlPlane":
    "identifier 1 string",
  "envoy.config.core.v3.DataSource":
    "filename 1 string specifier,inlineBytes 2 bytes specifier,inlineString 3 string specifier,environmentVariable 4 string specifier,watchedDirectory 5 envoy.config.core.v3.WatchedDirectory",
  "envoy.config.core.v3.DnsResolutionConfig":
    "resolvers 1 *envoy.config.core.v3.Address,dnsResolverOptions 2 envoy.config.core.v3.DnsResolverOptions",
  "envoy.config.core.v3.DnsResolverOptions":
    "useTcpForDnsLookups 1 bool,noDefaultSearchDomain 2 bool",
  "envoy.config.core.v3.EnvoyInternalAddress":
    "serverListenerName 1 string addressNameSpecifier,endpointId 2 string",
  "envoy.config.core.v3.EventServiceConfig":
    "grpcService 1 envoy.config.core.v3.GrpcService configSourceSpecifier",
  "envoy.config.core.v3.Extension":
    "name 1 string,category 2 string,typeDescriptor 3 string,version 4 envoy.config.core.v3.BuildVersion,disabled 5 bool,typeUrls 6 *string",
  "envoy.config.core.v3.ExtensionConfigSource":
    "configSource 1 envoy.config.core.v3.ConfigSource,defaultConfig 2 google.protobuf.Any,applyDefaultConfigWithoutWarming 3 bool,typeUrls 4 *string",
  "envoy.config.core.v3.ExtraSourceAddress":
    "address 1 envoy.config.core.v3.SocketAddress,socketOptions 2 envoy.config.core.v3.SocketOptionsOverride",
  "envoy.config.core.v3.GrpcService":
    "envoyGrpc 1 envoy.config.core.v3.GrpcService.EnvoyGrpc targetSpecifier,googleGrpc 2 envoy.config.core.v3.GrpcService.GoogleGrpc targetSpecifier,timeout 3 google.protobuf.Duration,initialMetadata 5 *envoy.config.core.v3.HeaderValue,retryPolicy 6 envoy.config.core.v3.RetryPolicy",
  "envoy.config.core.v3.GrpcService.EnvoyGrpc":
    "clusterName 1 string,authority 2 string,retryPolicy 3 envoy.config.core.v3.RetryPolicy,maxReceiveMessageLength 4 google.protobuf.UInt32Value,skipEnvoyHeaders 5 bool",
  "envoy.config.core.v3.GrpcService.GoogleGrpc":
    "targetUri 1 string,channelCredentials 2 envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials,callCredentials 3 *envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials,statPrefix 4 string,credentialsFactoryName 5 string,config 6 google.protobuf.Struct,perStreamBufferLimitBytes 7 google.protobuf.UInt32Value,channelArgs 8 envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials":
    "accessToken 1 string credentialSpecifier,googleComputeEngine 2 google.protobuf.Empty credentialSpecifier,googleRefreshToken 3 string credentialSpecifier,serviceAccountJwtAccess 4 envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials credentialSpecifier,googleIam 5 envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials credentialSpecifier,fromPlugin 6 envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin credentialSpecifier,stsService 7 envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService credentialSpecifier",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.GoogleIAMCredentials":
    "authorizationToken 1 string,authoritySelector 2 string",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.MetadataCredentialsFromPlugin":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.ServiceAccountJWTAccessCredentials":
    "jsonKey 1 string,tokenLifetimeSeconds 2 uint64",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.CallCredentials.StsService":
    "tokenExchangeServiceUri 1 string,resource 2 string,audience 3 string,scope 4 string,requestedTokenType 5 string,subjectTokenPath 6 string,subjectTokenType 7 string,actorTokenPath 8 string,actorTokenType 9 string",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs":
    "args 1 %envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelArgs.Value":
    "stringValue 1 string valueSpecifier,intValue 2 int64 valueSpecifier",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.ChannelCredentials":
    "sslCredentials 1 envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials credentialSpecifier,googleDefault 2 google.protobuf.Empty credentialSpecifier,localCredentials 3 envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials credentialSpecifier",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.GoogleLocalCredentials":
    "",
  "envoy.config.core.v3.GrpcService.GoogleGrpc.SslCredentials":
    "rootCerts 1 envoy.config.core.v3.DataSource,privateKey 2 envoy.config.core.v3.DataSource,certChain 3 envoy.config.core.v3.DataSource",
  "envoy.config.core.v3.HeaderValue":
    "key 1 string,value 2 string,rawValue 3 bytes",
  "envoy.config.core.v3.HeaderValueOption":
    "header 1 envoy.config.core.v3.HeaderValue,append 2 google.protobuf.BoolValue,appendAction 3 envoy.config.core.v3.HeaderValueOption.HeaderAppendAction,keepEmptyValue 4 bool",
  "envoy.config.core.v3.HealthCheck":
    "timeout 1 google.protobuf.Duration,interval 2 google.protobuf.Duration,intervalJitter 3 google.protobuf.Duration,unhealthyThreshold 4 google.protobuf.UInt32Value,healthyThreshold 5 google.protobuf.UInt32Value,altPort 6 google.protobuf.UInt32Value,reuseConnection 7 google.protobuf.BoolValue,httpHealthCheck 8 envoy.config.core.v3.HealthCheck.HttpHealthCheck healthChecker,tcpHealthCheck 9 envoy.config.core.v3.HealthCheck.TcpHealthCheck healthChecker,grpcHealthCheck 11 envoy.config.core.v3.HealthCheck.GrpcHealthCheck healthChecker,noTrafficInterval 12 google.protobuf.Duration,customHealthCheck 13 envoy.config.core.v3.HealthCheck.CustomHealthCheck healthChecker,unhealthyInterval 14 google.protobuf.Duration,unhealthyEdgeInterval 15 google.protobuf.Duration,healthyEdgeInterval 16 google.protobuf.Duration,eventLogPath 17 string,intervalJitterPercent 18 uint32,alwaysLogHealthCheckFailures 19 bool,initialJitter 20 google.protobuf.Duration,tlsOptions 21 envoy.config.core.v3.HealthCheck.TlsOptions,eventService 22 envoy.config.core.v3.EventServiceConfig,transportSocketMatchCriteria 23 google.protobuf.Struct,noTrafficHealthyInterval 24 google.protobuf.Duration,eventLogger 25 *envoy.config.core.v3.TypedExtensionConfig,alwaysLogHealthCheckSuccess 26 bool",
  "envoy.config.core.v3.HealthCheck.CustomHealthCheck":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.core.v3.HealthCheck.GrpcHealthCheck":
    "serviceName 1 string,authority 2 string,initialMetadata 3 *envoy.config.core.v3.HeaderValueOption",
  "envoy.config.core.v3.HealthCheck.HttpHealthCheck":
    "host 1 string,path 2 string,send 3 envoy.config.core.v3.HealthCheck.Payload,receive 4 *envoy.config.core.v3.HealthCheck.Payload,requestHeadersToAdd 6 *envoy.config.core.v3.HeaderValueOption,requestHeadersToRemove 8 *string,expectedStatuses 9 *envoy.type.v3.Int64Range,codecClientType 10 envoy.type.v3.CodecClientType,serviceNameMatcher 11 envoy.type.matcher.v3.StringMatcher,retriableStatuses 12 *envoy.type.v3.Int64Range,method 13 envoy.config.core.v3.RequestMethod,responseBufferSize 14 google.protobuf.UInt64Value",
  "envoy.config.core.v3.HealthCheck.Payload":
    "text 1 string payload,binary 2 bytes payload",
  "envoy.config.core.v3.HealthCheck.TcpHealthCheck":
    "send 1 envoy.config.core.v3.HealthCheck.Payload,receive 2 *envoy.config.core.v3.HealthCheck.Payload,proxyProtocolConfig 3 envoy.config.core.v3.ProxyProtocolConfig",
  "envoy.config.core.v3.HealthCheck.TlsOptions":
    "alpnProtocols 1 *string",
  "envoy.config.core.v3.HealthStatusSet":
    "statuses 1 *envoy.config.core.v3.HealthStatus",
  "envoy.config.core.v3.Http1ProtocolOptions":
    "allowAbsoluteUrl 1 google.protobuf.BoolValue,acceptHttp10 2 bool,defaultHostForHttp10 3 string,headerKeyFormat 4 envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat,enableTrailers 5 bool,allowChunkedLength 6 bool,overrideStreamErrorOnInvalidHttpMessage 7 google.protobuf.BoolValue,sendFullyQualifiedUrl 8 bool,useBalsaParser 9 google.protobuf.BoolValue,allowCustomMethods 10 bool",
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat":
    "properCaseWords 1 envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords headerFormat,statefulFormatter 8 envoy.config.core.v3.TypedExtensionConfig headerFormat",
  "envoy.config.core.v3.Http1ProtocolOptions.HeaderKeyFormat.ProperCaseWords":
    "",
  "envoy.config.core.v3.Http2ProtocolOptions":
    "hpackTableSize 1 google.protobuf.UInt32Value,maxConcurrentStreams 2 google.protobuf.UInt32Value,initialStreamWindowSize 3 google.protobuf.UInt32Value,initialConnectionWindowSize 4 google.protobuf.UInt32Value,allowConnect 5 bool,allowMetadata 6 bool,maxOutboundFrames 7 google.protobuf.UInt32Value,maxOutboundControlFrames 8 google.protobuf.UInt32Value,maxConsecutiveInboundFramesWithEmptyPayload 9 google.protobuf.UInt32Value,maxInboundPriorityFramesPerStream 10 google.protobuf.UInt32Value,maxInboundWindowUpdateFramesPerDataFrameSent 11 google.protobuf.UInt32Value,streamErrorOnInvalidHttpMessaging 12 bool,customSettingsParameters 13 *envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter,overrideStreamErrorOnInvalidHttpMessage 14 google.protobuf.BoolValue,connectionKeepalive 15 envoy.config.core.v3.KeepaliveSettings,useOghttp2Codec 16 google.protobuf.BoolValue",
  "envoy.config.core.v3.Http2ProtocolOptions.SettingsParameter":
    "identifier 1 google.protobuf.UInt32Value,value 2 google.protobuf.UInt32Value",
  "envoy.config.core.v3.Http3ProtocolOptions":
    "quicProtocolOptions 1 envoy.config.core.v3.QuicProtocolOptions,overrideStreamErrorOnInvalidHttpMessage 2 google.protobuf.BoolValue,allowExtendedConnect 5 bool,allowMetadata 6 bool",
  "envoy.config.core.v3.HttpProtocolOptions":
    "idleTimeout 1 google.protobuf.Duration,maxHeadersCount 2 google.protobuf.UInt32Value,maxConnectionDuration 3 google.protobuf.Duration,maxStreamDuration 4 google.protobuf.Duration,headersWithUnderscoresAction 5 envoy.config.core.v3.HttpProtocolOptions.HeadersWithUnderscoresAction,maxRequestsPerConnection 6 google.protobuf.UInt32Value",
  "envoy.config.core.v3.JsonFormatOptions":
    "sortProperties 1 bool",
  "envoy.config.core.v3.KeepaliveSettings":
    "interval 1 google.protobuf.Duration,timeout 2 google.protobuf.Duration,intervalJitter 3 envoy.type.v3.Percent,connectionIdleInterval 4 google.protobuf.Duration",
  "envoy.config.core.v3.Locality":
    "region 1 string,zone 2 string,subZone 3 string",
  "envoy.config.core.v3.Metadata":
    "filterMetadata 1 %google.protobuf.Struct,typedFilterMetadata 2 %google.protobuf.Any",
  "envoy.config.core.v3.Node":
    "id 1 string,cluster 2 string,metadata 3 google.protobuf.Struct,locality 4 envoy.config.core.v3.Locality,userAgentName 6 string,userAgentVersion 7 string userAgentVersionType,userAgentBuildVersion 8 envoy.config.core.v3.BuildVersion userAgentVersionType,extensions 9 *envoy.config.core.v3.Extension,clientFeatures 10 *string,listeningAddresses 11 *envoy.config.core.v3.Address,dynamicParameters 12 %xds.core.v3.ContextParams",
  "envoy.config.core.v3.PathConfigSource":
    "path 1 string,watchedDirectory 2 envoy.config.core.v3.WatchedDirectory",
  "envoy.config.core.v3.Pipe":
    "path 1 string,mode 2 uint32",
  "envoy.config.core.v3.ProxyProtocolConfig":
    "version 1 envoy.config.core.v3.ProxyProtocolConfig.Version,passThroughTlvs 2 envoy.config.core.v3.ProxyProtocolPassThroughTLVs",
  "envoy.config.core.v3.ProxyProtocolPassThroughTLVs":
    "matchType 1 envoy.config.core.v3.ProxyProtocolPassThroughTLVs.PassTLVsMatchType,tlvType 2 *uint32",
  "envoy.config.core.v3.QuicKeepAliveSettings":
    "maxInterval 1 google.protobuf.Duration,initialInterval 2 google.protobuf.Duration",
  "envoy.config.core.v3.QuicProtocolOptions":
    "maxConcurrentStreams 1 google.protobuf.UInt32Value,initialStreamWindowSize 2 google.protobuf.UInt32Value,initialConnectionWindowSize 3 google.protobuf.UInt32Value,numTimeoutsToTriggerPortMigration 4 google.protobuf.UInt32Value,connectionKeepalive 5 envoy.config.core.v3.QuicKeepAliveSettings,connectionOptions 6 string,clientConnectionOptions 7 string,idleNetworkTimeout 8 google.protobuf.Duration",
  "envoy.config.core.v3.RateLimitSettings":
    "maxTokens 1 google.protobuf.UInt32Value,fillRate 2 google.protobuf.DoubleValue",
  "envoy.config.core.v3.RetryPolicy":
    "retryBackOff 1 envoy.config.core.v3.BackoffStrategy,numRetries 2 google.protobuf.UInt32Value,retryOn 3 string,retryPriority 4 envoy.config.core.v3.RetryPolicy.RetryPriority,retryHostPredicate 5 *envoy.config.core.v3.RetryPolicy.RetryHostPredicate,hostSelectionRetryMaxAttempts 6 int64",
  "envoy.config.core.v3.RetryPolicy.RetryHostPredicate":
    "name 1 string,typedConfig 2 google.protobuf.Any configType",
  "envoy.config.core.v3.RetryPolicy.RetryPriority":
    "name 1 string,typedConfig 2 google.protobuf.Any configType",
  "envoy.config.core.v3.RuntimeDouble":
    "defaultValue 1 double,runtimeKey 2 string",
  "envoy.config.core.v3.RuntimeFeatureFlag":
    "defaultValue 1 google.protobuf.BoolValue,runtimeKey 2 string",
  "envoy.config.core.v3.RuntimeFractionalPercent":
    "defaultValue 1 envoy.type.v3.FractionalPercent,runtimeKey 2 string",
  "envoy.config.core.v3.RuntimeUInt32":
    "defaultValue 2 uint32,runtimeKey 3 string",
  "envoy.config.core.v3.SchemeHeaderTransformation":
    "schemeToOverwrite 1 string transformation,matchUpstream 2 bool",
  "envoy.config.core.v3.SelfConfigSource":
    "transportApiVersion 1 envoy.config.core.v3.ApiVersion",
  "envoy.config.core.v3.SocketAddress":
    "protocol 1 envoy.config.core.v3.SocketAddress.Protocol,address 2 string,portValue 3 uint32 portSpecifier,namedPort 4 string portSpecifier,resolverName 5 string,ipv4Compat 6 bool",
  "envoy.config.core.v3.SocketOption":
    "description 1 string,level 2 int64,name 3 int64,intValue 4 int64 value,bufValue 5 bytes value,state 6 envoy.config.core.v3.SocketOption.SocketState",
  "envoy.config.core.v3.SocketOptionsOverride":
    "socketOptions 1 *envoy.config.core.v3.SocketOption",
  "envoy.config.core.v3.SubstitutionFormatString":
    "textFormat 1 string format,jsonFormat 2 google.protobuf.Struct format,omitEmptyValues 3 bool,contentType 4 string,textFormatSource 5 envoy.config.core.v3.DataSource format,formatters 6 *envoy.config.core.v3.TypedExtensionConfig,jsonFormatOptions 7 envoy.config.core.v3.JsonFormatOptions",
  "envoy.config.core.v3.TcpKeepalive":
    "keepaliveProbes 1 google.protobuf.UInt32Value,keepaliveTime 2 google.protobuf.UInt32Value,keepaliveInterval 3 google.protobuf.UInt32Value",
  "envoy.config.core.v3.TransportSocket":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.core.v3.TypedExtensionConfig":
    "name 1 string,typedConfig 2 google.protobuf.Any",
  "envoy.config.core.v3.UdpSocketConfig":
    "maxRxDatagramSize 1 google.protobuf.UInt64Value,preferGro 2 google.protobuf.BoolValue",
  "envoy.config.core.v3.UpstreamHttpProtocolOptions":
    "autoSni 1 bool,autoSanValidation 2 bool,overrideAutoSniHeader 3 string",
  "envoy.config.core.v3.WatchedDirectory":
    "path 1 string",
  "envoy.config.endpoint.v3.ClusterLoadAssignment":
    "clusterName 1 string,endpoints 2 *envoy.config.endpoint.v3.LocalityLbEndpoints,policy 4 envoy.config.endpoint.v3.ClusterLoadAssignment.Policy,namedEndpoints 5 %envoy.config.endpoint.v3.Endpoint",
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy":
    "dropOverloads 2 *envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload,overprovisioningFactor 3 google.protobuf.UInt32Value,endpointStaleAfter 4 google.protobuf.Duration,weightedPriorityHealth 6 bool",
  "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy.DropOverload":
    "category 1 string,dropPercentage 2 envoy.type.v3.FractionalPercent",
  "envoy.config.endpoint.v3.Endpoint":
    "address 1 envoy.config.core.v3.Address,healthCheckConfig 2 envoy.config.endpoint.v3.Endpoint.HealthCheckConfig,hostname 3 string,additionalAddresses 4 *envoy.config.endpoint.v3.Endpoint.AdditionalAddress",
  "envoy.config.endpoint.v3.Endpoint.AdditionalAddress":
    "address 1 envoy.config.core.v3.Address",
  "envoy.config.endpoint.v3.Endpoint.HealthCheckConfig":
    "portValue 1 uint32,hostname 2 string,address 3 envoy.config.core.v3.Address,disableActiveHealthCheck 4 bool",
  "envoy.config.endpoint.v3.LbEndpoint":
    "endpoint 1 envoy.config.endpoint.v3.Endpoint hostIdentifier,healthStatus 2 envoy.config.core.v3.HealthStatus,metadata 3 envoy.config.core.v3.Metadata,loadBalancingWeight 4 google.protobuf.UInt32Value,endpointName 5 string hostIdentifier",
  "envoy.config.endpoint.v3.LedsClusterLocalityConfig":
    "ledsConfig 1 envoy.config.core.v3.ConfigSource,ledsCollectionName 2 string",
  "envoy.config.endpoint.v3.LocalityLbEndpoints":
    "locality 1 envoy.config.core.v3.Locality,lbEndpoints 2 *envoy.config.endpoint.v3.LbEndpoint,loadBalancingWeight 3 google.protobuf.UInt32Value,priority 5 uint32,proximity 6 google.protobuf.UInt32Value,loadBalancerEndpoints 7 envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList lbConfig,ledsClusterLocalityConfig 8 envoy.config.endpoint.v3.LedsClusterLocalityConfig lbConfig,metadata 9 envoy.config.core.v3.Metadata",
  "envoy.config.endpoint.v3.LocalityLbEndpoints.LbEndpointList":
    "lbEndpoints 1 *envoy.config.endpoint.v3.LbEndpoint",
  "envoy.config.listener.v3.AdditionalAddress":
    "address 1 envoy.config.core.v3.Address,socketOptions 2 envoy.config.core.v3.SocketOptionsOverride",
  "envoy.config.listener.v3.ApiListener":
    "apiListener 1 google.protobuf.Any",
  "envoy.config.listener.v3.Filter":
    "name 1 string,typedConfig 4 google.protobuf.Any configType,configDiscovery 5 envoy.config.core.v3.ExtensionConfigSource configType",
  "envoy.config.listener.v3.FilterChain":
    "filterChainMatch 1 envoy.config.listener.v3.FilterChainMatch,filters 3 *envoy.config.listener.v3.Filter,useProxyProto 4 google.protobuf.BoolValue,metadata 5 envoy.config.core.v3.Metadata,transportSocket 6 envoy.config.core.v3.TransportSocket,name 7 string,onDemandConfiguration 8 envoy.config.listener.v3.FilterChain.OnDemandConfiguration,transportSocketConnectTimeout 9 google.protobuf.Duration",
  "envoy.config.listener.v3.FilterChain.OnDemandConfiguration":
    "rebuildTimeout 1 google.protobuf.Duration",
  "envoy.config.listener.v3.FilterChainMatch":
    "prefixRanges 3 *envoy.config.core.v3.CidrRange,addressSuffix 4 string,suffixLen 5 google.protobuf.UInt32Value,sourcePrefixRanges 6 *envoy.config.core.v3.CidrRange,sourcePorts 7 *uint32,destinationPort 8 google.protobuf.UInt32Value,transportProtocol 9 string,applicationProtocols 10 *string,serverNames 11 *string,sourceType 12 envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType,directSourcePrefixRanges 13 *envoy.config.core.v3.CidrRange",
  "envoy.config.listener.v3.Listener":
    "name 1 string,address 2 envoy.config.core.v3.Address,filterChains 3 *envoy.config.listener.v3.FilterChain,useOriginalDst 4 google.protobuf.BoolValue,perConnectionBufferLimitBytes 5 google.protobuf.UInt32Value,metadata 6 envoy.config.core.v3.Metadata,deprecatedV1 7 envoy.config.listener.v3.Listener.DeprecatedV1,drainType 8 envoy.config.listener.v3.Listener.DrainType,listenerFilters 9 *envoy.config.listener.v3.ListenerFilter,transparent 10 google.protobuf.BoolValue,freebind 11 google.protobuf.BoolValue,tcpFastOpenQueueLength 12 google.protobuf.UInt32Value,socketOptions 13 *envoy.config.core.v3.SocketOption,listenerFiltersTimeout 15 google.protobuf.Duration,trafficDirection 16 envoy.config.core.v3.TrafficDirection,continueOnListenerFiltersTimeout 17 bool,udpListenerConfig 18 envoy.config.listener.v3.UdpListenerConfig,apiListener 19 envoy.config.listener.v3.ApiListener,connectionBalanceConfig 20 envoy.config.listener.v3.Listener.ConnectionBalanceConfig,reusePort 21 bool,accessLog 22 *envoy.config.accesslog.v3.AccessLog,tcpBacklogSize 24 google.protobuf.UInt32Value,defaultFilterChain 25 envoy.config.listener.v3.FilterChain,bindToPort 26 google.protobuf.BoolValue,internalListener 27 envoy.config.listener.v3.Listener.InternalListenerConfig listenerSpecifier,statPrefix 28 string,enableReusePort 29 google.protobuf.BoolValue,enableMptcp 30 bool,ignoreGlobalConnLimit 31 bool,filterChainMatcher 32 xds.type.matcher.v3.Matcher,additionalAddresses 33 *envoy.config.listener.v3.AdditionalAddress,maxConnectionsToAcceptPerSocketEvent 34 google.protobuf.UInt32Value,bypassOverloadManager 35 bool",
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig":
    "exactBalance 1 envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance balanceType,extendBalance 2 envoy.config.core.v3.TypedExtensionConfig balanceType",
  "envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance":
    "",
  "envoy.config.listener.v3.Listener.DeprecatedV1":
    "bindToPort 1 google.protobuf.BoolValue",
  "envoy.config.listener.v3.Listener.InternalListenerConfig":
    "",
  "envoy.config.listener.v3.ListenerFilter":
    "name 1 string,typedConfig 3 google.protobuf.Any configType,filterDisabled 4 envoy.config.listener.v3.ListenerFilterChainMatchPredicate,configDiscovery 5 envoy.config.core.v3.ExtensionConfigSource configType",
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate":
    "orMatch 1 envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet rule,andMatch 2 envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet rule,notMatch 3 envoy.config.listener.v3.ListenerFilterChainMatchPredicate rule,anyMatch 4 bool rule,destinationPortRange 5 envoy.type.v3.Int32Range rule",
  "envoy.config.listener.v3.ListenerFilterChainMatchPredicate.MatchSet":
    "rules 1 *envoy.config.listener.v3.ListenerFilterChainMatchPredicate",
  "envoy.config.listener.v3.QuicProtocolOptions":
    "quicProtocolOptions 1 envoy.config.core.v3.QuicProtocolOptions,idleTimeout 2 google.protobuf.Duration,cryptoHandshakeTimeout 3 google.protobuf.Duration,enabled 4 envoy.config.core.v3.RuntimeFeatureFlag,packetsToReadToConnectionCountRatio 5 google.protobuf.UInt32Value,cryptoStreamConfig 6 envoy.config.core.v3.TypedExtensionConfig,proofSourceConfig 7 envoy.config.core.v3.TypedExtensionConfig,connectionIdGeneratorConfig 8 envoy.config.core.v3.TypedExtensionConfig,serverPreferredAddressConfig 9 envoy.config.core.v3.TypedExtensionConfig,sendDisableActiveMigration 10 google.protobuf.BoolValue,connectionDebugVisitorConfig 11 envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.listener.v3.UdpListenerConfig":
    "downstreamSocketConfig 5 envoy.config.core.v3.UdpSocketConfig,quicOptions 7 envoy.config.listener.v3.QuicProtocolOptions,udpPacketPacketWriterConfig 8 envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.ratelimit.v3.RateLimitServiceConfig":
    "grpcService 2 envoy.config.core.v3.GrpcService,transportApiVersion 4 envoy.config.core.v3.ApiVersion",
  "envoy.config.route.v3.ClusterSpecifierPlugin":
    "extension 1 envoy.config.core.v3.TypedExtensionConfig,isOptional 2 bool",
  "envoy.config.route.v3.CorsPolicy":
    "allowMethods 2 string,allowHeaders 3 string,exposeHeaders 4 string,maxAge 5 string,allowCredentials 6 google.protobuf.BoolValue,filterEnabled 9 envoy.config.core.v3.RuntimeFractionalPercent enabledSpecifier,shadowEnabled 10 envoy.config.core.v3.RuntimeFractionalPercent,allowOriginStringMatch 11 *envoy.type.matcher.v3.StringMatcher,allowPrivateNetworkAccess 12 google.protobuf.BoolValue,forwardNotMatchingPreflights 13 google.protobuf.BoolValue",
  "envoy.config.route.v3.Decorator":
    "operation 1 string,propagate 2 google.protobuf.BoolValue",
  "envoy.config.route.v3.DirectResponseAction":
    "status 1 uint32,body 2 envoy.config.core.v3.DataSource",
  "envoy.config.route.v3.FilterAction":
    "action 1 google.protobuf.Any",
  "envoy.config.route.v3.HeaderMatcher":
    "name 1 string,exactMatch 4 string headerMatchSpecifier,rangeMatch 6 envoy.type.v3.Int64Range headerMatchSpecifier,presentMatch 7 bool headerMatchSpecifier,invertMatch 8 bool,prefixMatch 9 string headerMatchSpecifier,suffixMatch 10 string headerMatchSpecifier,safeRegexMatch 11 envoy.type.matcher.v3.RegexMatcher headerMatchSpecifier,containsMatch 12 string headerMatchSpecifier,stringMatch 13 envoy.type.matcher.v3.StringMatcher headerMatchSpecifier,treatMissingHeaderAsEmpty 14 bool",
  "envoy.config.route.v3.HedgePolicy":
    "initialRequests 1 google.protobuf.UInt32Value,additionalRequestChance 2 envoy.type.v3.FractionalPercent,hedgeOnPerTryTimeout 3 bool",
  "envoy.config.route.v3.InternalRedirectPolicy":
    "maxInternalRedirects 1 google.protobuf.UInt32Value,redirectResponseCodes 2 *uint32,predicates 3 *envoy.config.core.v3.TypedExtensionConfig,allowCrossSchemeRedirect 4 bool,responseHeadersToCopy 5 *string",
  "envoy.config.route.v3.NonForwardingAction":
    "",
  "envoy.config.route.v3.QueryParameterMatcher":
    "name 1 string,stringMatch 5 envoy.type.matcher.v3.StringMatcher queryParameterMatchSpecifier,presentMatch 6 bool queryParameterMatchSpecifier",
  "envoy.config.route.v3.RateLimit":
    "stage 1 google.protobuf.UInt32Value,disableKey 2 string,actions 3 *envoy.config.route.v3.RateLimit.Action,limit 4 envoy.config.route.v3.RateLimit.Override",
  "envoy.config.route.v3.RateLimit.Action":
    "sourceCluster 1 envoy.config.route.v3.RateLimit.Action.SourceCluster actionSpecifier,destinationCluster 2 envoy.config.route.v3.RateLimit.Action.DestinationCluster actionSpecifier,requestHeaders 3 envoy.config.route.v3.RateLimit.Action.RequestHeaders actionSpecifier,remoteAddress 4 envoy.config.route.v3.RateLimit.Action.RemoteAddress actionSpecifier,genericKey 5 envoy.config.route.v3.RateLimit.Action.GenericKey actionSpecifier,headerValueMatch 6 envoy.config.route.v3.RateLimit.Action.HeaderValueMatch actionSpecifier,dynamicMetadata 7 envoy.config.route.v3.RateLimit.Action.DynamicMetaData actionSpecifier,metadata 8 envoy.config.route.v3.RateLimit.Action.MetaData actionSpecifier,extension 9 envoy.config.core.v3.TypedExtensionConfig actionSpecifier,maskedRemoteAddress 10 envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress actionSpecifier,queryParameterValueMatch 11 envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch actionSpecifier",
  "envoy.config.route.v3.RateLimit.Action.DestinationCluster":
    "",
  "envoy.config.route.v3.RateLimit.Action.DynamicMetaData":
    "descriptorKey 1 string,metadataKey 2 envoy.type.metadata.v3.MetadataKey,defaultValue 3 string",
  "envoy.config.route.v3.RateLimit.Action.GenericKey":
    "descriptorValue 1 string,descriptorKey 2 string",
  "envoy.config.route.v3.RateLimit.Action.HeaderValueMatch":
    "descriptorValue 1 string,expectMatch 2 google.protobuf.BoolValue,headers 3 *envoy.config.route.v3.HeaderMatcher,descriptorKey 4 string",
  "envoy.config.route.v3.RateLimit.Action.MaskedRemoteAddress":
    "v4PrefixMaskLen 1 google.protobuf.UInt32Value,v6PrefixMaskLen 2 google.protobuf.UInt32Value",
  "envoy.config.route.v3.RateLimit.Action.MetaData":
    "descriptorKey 1 string,metadataKey 2 envoy.type.metadata.v3.MetadataKey,defaultValue 3 string,source 4 envoy.config.route.v3.RateLimit.Action.MetaData.Source,skipIfAbsent 5 bool",
  "envoy.config.route.v3.RateLimit.Action.QueryParameterValueMatch":
    "descriptorValue 1 string,expectMatch 2 google.protobuf.BoolValue,queryParameters 3 *envoy.config.route.v3.QueryParameterMatcher,descriptorKey 4 string",
  "envoy.config.route.v3.RateLimit.Action.RemoteAddress":
    "",
  "envoy.config.route.v3.RateLimit.Action.RequestHeaders":
    "headerName 1 string,descriptorKey 2 string,skipIfAbsent 3 bool",
  "envoy.config.route.v3.RateLimit.Action.SourceCluster":
    "",
  "envoy.config.route.v3.RateLimit.Override":
    "dynamicMetadata 1 envoy.config.route.v3.RateLimit.Override.DynamicMetadata overrideSpecifier",
  "envoy.config.route.v3.RateLimit.Override.DynamicMetadata":
    "metadataKey 1 envoy.type.metadata.v3.MetadataKey",
  "envoy.config.route.v3.RedirectAction":
    "hostRedirect 1 string,pathRedirect 2 string pathRewriteSpecifier,responseCode 3 envoy.config.route.v3.RedirectAction.RedirectResponseCode,httpsRedirect 4 bool schemeRewriteSpecifier,prefixRewrite 5 string pathRewriteSpecifier,stripQuery 6 bool,schemeRedirect 7 string schemeRewriteSpecifier,portRedirect 8 uint32,regexRewrite 9 envoy.type.matcher.v3.RegexMatchAndSubstitute pathRewriteSpecifier",
  "envoy.config.route.v3.RetryPolicy":
    "retryOn 1 string,numRetries 2 google.protobuf.UInt32Value,perTryTimeout 3 google.protobuf.Duration,retryPriority 4 envoy.config.route.v3.RetryPolicy.RetryPriority,retryHostPredicate 5 *envoy.config.route.v3.RetryPolicy.RetryHostPredicate,hostSelectionRetryMaxAttempts 6 int64,retriableStatusCodes 7 *uint32,retryBackOff 8 envoy.config.route.v3.RetryPolicy.RetryBackOff,retriableHeaders 9 *envoy.config.route.v3.HeaderMatcher,retriableRequestHeaders 10 *envoy.config.route.v3.HeaderMatcher,rateLimitedRetryBackOff 11 envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff,retryOptionsPredicates 12 *envoy.config.core.v3.TypedExtensionConfig,perTryIdleTimeout 13 google.protobuf.Duration",
  "envoy.config.route.v3.RetryPolicy.RateLimitedRetryBackOff":
    "resetHeaders 1 *envoy.config.route.v3.RetryPolicy.ResetHeader,maxInterval 2 google.protobuf.Duration",
  "envoy.config.route.v3.RetryPolicy.ResetHeader":
    "name 1 string,format 2 envoy.config.route.v3.RetryPolicy.ResetHeaderFormat",
  "envoy.config.route.v3.RetryPolicy.RetryBackOff":
    "baseInterval 1 google.protobuf.Duration,maxInterval 2 google.protobuf.Duration",
  "envoy.config.route.v3.RetryPolicy.RetryHostPredicate":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.route.v3.RetryPolicy.RetryPriority":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.config.route.v3.Route":
    "match 1 envoy.config.route.v3.RouteMatch,route 2 envoy.config.route.v3.RouteAction action,redirect 3 envoy.config.route.v3.RedirectAction action,metadata 4 envoy.config.core.v3.Metadata,decorator 5 envoy.config.route.v3.Decorator,directResponse 7 envoy.config.route.v3.DirectResponseAction action,requestHeadersToAdd 9 *envoy.config.core.v3.HeaderValueOption,responseHeadersToAdd 10 *envoy.config.core.v3.HeaderValueOption,responseHeadersToRemove 11 *string,requestHeadersToRemove 12 *string,typedPerFilterConfig 13 %google.protobuf.Any,name 14 string,tracing 15 envoy.config.route.v3.Tracing,perRequestBufferLimitBytes 16 google.protobuf.UInt32Value,filterAction 17 envoy.config.route.v3.FilterAction action,nonForwardingAction 18 envoy.config.route.v3.NonForwardingAction action,statPrefix 19 string",
  "envoy.config.route.v3.RouteAction":
    "cluster 1 string clusterSpecifier,clusterHeader 2 string clusterSpecifier,weightedClusters 3 envoy.config.route.v3.WeightedCluster clusterSpecifier,metadataMatch 4 envoy.config.core.v3.Metadata,prefixRewrite 5 string,hostRewriteLiteral 6 string hostRewriteSpecifier,autoHostRewrite 7 google.protobuf.BoolValue hostRewriteSpecifier,timeout 8 google.protobuf.Duration,retryPolicy 9 envoy.config.route.v3.RetryPolicy,priority 11 envoy.config.core.v3.RoutingPriority,rateLimits 13 *envoy.config.route.v3.RateLimit,includeVhRateLimits 14 google.protobuf.BoolValue,hashPolicy 15 *envoy.config.route.v3.RouteAction.HashPolicy,cors 17 envoy.config.route.v3.CorsPolicy,clusterNotFoundResponseCode 20 envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode,maxGrpcTimeout 23 google.protobuf.Duration,idleTimeout 24 google.protobuf.Duration,upgradeConfigs 25 *envoy.config.route.v3.RouteAction.UpgradeConfig,internalRedirectAction 26 envoy.config.route.v3.RouteAction.InternalRedirectAction,hedgePolicy 27 envoy.config.route.v3.HedgePolicy,grpcTimeoutOffset 28 google.protobuf.Duration,hostRewriteHeader 29 string hostRewriteSpecifier,requestMirrorPolicies 30 *envoy.config.route.v3.RouteAction.RequestMirrorPolicy,maxInternalRedirects 31 google.protobuf.UInt32Value,regexRewrite 32 envoy.type.matcher.v3.RegexMatchAndSubstitute,retryPolicyTypedConfig 33 google.protobuf.Any,internalRedirectPolicy 34 envoy.config.route.v3.InternalRedirectPolicy,hostRewritePathRegex 35 envoy.type.matcher.v3.RegexMatchAndSubstitute hostRewriteSpecifier,maxStreamDuration 36 envoy.config.route.v3.RouteAction.MaxStreamDuration,clusterSpecifierPlugin 37 string clusterSpecifier,appendXForwardedHost 38 bool,inlineClusterSpecifierPlugin 39 envoy.config.route.v3.ClusterSpecifierPlugin clusterSpecifier,earlyDataPolicy 40 envoy.config.core.v3.TypedExtensionConfig,pathRewritePolicy 41 envoy.config.core.v3.TypedExtensionConfig",
  "envoy.config.route.v3.RouteAction.HashPolicy":
    "header 1 envoy.config.route.v3.RouteAction.HashPolicy.Header policySpecifier,cookie 2 envoy.config.route.v3.RouteAction.HashPolicy.Cookie policySpecifier,connectionProperties 3 envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties policySpecifier,terminal 4 bool,queryParameter 5 envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter policySpecifier,filterState 6 envoy.config.route.v3.RouteAction.HashPolicy.FilterState policySpecifier",
  "envoy.config.route.v3.RouteAction.HashPolicy.ConnectionProperties":
    "sourceIp 1 bool",
  "envoy.config.route.v3.RouteAction.HashPolicy.Cookie":
    "name 1 string,ttl 2 google.protobuf.Duration,path 3 string,attributes 4 *envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute",
  "envoy.config.route.v3.RouteAction.HashPolicy.CookieAttribute":
    "name 1 string,value 2 string",
  "envoy.config.route.v3.RouteAction.HashPolicy.FilterState":
    "key 1 string",
  "envoy.config.route.v3.RouteAction.HashPolicy.Header":
    "headerName 1 string,regexRewrite 2 envoy.type.matcher.v3.RegexMatchAndSubstitute",
  "envoy.config.route.v3.RouteAction.HashPolicy.QueryParameter":
    "name 1 string",
  "envoy.config.route.v3.RouteAction.MaxStreamDuration":
    "maxStreamDuration 1 google.protobuf.Duration,grpcTimeoutHeaderMax 2 google.protobuf.Duration,grpcTimeoutHeaderOffset 3 google.protobuf.Duration",
  "envoy.config.route.v3.RouteAction.RequestMirrorPolicy":
    "cluster 1 string,runtimeFraction 3 envoy.config.core.v3.RuntimeFractionalPercent,traceSampled 4 google.protobuf.BoolValue,clusterHeader 5 string,disableShadowHostSuffixAppend 6 bool",
  "envoy.config.route.v3.RouteAction.UpgradeConfig":
    "upgradeType 1 string,enabled 2 google.protobuf.BoolValue,connectConfig 3 envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig",
  "envoy.config.route.v3.RouteAction.UpgradeConfig.ConnectConfig":
    "proxyProtocolConfig 1 envoy.config.core.v3.ProxyProtocolConfig,allowPost 2 bool",
  "envoy.config.route.v3.RouteConfiguration":
    "name 1 string,virtualHosts 2 *envoy.config.route.v3.VirtualHost,internalOnlyHeaders 3 *string,responseHeadersToAdd 4 *envoy.config.core.v3.HeaderValueOption,responseHeadersToRemove 5 *string,requestHeadersToAdd 6 *envoy.config.core.v3.HeaderValueOption,validateClusters 7 google.protobuf.BoolValue,requestHeadersToRemove 8 *string,vhds 9 envoy.config.route.v3.Vhds,mostSpecificHeaderMutationsWins 10 bool,maxDirectResponseBodySizeBytes 11 google.protobuf.UInt32Value,clusterSpecifierPlugins 12 *envoy.config.route.v3.ClusterSpecifierPlugin,requestMirrorPolicies 13 *envoy.config.route.v3.RouteAction.RequestMirrorPolicy,ignorePortInHostMatching 14 bool,ignorePathParametersInPathMatching 15 bool,typedPerFilterConfig 16 %google.protobuf.Any,metadata 17 envoy.config.core.v3.Metadata",
  "envoy.config.route.v3.RouteMatch":
    "prefix 1 string pathSpecifier,path 2 string pathSpecifier,caseSensitive 4 google.protobuf.BoolValue,headers 6 *envoy.config.route.v3.HeaderMatcher,queryParameters 7 *envoy.config.route.v3.QueryParameterMatcher,grpc 8 envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions,runtimeFraction 9 envoy.config.core.v3.RuntimeFractionalPercent,safeRegex 10 envoy.type.matcher.v3.RegexMatcher pathSpecifier,tlsContext 11 envoy.config.route.v3.RouteMatch.TlsContextMatchOptions,connectMatcher 12 envoy.config.route.v3.RouteMatch.ConnectMatcher pathSpecifier,dynamicMetadata 13 *envoy.type.matcher.v3.MetadataMatcher,pathSeparatedPrefix 14 string pathSpecifier,pathMatchPolicy 15 envoy.config.core.v3.TypedExtensionConfig pathSpecifier",
  "envoy.config.route.v3.RouteMatch.ConnectMatcher":
    "",
  "envoy.config.route.v3.RouteMatch.GrpcRouteMatchOptions":
    "",
  "envoy.config.route.v3.RouteMatch.TlsContextMatchOptions":
    "presented 1 google.protobuf.BoolValue,validated 2 google.protobuf.BoolValue",
  "envoy.config.route.v3.ScopedRouteConfiguration":
    "name 1 string,routeConfigurationName 2 string,key 3 envoy.config.route.v3.ScopedRouteConfiguration.Key,onDemand 4 bool,routeConfiguration 5 envoy.config.route.v3.RouteConfiguration",
  "envoy.config.route.v3.ScopedRouteConfiguration.Key":
    "fragments 1 *envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment",
  "envoy.config.route.v3.ScopedRouteConfiguration.Key.Fragment":
    "stringKey 1 string type",
  "envoy.config.route.v3.Tracing":
    "clientSampling 1 envoy.type.v3.FractionalPercent,randomSampling 2 envoy.type.v3.FractionalPercent,overallSampling 3 envoy.type.v3.FractionalPercent,customTags 4 *envoy.type.tracing.v3.CustomTag",
  "envoy.config.route.v3.Vhds":
    "configSource 1 envoy.config.core.v3.ConfigSource",
  "envoy.config.route.v3.VirtualCluster":
    "name 2 string,headers 4 *envoy.config.route.v3.HeaderMatcher",
  "envoy.config.route.v3.VirtualHost":
    "name 1 string,domains 2 *string,routes 3 *envoy.config.route.v3.Route,requireTls 4 envoy.config.route.v3.VirtualHost.TlsRequirementType,virtualClusters 5 *envoy.config.route.v3.VirtualCluster,rateLimits 6 *envoy.config.route.v3.RateLimit,requestHeadersToAdd 7 *envoy.config.core.v3.HeaderValueOption,cors 8 envoy.config.route.v3.CorsPolicy,responseHeadersToAdd 10 *envoy.config.core.v3.HeaderValueOption,responseHeadersToRemove 11 *string,requestHeadersToRemove 13 *string,includeRequestAttemptCount 14 bool,typedPerFilterConfig 15 %google.protobuf.Any,retryPolicy 16 envoy.config.route.v3.RetryPolicy,hedgePolicy 17 envoy.config.route.v3.HedgePolicy,perRequestBufferLimitBytes 18 google.protobuf.UInt32Value,includeAttemptCountInResponse 19 bool,retryPolicyTypedConfig 20 google.protobuf.Any,matcher 21 xds.type.matcher.v3.Matcher,requestMirrorPolicies 22 *envoy.config.route.v3.RouteAction.RequestMirrorPolicy,includeIsTimeoutRetryHeader 23 bool,metadata 24 envoy.config.core.v3.Metadata",
  "envoy.config.route.v3.WeightedCluster":
    "clusters 1 *envoy.config.route.v3.WeightedCluster.ClusterWeight,runtimeKeyPrefix 2 string,totalWeight 3 google.protobuf.UInt32Value,headerName 4 string randomValueSpecifier",
  "envoy.config.route.v3.WeightedCluster.ClusterWeight":
    "name 1 string,weight 2 google.protobuf.UInt32Value,metadataMatch 3 envoy.config.core.v3.Metadata,requestHeadersToAdd 4 *envoy.config.core.v3.HeaderValueOption,responseHeadersToAdd 5 *envoy.config.core.v3.HeaderValueOption,responseHeadersToRemove 6 *string,requestHeadersToRemove 9 *string,typedPerFilterConfig 10 %google.protobuf.Any,hostRewriteLiteral 11 string hostRewriteSpecifier,clusterHeader 12 string",
  "envoy.config.trace.v3.Tracing.Http":
    "name 1 string,typedConfig 3 google.protobuf.Any configType",
  "envoy.extensions.access_loggers.file.v3.FileAccessLog":
    "path 1 string,format 2 string accessLogFormat,jsonFormat 3 google.protobuf.Struct accessLogFormat,typedJsonFormat 4 google.protobuf.Struct accessLogFormat,logFormat 5 envoy.config.core.v3.SubstitutionFormatString accessLogFormat",
  "envoy.extensions.filters.http.router.v3.Router":
    "dynamicStats 1 google.protobuf.BoolValue,startChildSpan 2 bool,upstreamLog 3 *envoy.config.accesslog.v3.AccessLog,suppressEnvoyHeaders 4 bool,strictCheckHeaders 5 *string,respectExpectedRqTimeout 6 bool,suppressGrpcRequestFailureCodeStats 7 bool,upstreamHttpFilters 8 *envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter,upstreamLogOptions 9 envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions",
  "envoy.extensions.filters.http.router.v3.Router.UpstreamAccessLogOptions":
    "flushUpstreamLogOnUpstreamStream 1 bool,upstreamLogFlushInterval 2 google.protobuf.Duration",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager":
    "codecType 1 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType,statPrefix 2 string,rds 3 envoy.extensions.filters.network.http_connection_manager.v3.Rds routeSpecifier,routeConfig 4 envoy.config.route.v3.RouteConfiguration routeSpecifier,httpFilters 5 *envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter,addUserAgent 6 google.protobuf.BoolValue,tracing 7 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing,httpProtocolOptions 8 envoy.config.core.v3.Http1ProtocolOptions,http2ProtocolOptions 9 envoy.config.core.v3.Http2ProtocolOptions,serverName 10 string,drainTimeout 12 google.protobuf.Duration,accessLog 13 *envoy.config.accesslog.v3.AccessLog,useRemoteAddress 14 google.protobuf.BoolValue,generateRequestId 15 google.protobuf.BoolValue,forwardClientCertDetails 16 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails,setCurrentClientCertDetails 17 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails,proxy100Continue 18 bool,xffNumTrustedHops 19 uint32,representIpv4RemoteAddressAsIpv4MappedIpv6 20 bool,skipXffAppend 21 bool,via 22 string,upgradeConfigs 23 *envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig,streamIdleTimeout 24 google.protobuf.Duration,internalAddressConfig 25 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig,delayedCloseTimeout 26 google.protobuf.Duration,requestTimeout 28 google.protobuf.Duration,maxRequestHeadersKb 29 google.protobuf.UInt32Value,normalizePath 30 google.protobuf.BoolValue,scopedRoutes 31 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes routeSpecifier,preserveExternalRequestId 32 bool,mergeSlashes 33 bool,serverHeaderTransformation 34 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation,commonHttpProtocolOptions 35 envoy.config.core.v3.HttpProtocolOptions,requestIdExtension 36 envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension,alwaysSetRequestIdInResponse 37 bool,localReplyConfig 38 envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig,stripMatchingHostPort 39 bool,streamErrorOnInvalidHttpMessage 40 google.protobuf.BoolValue,requestHeadersTimeout 41 google.protobuf.Duration,stripAnyHostPort 42 bool stripPortMode,pathNormalizationOptions 43 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions,http3ProtocolOptions 44 envoy.config.core.v3.Http3ProtocolOptions,pathWithEscapedSlashesAction 45 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction,originalIpDetectionExtensions 46 *envoy.config.core.v3.TypedExtensionConfig,stripTrailingHostDot 47 bool,schemeHeaderTransformation 48 envoy.config.core.v3.SchemeHeaderTransformation,proxyStatusConfig 49 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig,typedHeaderValidationConfig 50 envoy.config.core.v3.TypedExtensionConfig,appendXForwardedPort 51 bool,earlyHeaderMutationExtensions 52 *envoy.config.core.v3.TypedExtensionConfig,addProxyProtocolConnectionState 53 google.protobuf.BoolValue,accessLogFlushInterval 54 google.protobuf.Duration,flushAccessLogOnNewRequest 55 bool,accessLogOptions 56 envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions,appendLocalOverload 57 bool",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.HcmAccessLogOptions":
    "accessLogFlushInterval 1 google.protobuf.Duration,flushAccessLogOnNewRequest 2 bool,flushLogOnTunnelSuccessfullyEstablished 3 bool",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig":
    "unixSockets 1 bool,cidrRanges 2 *envoy.config.core.v3.CidrRange",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathNormalizationOptions":
    "forwardingTransformation 1 envoy.type.http.v3.PathTransformation,httpFilterTransformation 2 envoy.type.http.v3.PathTransformation",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ProxyStatusConfig":
    "removeDetails 1 bool,removeConnectionTerminationDetails 2 bool,removeResponseFlags 3 bool,setRecommendedResponseCode 4 bool,useNodeId 5 bool proxyName,literalProxyName 6 string proxyName",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails":
    "subject 1 google.protobuf.BoolValue,cert 3 bool,dns 4 bool,uri 5 bool,chain 6 bool",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing":
    "clientSampling 3 envoy.type.v3.Percent,randomSampling 4 envoy.type.v3.Percent,overallSampling 5 envoy.type.v3.Percent,verbose 6 bool,maxPathTagLength 7 google.protobuf.UInt32Value,customTags 8 *envoy.type.tracing.v3.CustomTag,provider 9 envoy.config.trace.v3.Tracing.Http,spawnUpstreamSpan 10 google.protobuf.BoolValue",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig":
    "upgradeType 1 string,filters 2 *envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter,enabled 3 google.protobuf.BoolValue",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter":
    "name 1 string,typedConfig 4 google.protobuf.Any configType,configDiscovery 5 envoy.config.core.v3.ExtensionConfigSource configType,isOptional 6 bool,disabled 7 bool",
  "envoy.extensions.filters.network.http_connection_manager.v3.LocalReplyConfig":
    "mappers 1 *envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper,bodyFormat 2 envoy.config.core.v3.SubstitutionFormatString",
  "envoy.extensions.filters.network.http_connection_manager.v3.Rds":
    "configSource 1 envoy.config.core.v3.ConfigSource,routeConfigName 2 string",
  "envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension":
    "typedConfig 1 google.protobuf.Any",
  "envoy.extensions.filters.network.http_connection_manager.v3.ResponseMapper":
    "filter 1 envoy.config.accesslog.v3.AccessLogFilter,statusCode 2 google.protobuf.UInt32Value,body 3 envoy.config.core.v3.DataSource,bodyFormatOverride 4 envoy.config.core.v3.SubstitutionFormatString,headersToAdd 5 *envoy.config.core.v3.HeaderValueOption",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds":
    "scopedRdsConfigSource 1 envoy.config.core.v3.ConfigSource,srdsResourcesLocator 2 string",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList":
    "scopedRouteConfigurations 1 *envoy.config.route.v3.ScopedRouteConfiguration",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes":
    "name 1 string,scopeKeyBuilder 2 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder,rdsConfigSource 3 envoy.config.core.v3.ConfigSource,scopedRouteConfigurationsList 4 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRouteConfigurationsList configSpecifier,scopedRds 5 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRds configSpecifier",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder":
    "fragments 1 *envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder":
    "headerValueExtractor 1 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor type",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor":
    "name 1 string,elementSeparator 2 string,index 3 uint32 extractType,element 4 envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement extractType",
  "envoy.extensions.filters.network.http_connection_manager.v3.ScopedRoutes.ScopeKeyBuilder.FragmentBuilder.HeaderValueExtractor.KvElement":
    "separator 1 string,key 2 string",
  "envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance":
    "instanceName 1 string,certificateName 2 string",
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext":
    "trustedCa 1 envoy.config.core.v3.DataSource,verifyCertificateHash 2 *string,verifyCertificateSpki 3 *string,requireSignedCertificateTimestamp 6 google.protobuf.BoolValue,crl 7 envoy.config.core.v3.DataSource,allowExpiredCertificate 8 bool,matchSubjectAltNames 9 *envoy.type.matcher.v3.StringMatcher,trustChainVerification 10 envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification,watchedDirectory 11 envoy.config.core.v3.WatchedDirectory,customValidatorConfig 12 envoy.config.core.v3.TypedExtensionConfig,caCertificateProviderInstance 13 envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance,onlyVerifyLeafCertCrl 14 bool,matchTypedSubjectAltNames 15 *envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher,maxVerifyDepth 16 google.protobuf.UInt32Value,systemRootCerts 17 envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts",
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.SystemRootCerts":
    "",
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext":
    "tlsParams 1 envoy.extensions.transport_sockets.tls.v3.TlsParameters,tlsCertificates 2 *envoy.extensions.transport_sockets.tls.v3.TlsCertificate,validationContext 3 envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext validationContextType,alpnProtocols 4 *string,tlsCertificateSdsSecretConfigs 6 *envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig,validationContextSdsSecretConfig 7 envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig validationContextType,combinedValidationContext 8 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext validationContextType,tlsCertificateCertificateProvider 9 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider,validationContextCertificateProvider 10 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider validationContextType,tlsCertificateCertificateProviderInstance 11 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance,validationContextCertificateProviderInstance 12 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance validationContextType,customHandshaker 13 envoy.config.core.v3.TypedExtensionConfig,tlsCertificateProviderInstance 14 envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance,keyLog 15 envoy.extensions.transport_sockets.tls.v3.TlsKeyLog",
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider":
    "name 1 string,typedConfig 2 envoy.config.core.v3.TypedExtensionConfig config",
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance":
    "instanceName 1 string,certificateName 2 string",
  "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext":
    "defaultValidationContext 1 envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext,validationContextSdsSecretConfig 2 envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig,validationContextCertificateProvider 3 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProvider,validationContextCertificateProviderInstance 4 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance",
  "envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider":
    "providerName 1 string,typedConfig 3 google.protobuf.Any configType,fallback 4 bool",
  "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig":
    "name 1 string,sdsConfig 2 envoy.config.core.v3.ConfigSource",
  "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher":
    "sanType 1 envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType,matcher 2 envoy.type.matcher.v3.StringMatcher,oid 3 string",
  "envoy.extensions.transport_sockets.tls.v3.TlsCertificate":
    "certificateChain 1 envoy.config.core.v3.DataSource,privateKey 2 envoy.config.core.v3.DataSource,password 3 envoy.config.core.v3.DataSource,ocspStaple 4 envoy.config.core.v3.DataSource,signedCertificateTimestamp 5 *envoy.config.core.v3.DataSource,privateKeyProvider 6 envoy.extensions.transport_sockets.tls.v3.PrivateKeyProvider,watchedDirectory 7 envoy.config.core.v3.WatchedDirectory,pkcs12 8 envoy.config.core.v3.DataSource",
  "envoy.extensions.transport_sockets.tls.v3.TlsKeyLog":
    "path 1 string,localAddressRange 2 *envoy.config.core.v3.CidrRange,remoteAddressRange 3 *envoy.config.core.v3.CidrRange",
  "envoy.extensions.transport_sockets.tls.v3.TlsParameters":
    "tlsMinimumProtocolVersion 1 envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol,tlsMaximumProtocolVersion 2 envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol,cipherSuites 3 *string,ecdhCurves 4 *string,signatureAlgorithms 5 *string",
  "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext":
    "commonTlsContext 1 envoy.extensions.transport_sockets.tls.v3.CommonTlsContext,sni 2 string,allowRenegotiation 3 bool,maxSessionKeys 4 google.protobuf.UInt32Value,enforceRsaKeyUsage 5 google.protobuf.BoolValue",
  "envoy.service.discovery.v3.DeltaDiscoveryRequest":
    "node 1 envoy.config.core.v3.Node,typeUrl 2 string,resourceNamesSubscribe 3 *string,resourceNamesUnsubscribe 4 *string,initialResourceVersions 5 %string,responseNonce 6 string,errorDetail 7 google.rpc.Status,resourceLocatorsSubscribe 8 *envoy.service.discovery.v3.ResourceLocator,resourceLocatorsUnsubscribe 9 *envoy.service.discovery.v3.ResourceLocator",
  "envoy.service.discovery.v3.DeltaDiscoveryResponse":
    "systemVersionInfo 1 string,resources 2 *envoy.service.discovery.v3.Resource,typeUrl 4 string,nonce 5 string,removedResources 6 *string,controlPlane 7 envoy.config.core.v3.ControlPlane,removedResourceNames 8 *envoy.service.discovery.v3.ResourceName",
  "envoy.service.discovery.v3.DiscoveryRequest":
    "versionInfo 1 string,node 2 envoy.config.core.v3.Node,resourceNames 3 *string,typeUrl 4 string,responseNonce 5 string,errorDetail 6 google.rpc.Status,resourceLocators 7 *envoy.service.discovery.v3.ResourceLocator",
  "envoy.service.discovery.v3.DiscoveryResponse":
    "versionInfo 1 string,resources 2 *google.protobuf.Any,canary 3 bool,typeUrl 4 string,nonce 5 string,controlPlane 6 envoy.config.core.v3.ControlPlane",
  "envoy.service.discovery.v3.DynamicParameterConstraints":
    "constraint 1 envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint type,orConstraints 2 envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList type,andConstraints 3 envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList type,notConstraints 4 envoy.service.discovery.v3.DynamicParameterConstraints type",
  "envoy.service.discovery.v3.DynamicParameterConstraints.ConstraintList":
    "constraints 1 *envoy.service.discovery.v3.DynamicParameterConstraints",
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint":
    "key 1 string,value 2 string constraintType,exists 3 envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists constraintType",
  "envoy.service.discovery.v3.DynamicParameterConstraints.SingleConstraint.Exists":
    "",
  "envoy.service.discovery.v3.Resource":
    "version 1 string,resource 2 google.protobuf.Any,name 3 string,aliases 4 *string,ttl 6 google.protobuf.Duration,cacheControl 7 envoy.service.discovery.v3.Resource.CacheControl,resourceName 8 envoy.service.discovery.v3.ResourceName,metadata 9 envoy.config.core.v3.Metadata",
  "envoy.service.discovery.v3.Resource.CacheControl":
    "doNotCache 1 bool",
  "envoy.service.discovery.v3.ResourceLocator":
    "name 1 string,dynamicParameters 2 %string",
  "envoy.service.discovery.v3.ResourceName":
    "name 1 string,dynamicParameterConstraints 2 envoy.service.discovery.v3.DynamicParameterConstraints",
  "envoy.type.http.v3.PathTransformation":
    "operations 1 *envoy.type.http.v3.PathTransformation.Operation",
  "envoy.type.http.v3.PathTransformation.Operation":
    "normalizePathRfc3986 2 envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986 operationSpecifier,mergeSlashes 3 envoy.type.http.v3.PathTransformation.Operation.MergeSlashes operationSpecifier",
  "envoy.type.http.v3.PathTransformation.Operation.MergeSlashes":
    "",
  "envoy.type.http.v3.PathTransformation.Operation.NormalizePathRFC3986":
    "",
  "envoy.type.matcher.v3.DoubleMatcher":
    "range 1 envoy.type.v3.DoubleRange matchPattern,exact 2 double matchPattern",
  "envoy.type.matcher.v3.ListMatcher":
    "oneOf 1 envoy.type.matcher.v3.ValueMatcher matchPattern",
  "envoy.type.matcher.v3.MetadataMatcher":
    "filter 1 string,path 2 *envoy.type.matcher.v3.MetadataMatcher.PathSegment,value 3 envoy.type.matcher.v3.ValueMatcher,invert 4 bool",
  "envoy.type.matcher.v3.MetadataMatcher.PathSegment":
    "key 1 string segment",
  "envoy.type.matcher.v3.OrMatcher":
    "valueMatchers 1 *envoy.type.matcher.v3.ValueMatcher",
  "envoy.type.matcher.v3.RegexMatchAndSubstitute":
    "pattern 1 envoy.type.matcher.v3.RegexMatcher,substitution 2 string",
  "envoy.type.matcher.v3.RegexMatcher":
    "googleRe2 1 envoy.type.matcher.v3.RegexMatcher.GoogleRE2 engineType,regex 2 string",
  "envoy.type.matcher.v3.RegexMatcher.GoogleRE2":
    "maxProgramSize 1 google.protobuf.UInt32Value",
  "envoy.type.matcher.v3.StringMatcher":
    "exact 1 string matchPattern,prefix 2 string matchPattern,suffix 3 string matchPattern,safeRegex 5 envoy.type.matcher.v3.RegexMatcher matchPattern,ignoreCase 6 bool,contains 7 string matchPattern,custom 8 xds.core.v3.TypedExtensionConfig matchPattern",
  "envoy.type.matcher.v3.ValueMatcher":
    "nullMatch 1 envoy.type.matcher.v3.ValueMatcher.NullMatch matchPattern,doubleMatch 2 envoy.type.matcher.v3.DoubleMatcher matchPattern,stringMatch 3 envoy.type.matcher.v3.StringMatcher matchPattern,boolMatch 4 bool matchPattern,presentMatch 5 bool matchPattern,listMatch 6 envoy.type.matcher.v3.ListMatcher matchPattern,orMatch 7 envoy.type.matcher.v3.OrMatcher matchPattern",
  "envoy.type.matcher.v3.ValueMatcher.NullMatch":
    "",
  "envoy.type.metadata.v3.MetadataKey":
    "key 1 string,path 2 *envoy.type.metadata.v3.MetadataKey.PathSegment",
  "envoy.type.metadata.v3.MetadataKey.PathSegment":
    "key 1 string segment",
  "envoy.type.metadata.v3.MetadataKind":
    "request 1 envoy.type.metadata.v3.MetadataKind.Request kind,route 2 envoy.type.metadata.v3.MetadataKind.Route kind,cluster 3 envoy.type.metadata.v3.MetadataKind.Cluster kind,host 4 envoy.type.metadata.v3.MetadataKind.Host kind",
  "envoy.type.metadata.v3.MetadataKind.Cluster":
    "",
  "envoy.type.metadata.v3.MetadataKind.Host":
    "",
  "envoy.type.metadata.v3.MetadataKind.Request":
    "",
  "envoy.type.metadata.v3.MetadataKind.Route":
    "",
  "envoy.type.tracing.v3.CustomTag":
    "tag 1 string,literal 2 envoy.type.tracing.v3.CustomTag.Literal type,environment 3 envoy.type.tracing.v3.CustomTag.Environment type,requestHeader 4 envoy.type.tracing.v3.CustomTag.Header type,metadata 5 envoy.type.tracing.v3.CustomTag.Metadata type",
  "envoy.type.tracing.v3.CustomTag.Environment":
    "name 1 string,defaultValue 2 string",
  "envoy.type.tracing.v3.CustomTag.Header":
    "name 1 string,defaultValue 2 string",
  "envoy.type.tracing.v3.CustomTag.Literal":
    "value 1 string",
  "envoy.type.tracing.v3.CustomTag.Metadata":
    "kind 1 envoy.type.metadata.v3.MetadataKind,metadataKey 2 envoy.type.metadata.v3.MetadataKey,defaultValue 3 string",
  "envoy.type.v3.DoubleRange":
    "start 1 double,end 2 double",
  "envoy.type.v3.FractionalPercent":
    "numerator 1 uint32,denominator 2 envoy.type.v3.FractionalPercent.DenominatorType",
  "envoy.type.v3.Int32Range":
    "start 1 int32,end 2 int32",
  "envoy.type.v3.Int64Range":
    "start 1 int64,end 2 int64",
  "envoy.type.v3.Percent":
    "value 1 double",
  "envoy.type.v3.SemanticVersion":
    "majorNumber 1 uint32,minorNumber 2 uint32,patch 3 uint32",
  "envoy.type.v3.TokenBucket":
    "maxTokens 1 uint32,tokensPerFill 2 google.protobuf.UInt32Value,fillInterval 3 google.protobuf.Duration",
  "google.protobuf.Any":
    "typeUrl 1 string,value 2 bytes",
  "google.protobuf.BoolValue":
    "value 1 bool",
  "google.protobuf.DoubleValue":
    "value 1 double",
  "google.protobuf.Duration":
    "seconds 1 int64,nanos 2 int32",
  "google.protobuf.Empty":
    "",
  "google.protobuf.ListValue":
    "values 1 *google.protobuf.Value",
  "google.protobuf.Struct":
    "fields 1 %google.protobuf.Value",
  "google.protobuf.UInt32Value":
    "value 1 uint32",
  "google.protobuf.UInt64Value":
    "value 1 uint64",
  "google.protobuf.Value":
    "nullValue 1 google.protobuf.NullValue kind,numberValue 2 double kind,stringValue 3 string kind,boolValue 4 bool kind,structValue 5 google.protobuf.Struct kind,listValue 6 google.protobuf.ListValue kind",
  "google.rpc.Status":
    "code 1 int32,message 2 string,details 3 *google.protobuf.Any",
  "udpa.type.v1.TypedStruct":
    "typeUrl 1 string,value 2 google.protobuf.Struct",
  "xds.core.v3.Authority":
    "name 1 string",
  "xds.core.v3.ContextParams":
    "params 1 %string",
  "xds.core.v3.TypedExtensionConfig":
    "name 1 string,typedConfig 2 google.protobuf.Any",
  "xds.type.matcher.v3.Matcher":
    "matcherList 1 xds.type.matcher.v3.Matcher.MatcherList matcherType,matcherTree 2 xds.type.matcher.v3.Matcher.MatcherTree matcherType,onNoMatch 3 xds.type.matcher.v3.Matcher.OnMatch",
  "xds.type.matcher.v3.Matcher.MatcherList":
    "matchers 1 *xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher",
  "xds.type.matcher.v3.Matcher.MatcherList.FieldMatcher":
    "predicate 1 xds.type.matcher.v3.Matcher.MatcherList.Predicate,onMatch 2 xds.type.matcher.v3.Matcher.OnMatch",
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate":
    "singlePredicate 1 xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate matchType,orMatcher 2 xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList matchType,andMatcher 3 xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList matchType,notMatcher 4 xds.type.matcher.v3.Matcher.MatcherList.Predicate matchType",
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.PredicateList":
    "predicate 1 *xds.type.matcher.v3.Matcher.MatcherList.Predicate",
  "xds.type.matcher.v3.Matcher.MatcherList.Predicate.SinglePredicate":
    "input 1 xds.core.v3.TypedExtensionConfig,valueMatch 2 xds.type.matcher.v3.StringMatcher matcher,customMatch 3 xds.core.v3.TypedExtensionConfig matcher",
  "xds.type.matcher.v3.Matcher.MatcherTree":
    "input 1 xds.core.v3.TypedExtensionConfig,exactMatchMap 2 xds.type.matcher.v3.Matcher.MatcherTree.MatchMap treeType,prefixMatchMap 3 xds.type.matcher.v3.Matcher.MatcherTree.MatchMap treeType,customMatch 4 xds.core.v3.TypedExtensionConfig treeType",
  "xds.type.matcher.v3.Matcher.MatcherTree.MatchMap":
    "map 1 %xds.type.matcher.v3.Matcher.OnMatch",
  "xds.type.matcher.v3.Matcher.OnMatch":
    "matcher 1 xds.type.matcher.v3.Matcher onMatch,action 2 xds.core.v3.TypedExtensionConfig onMatch",
  "xds.type.matcher.v3.RegexMatcher":
    "googleRe2 1 xds.type.matcher.v3.RegexMatcher.GoogleRE2 engineType,regex 2 string",
  "xds.type.matcher.v3.RegexMatcher.GoogleRE2":
    "",
  "xds.type.matcher.v3.StringMatcher":
    "exact 1 string matchPattern,prefix 2 string matchPattern,suffix 3 string matchPattern,safeRegex 5 xds.type.matcher.v3.RegexMatcher matchPattern,ignoreCase 6 bool,contains 7 string matchPattern",
  "xds.type.v3.TypedStruct":
    "typeUrl 1 string,value 2 google.protobuf.Struct",
};

/** Enumerations: "NAME number", separated by commas. */
export const ENUMS: Readonly<Record<string, string>> = {
  "envoy.config.accesslog.v3.ComparisonFilter.Op":
    "EQ 0,GE 1,LE 2",
  "envoy.config.accesslog.v3.GrpcStatusFilter.Status":
    "OK 0,CANCELED 1,UNKNOWN 2,INVALID_ARGUMENT 3,DEADLINE_EXCEEDED 4,NOT_FOUND 5,ALREADY_EXISTS 6,PERMISSION_DENIED 7,RESOURCE_EXHAUSTED 8,FAILED_PRECONDITION 9,ABORTED 10,OUT_OF_RANGE 11,UNIMPLEMENTED 12,INTERNAL 13,UNAVAILABLE 14,DATA_LOSS 15,UNAUTHENTICATED 16",
  "envoy.config.cluster.v3.Cluster.ClusterProtocolSelection":
    "USE_CONFIGURED_PROTOCOL 0,USE_DOWNSTREAM_PROTOCOL 1",
  "envoy.config.cluster.v3.Cluster.DiscoveryType":
    "STATIC 0,STRICT_DNS 1,LOGICAL_DNS 2,EDS 3,ORIGINAL_DST 4",
  "envoy.config.cluster.v3.Cluster.DnsLookupFamily":
    "AUTO 0,V4_ONLY 1,V6_ONLY 2,V4_PREFERRED 3,ALL 4",
  "envoy.config.cluster.v3.Cluster.LbPolicy":
    "ROUND_ROBIN 0,LEAST_REQUEST 1,RING_HASH 2,RANDOM 3,MAGLEV 5,CLUSTER_PROVIDED 6,LOAD_BALANCING_POLICY_CONFIG 7",
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetFallbackPolicy":
    "NO_FALLBACK 0,ANY_ENDPOINT 1,DEFAULT_SUBSET 2",
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetMetadataFallbackPolicy":
    "METADATA_NO_FALLBACK 0,FALLBACK_LIST 1",
  "envoy.config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector.LbSubsetSelectorFallbackPolicy":
    "NOT_DEFINED 0,NO_FALLBACK 1,ANY_ENDPOINT 2,DEFAULT_SUBSET 3,KEYS_SUBSET 4",
  "envoy.config.cluster.v3.Cluster.RingHashLbConfig.HashFunction":
    "XX_HASH 0,MURMUR_HASH_2 1",
  "envoy.config.cluster.v3.UpstreamConnectionOptions.FirstAddressFamilyVersion":
    "DEFAULT 0,V4 1,V6 2",
  "envoy.config.core.v3.ApiConfigSource.ApiType":
    "DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE 0,REST 1,GRPC 2,DELTA_GRPC 3,AGGREGATED_GRPC 5,AGGREGATED_DELTA_GRPC 6",
  "envoy.config.core.v3.ApiVersion":
    "AUTO 0,V2 1,V3 2",
  "envoy.config.core.v3.HeaderValueOption.HeaderAppendAction":
    "APPEND_IF_EXISTS_OR_ADD 0,ADD_IF_ABSENT 1,OVERWRITE_IF_EXISTS_OR_ADD 2,OVERWRITE_IF_EXISTS 3",
  "envoy.config.core.v3.HealthStatus":
    "UNKNOWN 0,HEALTHY 1,UNHEALTHY 2,DRAINING 3,TIMEOUT 4,DEGRADED 5",
  "envoy.config.core.v3.HttpProtocolOptions.HeadersWithUnderscoresAction":
    "ALLOW 0,REJECT_REQUEST 1,DROP_HEADER 2",
  "envoy.config.core.v3.ProxyProtocolConfig.Version":
    "V1 0,V2 1",
  "envoy.config.core.v3.ProxyProtocolPassThroughTLVs.PassTLVsMatchType":
    "INCLUDE_ALL 0,INCLUDE 1",
  "envoy.config.core.v3.RequestMethod":
    "METHOD_UNSPECIFIED 0,GET 1,HEAD 2,POST 3,PUT 4,DELETE 5,CONNECT 6,OPTIONS 7,TRACE 8,PATCH 9",
  "envoy.config.core.v3.RoutingPriority":
    "DEFAULT 0,HIGH 1",
  "envoy.config.core.v3.SocketAddress.Protocol":
    "TCP 0,UDP 1",
  "envoy.config.core.v3.SocketOption.SocketState":
    "STATE_PREBIND 0,STATE_BOUND 1,STATE_LISTENING 2",
  "envoy.config.core.v3.TrafficDirection":
    "UNSPECIFIED 0,INBOUND 1,OUTBOUND 2",
  "envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType":
    "ANY 0,SAME_IP_OR_LOOPBACK 1,EXTERNAL 2",
  "envoy.config.listener.v3.Listener.DrainType":
    "DEFAULT 0,MODIFY_ONLY 1",
  "envoy.config.route.v3.RateLimit.Action.MetaData.Source":
    "DYNAMIC 0,ROUTE_ENTRY 1",
  "envoy.config.route.v3.RedirectAction.RedirectResponseCode":
    "MOVED_PERMANENTLY 0,FOUND 1,SEE_OTHER 2,TEMPORARY_REDIRECT 3,PERMANENT_REDIRECT 4",
  "envoy.config.route.v3.RetryPolicy.ResetHeaderFormat":
    "SECONDS 0,UNIX_TIMESTAMP 1",
  "envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode":
    "SERVICE_UNAVAILABLE 0,NOT_FOUND 1,INTERNAL_SERVER_ERROR 2",
  "envoy.config.route.v3.RouteAction.InternalRedirectAction":
    "PASS_THROUGH_INTERNAL_REDIRECT 0,HANDLE_INTERNAL_REDIRECT 1",
  "envoy.config.route.v3.VirtualHost.TlsRequirementType":
    "NONE 0,EXTERNAL_ONLY 1,ALL 2",
  "envoy.data.accesslog.v3.AccessLogType":
    "NotSet 0,TcpUpstreamConnected 1,TcpPeriodic 2,TcpConnectionEnd 3,DownstreamStart 4,DownstreamPeriodic 5,DownstreamEnd 6,UpstreamPoolReady 7,UpstreamPeriodic 8,UpstreamEnd 9,DownstreamTunnelSuccessfullyEstablished 10,UdpTunnelUpstreamConnected 11,UdpPeriodic 12,UdpSessionEnd 13",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.CodecType":
    "AUTO 0,HTTP1 1,HTTP2 2,HTTP3 3",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails":
    "SANITIZE 0,FORWARD_ONLY 1,APPEND_FORWARD 2,SANITIZE_SET 3,ALWAYS_FORWARD_ONLY 4",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction":
    "IMPLEMENTATION_SPECIFIC_DEFAULT 0,KEEP_UNCHANGED 1,REJECT_REQUEST 2,UNESCAPE_AND_REDIRECT 3,UNESCAPE_AND_FORWARD 4",
  "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ServerHeaderTransformation":
    "OVERWRITE 0,APPEND_IF_ABSENT 1,PASS_THROUGH 2",
  "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification":
    "VERIFY_TRUST_CHAIN 0,ACCEPT_UNTRUSTED 1",
  "envoy.extensions.transport_sockets.tls.v3.SubjectAltNameMatcher.SanType":
    "SAN_TYPE_UNSPECIFIED 0,EMAIL 1,DNS 2,URI 3,IP_ADDRESS 4,OTHER_NAME 5",
  "envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol":
    "TLS_AUTO 0,TLSv1_0 1,TLSv1_1 2,TLSv1_2 3,TLSv1_3 4",
  "envoy.type.v3.CodecClientType":
    "HTTP1 0,HTTP2 1,HTTP3 2",
  "envoy.type.v3.FractionalPercent.DenominatorType":
    "HUNDRED 0,TEN_THOUSAND 1,MILLION 2",
  "google.protobuf.NullValue":
    "NULL_VALUE 0",
};
