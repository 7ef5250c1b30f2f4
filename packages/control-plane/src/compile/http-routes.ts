import {
  decodeMessage,
  encodeMessage,
  type Messages,
  makeResource,
  type Resource,
  TypeUrl,
} from "@meltemi/xds";
import { memoByObject } from "./memo.js";

type MeshRoute = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.Route"];
type HttpRoute = Messages["envoy.config.route.v3.Route"];
type HttpAction = Messages["envoy.config.route.v3.RouteAction"];
type HeaderToAdd = Messages["envoy.config.core.v3.HeaderValueOption"];
type KeyValue = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue"];

/**
 * The same routes in Envoy's HTTP message, which Aeraki's proxy takes as an envelope and clients of gRPC read as
 * it stands. What that message has no field for (faults, retries, timeouts, oneway) is left out.
 */
export const httpRoutes: (routes: Resource) => Resource = memoByObject((resource: Resource) => {
  const { name = "", routes = [] } = decodeMessage(
    "aeraki.meta_protocol_proxy.config.route.v1alpha.RouteConfiguration",
    resource.bytes,
  );
  const bytes = encodeMessage("envoy.config.route.v3.RouteConfiguration", {
    name,
    virtualHosts: [{ name: "dummy", domains: ["*"], routes: routes.map(httpRoute) }],
  });
  return makeResource(TypeUrl.HttpRouteConfiguration, name, bytes);
});

function httpRoute(route: MeshRoute): HttpRoute {
  const { name, match, requestMutation = [], responseMutation = [] } = route;
  return {
    name,
    match: { prefix: "/", headers: match?.metadata },
    route: httpAction(route.route ?? {}),
    requestHeadersToAdd: requestMutation.map(headerToAdd),
    responseHeadersToAdd: responseMutation.map(headerToAdd),
  };
}

function httpAction({
  cluster,
  weightedClusters,
  hashPolicy = [],
  hashSourceIp = false,
  requestMirrorPolicies,
}: NonNullable<MeshRoute["route"]>): HttpAction {
  const clusters = weightedClusters?.clusters ?? [];
  const totalWeight = clusters.reduce((sum, { weight }) => sum + (weight?.value ?? 0), 0);
  return {
    ...(weightedClusters === undefined
      ? { cluster }
      : { weightedClusters: { clusters, totalWeight: { value: totalWeight } } }),
    hashPolicy: [
      ...hashPolicy.map((headerName) => ({ header: { headerName } })),
      ...(hashSourceIp ? [{ connectionProperties: { sourceIp: true } }] : []),
    ],
    requestMirrorPolicies,
  };
}

function headerToAdd({ key, value }: KeyValue): HeaderToAdd {
  return { header: { key, value } };
}
