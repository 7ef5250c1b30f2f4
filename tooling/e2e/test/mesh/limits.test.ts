import { describe, expect, test } from "vitest";
import { freePort } from "../../src/mesh/free-ports.js";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import type { Written } from "../../src/mesh/mesh-service.js";
import { countOf, outcomes } from "../../src/mesh/outcomes.js";
import { RateLimitService } from "../../src/mesh/rate-limit-service.js";
import { openMesh } from "./open-mesh.js";

const RATE_LIMIT_HOST = "rate-limit.infra.svc.cluster.local";
/** Far longer than a busy machine takes to answer. */
const TIMEOUT = "5s";

const rateLimitEntry = (port: number): Written => ({
  apiVersion: "networking.istio.io/v1",
  kind: "ServiceEntry",
  metadata: { name: "rate-limit", namespace: "infra" },
  spec: {
    hosts: [RATE_LIMIT_HOST],
    location: "MESH_INTERNAL",
    resolution: "STATIC",
    ports: [{ number: port, name: "grpc", protocol: "GRPC" }],
    endpoints: [{ address: "127.0.0.1" }],
  },
});

describe.each(PROTOCOLS)("$name", (protocol) => {
  const { attribute, usual, other, overLimit } = protocol;

  /** A service with one version, a proxy before its server, and one beside its clients. */
  async function start() {
    const mesh = await openMesh();
    const service = await mesh.service(protocol, { versions: ["v1"], behindProxies: true });
    const inbound = service.inbound("v1");
    await mesh.proxy({ name: "server-side", outbound: "none", inbound });
    await mesh.proxy({ name: "client-side" });
    return { mesh, service };
  }

  test("LocalRateLimit: of 10 requests exactly 2 pass by the condition, and of 10 others 5 by the default", async () => {
    const { mesh, service } = await start();
    const bucket = (tokens: number) => ({
      tokenBucket: { fillInterval: "60s", maxTokens: tokens, tokensPerFill: tokens },
    });
    const match = { attributes: { [attribute]: { exact: usual } } };
    await mesh.apply(
      ...service.resources(),
      service.router({
        routes: [{ name: "v1", route: [service.to("v1")] }],
        localRateLimit: { ...bucket(5), conditions: [{ match, ...bucket(2) }] },
      }),
    );
    const client = await service.client();
    const limited = await outcomes(client, 10, usual);
    expect([countOf(limited, "v1"), countOf(limited, overLimit)]).toEqual([2, 8]);
    const rest = await outcomes(client, 10, other);
    expect([countOf(rest, "v1"), countOf(rest, overLimit)]).toEqual([5, 5]);
  });

  test("GlobalRateLimit: refused while the service is away; then exactly 5 of an hour pass for each value", async () => {
    const { mesh, service } = await start();
    const port = await freePort();
    await mesh.apply(
      ...service.resources(),
      rateLimitEntry(port),
      service.router({
        routes: [{ name: "v1", route: [service.to("v1")] }],
        globalRateLimit: {
          domain: "prod",
          denyOnFail: true,
          requestTimeout: TIMEOUT,
          rateLimitService: `outbound|${port}||${RATE_LIMIT_HOST}`,
          descriptors: [{ property: attribute, descriptorKey: "what" }],
        },
      }),
    );
    const client = await service.client();
    expect(await client.ask(usual)).toBe(overLimit);

    const limits = await RateLimitService.start(5, port);
    mesh.defer(() => limits.close());
    await mesh.until(async () =>
      (await client.ask(usual)) === "v1" ? undefined : "the rate limit service is not asked",
    );
    const answers = await outcomes(client, 10, usual);
    expect(1 + countOf(answers, "v1")).toBe(5);
    expect(countOf(answers, overLimit)).toBe(6);
    expect(countOf(await outcomes(client, 7, other), "v1")).toBe(5);
    expect(Object.fromEntries(limits.hits)).toEqual({
      [`prod what=${usual}`]: 11,
      [`prod what=${other}`]: 7,
    });
  });
});
