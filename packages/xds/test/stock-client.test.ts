import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { afterEach, expect, test } from "vitest";
import {
  createXdsServer,
  encodeMessage,
  type Messages,
  MessageUrl,
  makeResource,
  packAny,
  type Resource,
  TypeUrl,
} from "../src/index.js";
import { TestSource } from "./mesh.js";

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

/** A service that answers with its name and what it was sent. */
async function startEcho(name: string): Promise<number> {
  const server = new Server();
  const same = (bytes: Buffer): Buffer => bytes;
  const say = {
    path: "/echo.Echo/Say",
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  } as const;
  server.addService(
    { say },
    {
      say: (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) =>
        reply(null, Buffer.from(`${name} heard ${call.request.toString()}`)),
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  cleanUp.push(() => server.forceShutdown());
  return port;
}

const ADS: Messages["envoy.config.core.v3.ConfigSource"] = { ads: {}, resourceApiVersion: "V3" };
const CLUSTER = "outbound|80||orders";

function listener(): Resource {
  const manager = packAny(
    "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
    {
      rds: { configSource: ADS, routeConfigName: "orders_80" },
      httpFilters: [
        {
          name: "router",
          typedConfig: packAny("envoy.extensions.filters.http.router.v3.Router", {}),
        },
      ],
    },
  );
  expect(manager.typeUrl).toBe(MessageUrl.HttpConnectionManager);
  const bytes = encodeMessage("envoy.config.listener.v3.Listener", {
    name: "orders:80",
    apiListener: { apiListener: manager },
  });
  return makeResource(TypeUrl.Listener, "orders:80", bytes);
}

function mesh(port: number): Resource[] {
  const route = encodeMessage("envoy.config.route.v3.RouteConfiguration", {
    name: "orders_80",
    virtualHosts: [
      {
        name: "orders",
        domains: ["*"],
        routes: [{ match: { prefix: "" }, route: { cluster: CLUSTER } }],
      },
    ],
  });
  const cluster = encodeMessage("envoy.config.cluster.v3.Cluster", {
    name: CLUSTER,
    type: "EDS",
    edsClusterConfig: { edsConfig: ADS },
    lbPolicy: "ROUND_ROBIN",
  });
  const socketAddress = { address: "127.0.0.1", portValue: port };
  const endpoints = encodeMessage("envoy.config.endpoint.v3.ClusterLoadAssignment", {
    clusterName: CLUSTER,
    endpoints: [
      {
        locality: { region: "r", zone: "z" },
        loadBalancingWeight: { value: 1 },
        lbEndpoints: [{ endpoint: { address: { socketAddress } }, healthStatus: "HEALTHY" }],
      },
    ],
  });
  return [
    makeResource(TypeUrl.HttpRouteConfiguration, "orders_80", route),
    makeResource(TypeUrl.Cluster, CLUSTER, cluster),
    makeResource(TypeUrl.ClusterLoadAssignment, CLUSTER, endpoints),
  ];
}

test("a stock gRPC client finds its service, and follows it to another port", async () => {
  const source = new TestSource();
  const nacks: string[] = [];
  const server = await createXdsServer({
    source,
    observer: {
      onNack: (_, type, version, message) => nacks.push(`${type} ${version} ${message}`),
    },
  });
  cleanUp.push(() => server.close());
  const onDemand = (type: string, name: string): Resource | undefined =>
    type === TypeUrl.Listener && name === "orders:80" ? listener() : undefined;
  source.set(mesh(await startEcho("first")), onDemand);

  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL("stock-client.mjs", import.meta.url))],
    {
      env: {
        ...process.env,
        GRPC_XDS_BOOTSTRAP_CONFIG: JSON.stringify({
          xds_servers: [
            {
              server_uri: `127.0.0.1:${server.port}`,
              channel_creds: [{ type: "insecure" }],
              server_features: ["xds_v3"],
            },
          ],
          node: { id: "stock", locality: {}, metadata: { NAMESPACE: "shop" } },
        }),
      },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  cleanUp.push(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const call = async (text: string): Promise<string | undefined> => {
    child.stdin.write(`${text}\n`);
    return (await lines.next()).value;
  };

  expect(await call("one")).toBe("first heard one");
  expect(source.nodes[0]).toMatchObject({ id: "stock", metadata: { NAMESPACE: "shop" } });

  source.set(mesh(await startEcho("second")), onDemand);
  let reply = await call("two");
  // Until the client has taken the change, calls go where they went.
  while (reply?.startsWith("first")) reply = await call("two");
  expect(reply).toBe("second heard two");
  expect(nacks).toEqual([]);
  child.stdin.end();
  await once(child, "exit");
});
