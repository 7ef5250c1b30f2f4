import { describe, expect, test } from "vitest";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import { outcomes, roundsOf40, times } from "../../src/mesh/outcomes.js";
import { openMesh } from "./open-mesh.js";

describe.each(PROTOCOLS)("$name", (protocol) => {
  const { attribute, usual, matches, isFree } = protocol;

  /** A service of two versions, and a proxy beside its clients. */
  async function start() {
    const mesh = await openMesh();
    const service = await mesh.service(protocol);
    await mesh.proxy({ name: "client-side" });
    await mesh.apply(...service.resources());
    return { mesh, service };
  }

  test("VersionRouting: 5 of 5 requests go to v1, and after a change 5 of 5 to v2", async () => {
    const { mesh, service } = await start();
    await mesh.apply(service.routerTo("v1"));
    const client = await service.client();
    expect(await outcomes(client, 5, usual)).toEqual(times(5, "v1"));
    await mesh.apply(service.routerTo("v2"));
    expect(await outcomes(client, 5, usual)).toEqual(times(5, "v2"));
  });

  test("PercentageRouting 20/80: of 40 requests between 4 and 12 go to v1, the others to v2, but for chance", async () => {
    const { mesh, service } = await start();
    const shares = [service.to("v1", { weight: 20 }), service.to("v2", { weight: 80 })];
    await mesh.apply(service.router({ routes: [{ name: "split", route: shares }] }));
    expect(await roundsOf40(await service.client(), usual, 4, 12)).toBeGreaterThanOrEqual(6);
  });

  test.each(["exact", "prefix", "regex"] as const)(
    "AttributeRouting by %s: 5 of 5 requests take the second route, since the first is for others",
    async (type) => {
      const { mesh, service } = await start();
      const when = (test: object) => ({ match: { attributes: { [attribute]: test } } });
      await mesh.apply(
        service.router({
          routes: [
            { name: "first", ...when({ exact: `${usual}01` }), route: [service.to("v1")] },
            { name: "second", ...when({ [type]: matches[type] }), route: [service.to("v2")] },
          ],
        }),
      );
      const client = await service.client();
      expect(await outcomes(client, 5, usual)).toEqual(times(5, "v2"));
      expect(await client.ask(protocol.other)).toBe(protocol.noRoute);
    },
  );

  describe.each([
    {
      by: "a DestinationRule",
      consistentHash: { httpHeaderName: attribute },
      route: {},
    },
    {
      by: "a MetaRouter, where the DestinationRule would take the client's address",
      consistentHash: { useSourceIp: true },
      route: { hashPolicy: [{ attribute: attribute }] },
    },
  ])("ConsistentHashLb by $by", ({ consistentHash, route }) => {
    test(`10 of 10 requests that are alike go to the same version${isFree ? ", others to another" : ""}`, async () => {
      const { mesh, service } = await start();
      const sample = {
        name: "sample",
        labels: { app: protocol.name },
        trafficPolicy: { loadBalancer: { consistentHash } },
      };
      await mesh.apply(
        service.rule({}, [sample]),
        service.router({ routes: [{ name: "sample", route: [service.to("sample")], ...route }] }),
      );
      const client = await service.client();
      const answers = await outcomes(client, 10, usual);
      expect(answers).toEqual(times(10, answers[0] ?? ""));
      expect(["v1", "v2"]).toContain(answers[0]);
      if (!isFree) return;
      const keys = Array.from({ length: 100 }, (_, key) => `${key}`);
      const spread = await Promise.all(keys.map((key) => client.ask(key)));
      expect(new Set(spread)).toEqual(new Set(["v1", "v2"]));
      expect(await Promise.all(keys.map((key) => client.ask(key)))).toEqual(spread);
    });
  });

  test("ExportToNS: proxies of two namespaces see the router, those of a third share out evenly", async () => {
    const mesh = await openMesh();
    const service = await mesh.service(protocol);
    await mesh.apply(
      ...service.resources(),
      service.router({ exportTo: ["shop", "default"], routes: [{ route: [service.to("v2")] }] }),
    );
    const seen: Record<string, readonly string[]> = {};
    // One after another, since each wants the service's port.
    for (const namespace of ["shop", "default", "elsewhere"]) {
      const proxy = await mesh.proxy({ name: `in-${namespace}`, namespace });
      await mesh.settled();
      const answers = await outcomes(await service.client(), 10, usual);
      seen[namespace] = answers.toSorted();
      await mesh.end(proxy);
    }
    expect(seen).toEqual({
      shop: times(10, "v2"),
      default: times(10, "v2"),
      elsewhere: [...times(5, "v1"), ...times(5, "v2")],
    });
  });

  test("TrafficMirror 50 %: v1 gets and answers 40 of 40 requests, v2 gets copies of about half", async () => {
    const { mesh, service } = await start();
    const mirror = {
      mirror: { host: service.host, subset: "v2" },
      mirrorPercentage: { value: 50 },
    };
    await mesh.apply(
      service.router({ routes: [{ name: "mirrored", route: [service.to("v1")], ...mirror }] }),
    );
    expect(await outcomes(await service.client(), 40, usual)).toEqual(times(40, "v1"));
    expect(service.server("v1").requests).toBe(40);
    // Outside of this in less than one run of a million.
    expect(service.server("v2").requests).toBeGreaterThanOrEqual(5);
    expect(service.server("v2").requests).toBeLessThanOrEqual(35);
  });
});
