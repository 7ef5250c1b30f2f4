import { expect, test } from "vitest";
import { PROTOCOLS } from "../../src/mesh/mesh-protocol.js";
import { outcomes, times } from "../../src/mesh/outcomes.js";
import { openMesh } from "./open-mesh.js";

test.each(PROTOCOLS)(
  "metaprotocolgateway, $name: one connection gets 5 of 5 from v1, and after a change 5 of 5 from v2",
  async (protocol) => {
    const mesh = await openMesh();
    const service = await mesh.service(protocol);
    const labels = { istio: "ingressgateway" };
    await mesh.proxy({ name: "gateway", namespace: "edge", labels, outbound: "none" });
    const port = { number: service.port, protocol: "TCP" };
    const name = `tcp-metaprotocol-${protocol.name}-${service.port}`;
    await mesh.apply(...service.resources(), {
      apiVersion: "networking.istio.io/v1",
      kind: "Gateway",
      metadata: { name: "gateway", namespace: "edge" },
      spec: { selector: labels, servers: [{ port: { ...port, name }, hosts: ["*"] }] },
    });
    const leadTo = (subset: string) =>
      mesh.apply(
        service.router({
          gateways: ["edge/gateway"],
          exportTo: ["*"],
          routes: [
            {
              name: subset,
              // Empty: whatever it is.
              match: { attributes: { [protocol.attribute]: { exact: "" } } },
              route: [
                {
                  destination: { host: service.host, subset, port: { number: service.port } },
                },
              ],
            },
          ],
        }),
      );

    await leadTo("v1");
    const client = await service.client();
    expect(await outcomes(client, 5, protocol.usual)).toEqual(times(5, "v1"));
    await leadTo("v2");
    expect(await outcomes(client, 5, protocol.usual)).toEqual(times(5, "v2"));
  },
);
