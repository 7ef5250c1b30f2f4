import { expect, test } from "vitest";
import { Authority, type ClientFiles } from "../../src/mesh/certificates.js";
import { QZA } from "../../src/mesh/mesh-protocol.js";
import { openMesh } from "./open-mesh.js";

const CAN_RUN = (await Authority.isPossible()) || process.env["CI"] !== undefined;
if (!CAN_RUN) {
  process.stderr.write(
    "SKIPPED: mutual TLS with the control plane. Install openssl, then: npm test -- certificates.test.ts\n",
  );
}

test.runIf(CAN_RUN)(
  "a control plane with mutual TLS serves a proxy with the right certificate, and refuses others, who say why",
  async () => {
    let clients: Readonly<Record<string, ClientFiles>> = {};
    const mesh = await openMesh({
      processes: true,
      tls: async (folder) => {
        const [ours, theirs] = await Promise.all([
          Authority.create(folder, "ours"),
          Authority.create(folder, "theirs"),
        ]);
        const [server, right, wrong] = await Promise.all([
          ours.issue("control-plane"),
          ours.issue("proxy"),
          theirs.issue("stranger"),
        ]);
        clients = {
          right: { ca: ours.certificate, ...right },
          none: { ca: ours.certificate },
          wrong: { ca: ours.certificate, ...wrong },
          distrustful: { ca: theirs.certificate, ...right },
        };
        return {
          certificate: server.certificate,
          privateKey: server.key,
          clientAuthorities: ours.certificate,
        };
      },
    });
    const service = await mesh.service(QZA);
    await mesh.post(...service.resources(), service.routerTo("v2"));

    // A server that refuses says so and closes; which of the two a client notices first is chance.
    const refusedThere = /alert|ECONNRESET|Failed to connect/;
    const reasons: Readonly<Record<string, RegExp>> = {
      none: refusedThere,
      wrong: refusedThere,
      distrustful: /self-signed certificate/,
      plain: refusedThere,
    };
    const refused = Object.entries(reasons).map(async ([name, reason]) => {
      const tls = clients[name];
      const here = { process: false, xds: { initialFetchTimeout: "1s" } };
      const proxy = await mesh.proxy({ name, ...(tls && { tls }), ...here });
      const failure = proxy.lines.find((line) => line.startsWith("control plane not reached"));
      expect(failure, `${name}: ${proxy.lines.join("\n")}`).toMatch(reason);
      await mesh.end(proxy);
    });
    await Promise.all(refused);
    expect(await mesh.views()).toEqual([]);

    const tls = clients["right"];
    await mesh.proxy({ name: "right", ...(tls && { tls }) });
    await mesh.settled();
    const client = await service.client();
    expect(await client.ask(QZA.usual)).toBe("v2");
  },
);
