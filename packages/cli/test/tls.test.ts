import { join } from "node:path";
import { expect, test } from "vitest";
import { CERTIFICATE, PRIVATE_KEY } from "./certificate.js";
import { folderWith } from "./command.js";
import { startMesh, WAIT } from "./mesh.js";

test("a proxy with a certificate follows a control plane that asks for one, by TLS", async () => {
  const folder = await folderWith({ "a.pem": CERTIFICATE, "a.key": PRIVATE_KEY });
  const [certificate, key] = [join(folder, "a.pem"), join(folder, "a.key")];
  const mesh = await startMesh({}, [
    ...["--tls-cert", certificate],
    ...["--tls-key", key],
    ...["--tls-client-ca", certificate],
  ]);
  const proxy = mesh.start([
    ...["proxy", "--xds", mesh.xds, "--node-id", "edge-1"],
    ...["--xds-ca", certificate],
    ...["--xds-cert", certificate],
    ...["--xds-key", key],
  ]);

  await proxy.until("out", /^ready, with the control plane at /);
  await expect
    .poll(async () => (await mesh.meltemi(["proxy-status"])).out, WAIT)
    .toMatch(/^edge-1 +default +SYNCED/m);
});

test("certificates that cannot be read are named, and the exit code is 3", async () => {
  const folder = await folderWith({});
  const absent = join(folder, "absent.pem");
  const mesh = startMesh({}, ["--tls-cert", absent, "--tls-key", absent]);

  await expect(mesh).rejects.toThrow(
    /^ended with 3: .*absent\.pem.*; give the path of a PEM file$/m,
  );
});
