import { TypeUrl } from "@meltemi/xds";
import { expect, test } from "vitest";
import { compiled, documents, messageOf, serviceEntry, yaml } from "./compile-mesh.js";

const GRPC = serviceEntry("greeter.test").replace("tcp-metaprotocol-thrift", "grpc");

test("a client of gRPC that asks for host:port is led from listener to routes to cluster to endpoints", () => {
  const { snapshot } = compiled(GRPC);
  const listener = snapshot.onDemand?.(TypeUrl.Listener, "greeter.test:9090");
  expect(snapshot.resources(TypeUrl.Listener).has("greeter.test:9090")).toBe(false);
  expect(listener && messageOf(listener)).toEqual({
    name: "greeter.test:9090",
    apiListener: {
      apiListener: {
        "@type":
          "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        rds: {
          configSource: { ads: {}, resourceApiVersion: "V3" },
          routeConfigName: "greeter.test_9090",
        },
        httpFilters: [
          {
            name: "envoy.filters.http.router",
            typedConfig: { "@type": "envoy.extensions.filters.http.router.v3.Router" },
          },
        ],
      },
    },
  });
  const routes = snapshot.onDemand?.(TypeUrl.HttpRouteConfiguration, "greeter.test_9090");
  expect(routes && messageOf(routes)).toMatchObject({
    virtualHosts: [
      {
        domains: ["*"],
        routes: [{ match: { prefix: "/" }, route: { cluster: "outbound|9090||greeter.test" } }],
      },
    ],
  });
  expect(snapshot.resources(TypeUrl.Cluster).has("outbound|9090||greeter.test")).toBe(true);
  expect(snapshot.resources(TypeUrl.ClusterLoadAssignment).has("outbound|9090||greeter.test")).toBe(
    true,
  );
});

test("a MetaRouter also counts for clients of gRPC", () => {
  const { snapshot } = compiled(
    documents(
      GRPC,
      yaml(
        "MetaRouter",
        "g",
        "{hosts: [greeter.test], routes: [{name: mine, route: [{destination: {host: greeter.test}}]}]}",
      ),
    ),
  );
  const routes = snapshot.onDemand?.(TypeUrl.HttpRouteConfiguration, "greeter.test_9090");
  expect(routes && messageOf(routes)).toMatchObject({
    virtualHosts: [{ routes: [{ name: "mine" }] }],
  });
});

test.each(["greeter.test", "greeter.test:9091", "nobody.test:9090", ":", "", "240.240.0.1_9090"])(
  "there is nothing on demand under the name %j",
  (name) => {
    const { snapshot } = compiled(GRPC);
    for (const typeUrl of Object.values(TypeUrl)) {
      expect(snapshot.onDemand?.(typeUrl, name)).toBeUndefined();
    }
  },
);
