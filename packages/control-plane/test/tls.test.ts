import { once } from "node:events";
import { join } from "node:path";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { createControlPlane, type Logger, silentLogger } from "../src/index.js";
import { eventually } from "./support/api.js";
import { type Certificate, one, two } from "./support/certificates.js";
import { startPlane } from "./support/plane.js";
import { ProxyClient } from "./support/proxy-client.js";
import { shop } from "./support/resources.js";
import { tempFolder, writeAll } from "./support/temp-folder.js";

const filesIn = (folder: string) => ({
  certificate: join(folder, "server.crt"),
  privateKey: join(folder, "server.key"),
  reloadMs: 10,
});

const pem = ({ certificate, privateKey }: Certificate) => ({
  "server.crt": certificate,
  "server.key": privateKey,
});

/** The name in the certificate that the server shows. */
async function shownBy(port: number): Promise<string | undefined> {
  const socket = connect({
    port,
    host: "127.0.0.1",
    rejectUnauthorized: false,
    ALPNProtocols: ["h2"],
  });
  await once(socket, "secureConnect");
  const name = socket.getPeerCertificate().subject["CN"];
  socket.destroy();
  return Array.isArray(name) ? name[0] : name;
}

test("certificates are read again when they change, and a half-done change is waited for", async () => {
  const folder = await tempFolder(pem(one));
  const warnings: string[] = [];
  const logger: Logger = { ...silentLogger, warn: (message) => void warnings.push(message) };
  const { plane, api } = await startPlane({ logger, xds: { port: 0, tls: filesIn(folder) } });
  await api.apply(shop("orders"));
  const first = new ProxyClient(plane, { id: "first", tls: { authorities: one.certificate } });
  await first.until(() => first.clusterOf("orders") !== undefined);
  expect(await shownBy(plane.xdsAddress.port)).toBe("one");

  await writeAll(folder, { "server.crt": two.certificate });
  await eventually(
    () => warnings,
    () => warnings.length > 0,
  );
  expect(await shownBy(plane.xdsAddress.port)).toBe("one");
  await writeAll(folder, { "server.key": two.privateKey });
  await eventually(
    () => shownBy(plane.xdsAddress.port),
    (name) => name === "two",
  );
  const second = new ProxyClient(plane, { id: "second", tls: { authorities: two.certificate } });
  await second.until(() => second.clusterOf("orders") !== undefined);
  expect((await api.proxies()).map(({ id, connected }) => [id, connected])).toEqual([
    ["first", true],
    ["second", true],
  ]);
});

test("clients without a certificate are refused where clients must show one", async () => {
  const folder = await tempFolder({ ...pem(one), "clients.crt": two.certificate });
  const tls = { ...filesIn(folder), clientAuthorities: join(folder, "clients.crt") };
  const { plane, api } = await startPlane({ xds: { port: 0, tls } });
  await api.apply(shop("orders"));
  const stranger = new ProxyClient(plane, {
    id: "stranger",
    tls: { authorities: one.certificate },
  });
  const known = new ProxyClient(plane, {
    id: "known",
    tls: { authorities: one.certificate, ...two },
  });
  await known.until(() => known.clusterOf("orders") !== undefined);
  expect((await api.proxies()).map(({ id }) => id)).toEqual(["known"]);
  expect(stranger.updates).toEqual([]);
});

test("certificates that are not there are refused with what to do", async () => {
  const folder = await tempFolder();
  const starting = createControlPlane({
    logger: silentLogger,
    xds: { port: 0, tls: filesIn(folder) },
    http: { port: 0 },
  });
  await expect(starting).rejects.toThrow("give the path of a PEM file");
});
