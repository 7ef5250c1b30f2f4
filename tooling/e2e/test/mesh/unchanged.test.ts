import { expect, test } from "vitest";
import { QZA } from "../../src/mesh/mesh-protocol.js";
import { openMesh } from "./open-mesh.js";

test("what is applied twice is unchanged, and no proxy is sent anything", async () => {
  const mesh = await openMesh();
  const service = await mesh.service(QZA);
  await mesh.proxy({ name: "client-side" });
  const all = [...service.resources(), service.routerTo("v1")];
  const results = async () => (await mesh.apply(...all)).map(({ result }) => result);
  expect(await results()).toEqual(["created", "created", "created"]);
  const before = await mesh.views();
  const sentBefore = await sent(mesh.server);
  expect(before[0]?.types.map(({ state }) => state)).toEqual(Array(4).fill("synced"));

  expect(await results()).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(await results()).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(await mesh.views()).toEqual(before);
  expect(await sent(mesh.server)).toEqual(sentBefore);

  await mesh.apply(service.routerTo("v2"));
  const [view] = await mesh.views();
  const changed = view?.types.filter(
    ({ type, sent }) => before[0]?.types.find((one) => one.type === type)?.sent !== sent,
  );
  expect(changed?.map(({ type }) => type)).toEqual(["RDS"]);
});

/** The lines of the metrics that count responses. */
async function sent(server: string): Promise<readonly string[]> {
  const response = await fetch(`${server}/metrics`);
  const lines = (await response.text()).split("\n");
  return lines.filter((line) => /push|sent/.test(line));
}
