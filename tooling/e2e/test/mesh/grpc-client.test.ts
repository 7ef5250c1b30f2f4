import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import type { Written } from "../../src/mesh/mesh-service.js";
import { openMesh } from "./open-mesh.js";

const CLIENT = fileURLToPath(new URL("../../src/mesh/grpc-client.mjs", import.meta.url));

test("a stock gRPC client finds a service by xds:///host:port, and follows it to another version", async () => {
  const mesh = await openMesh();
  const [v1, v2] = await Promise.all([startEcho("v1"), startEcho("v2")]);
  await mesh.post({
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name: "orders", namespace: "shop" },
    spec: {
      hosts: ["orders.shop.svc.cluster.local"],
      resolution: "STATIC",
      ports: [{ number: 80, name: "tcp-metaprotocol-qza" }],
      endpoints: [
        { address: "127.0.0.1", ports: { "tcp-metaprotocol-qza": v1 }, labels: { version: "v1" } },
        { address: "127.0.0.1", ports: { "tcp-metaprotocol-qza": v2 }, labels: { version: "v2" } },
      ],
    },
  });
  await mesh.post({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: "orders", namespace: "shop" },
    spec: {
      host: "orders.shop.svc.cluster.local",
      subsets: ["v1", "v2"].map((name) => ({ name, labels: { version: name } })),
    },
  });
  await mesh.post(router("v1"));
  const client = startClient(mesh.xds, "xds:///orders.shop.svc.cluster.local:80");
  expect(await client.say("hello")).toBe("v1 heard hello");
  await mesh.post(router("v2"));
  await mesh.until(async () => {
    const answer = await client.say("again");
    return answer === "v2 heard again" ? undefined : answer;
  });
});

function router(version: string): Written {
  const host = "orders.shop.svc.cluster.local";
  return {
    apiVersion: "metaprotocol.aeraki.io/v1alpha1",
    kind: "MetaRouter",
    metadata: { name: "orders", namespace: "shop" },
    spec: {
      hosts: [host],
      routes: [{ name: version, route: [{ destination: { host, subset: version } }] }],
    },
  };
}

/** A gRPC service that answers with its name and what it was sent. @returns its port */
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
  onTestFinished(() => server.forceShutdown());
  return port;
}

/** The client in a process of its own: it reads where to find its control plane when it is loaded. */
function startClient(xds: string, target: string): { say(text: string): Promise<string> } {
  const bootstrap = {
    xds_servers: [
      { server_uri: xds, channel_creds: [{ type: "insecure" }], server_features: ["xds_v3"] },
    ],
    node: { id: "grpc-client", locality: {}, metadata: { NAMESPACE: "shop" } },
  };
  const child = spawn(process.execPath, [CLIENT, target], {
    env: { ...process.env, GRPC_XDS_BOOTSTRAP_CONFIG: JSON.stringify(bootstrap) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    say: async (text) => {
      child.stdin.write(`${text}\n`);
      return String((await lines.next()).value);
    },
  };
}
