import { onTestFinished } from "vitest";
import { Mesh, type MeshOptions } from "../../src/mesh/mesh.js";

/** A mesh for the current test, closed when it ends. A test that fails shows what all processes said. */
export async function openMesh(options: MeshOptions = {}): Promise<Mesh> {
  const mesh = await Mesh.start(options);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") process.stderr.write(mesh.log());
    await mesh.close();
  });
  return mesh;
}
