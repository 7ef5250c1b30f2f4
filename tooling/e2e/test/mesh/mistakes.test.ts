import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ResourceView } from "@meltemi/control-plane";
import { expect, test } from "vitest";
import { freePorts } from "../../src/mesh/free-ports.js";
import { QZA } from "../../src/mesh/mesh-protocol.js";
import { MeshService, yamlOf } from "../../src/mesh/mesh-service.js";
import { mistakesBeside } from "../../src/mesh/mistakes.js";
import { meltemi } from "../../src/mesh/program.js";
import { openMesh } from "./open-mesh.js";

/** As far as used here. */
interface Listing {
  readonly resources: readonly ResourceView[];
  /** Of what is no resource. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

test("a folder with every kind of mistake: what is right is served, and what is not is told", async () => {
  const service = await MeshService.start(QZA);
  const right = [...service.resources(), service.routerTo("v2")];
  const mistakes = mistakesBeside(service, await freePorts(4));
  const mesh = await openMesh({
    async prepare(folder) {
      const write = (name: string, text: string) => writeFile(join(folder, name), text);
      for (const { file, text } of mistakes) await write(file, text);
      await write("shop.yaml", yamlOf(right));
      await write("empty.yaml", "");
      await write("README.md", "# {[ not YAML");
      await mkdir(join(folder, "folder.yaml"));
      await symlink("nowhere.yaml", join(folder, "dangling.yaml"));
    },
  });
  mesh.defer(() => service.close());
  await mesh.proxy({ name: "client-side" });
  await mesh.settled();
  const client = await service.client();
  expect(await client.ask(QZA.usual)).toBe("v2");

  const { resources, problems } = (await mesh.get("/api/v1/resources")) as Listing;
  for (const { file, says } of mistakes) {
    const path = join(mesh.folder, file);
    const conditions = resources
      .filter(({ origin }) => origin?.file === path)
      .flatMap(({ status }) => status.conditions);
    const told = [...problems.filter((problem) => problem.file === path), ...conditions];
    expect(told.map(({ message }) => message).join("\n"), file).toMatch(says);
  }
  const issues = resources
    .filter(({ origin }) => origin?.file === join(mesh.folder, "shop.yaml"))
    .flatMap(({ status }) => status.conditions)
    .filter(({ type, status }) => status !== (type === "Conflicted" ? "False" : "True"));
  expect(issues).toEqual([]);

  const listed = await meltemi("get", "all", "--all-namespaces", "--server", mesh.server);
  expect(listed.exit).toBe(0);
  for (const { namespace, name } of resources.map(({ metadata }) => metadata)) {
    expect(listed.text).toMatch(new RegExp(`^${namespace} +.*${name} `, "m"));
  }
  for (const { message } of problems) expect(listed.text).toContain(message);

  // And it is not too late for a change.
  await mesh.apply(service.routerTo("v1"));
  expect(await client.ask(QZA.usual)).toBe("v1");
});
