import { access, constants, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ports, portInUse } from "./ports.js";

/** Makes the folder anew, or one among the temporary files when none is given or it cannot be written. */
export async function makeMeshFolder(preferred: string | undefined): Promise<string> {
  if (preferred !== undefined) {
    try {
      await rm(preferred, { recursive: true, force: true });
      await mkdir(preferred, { recursive: true });
      await access(preferred, constants.W_OK);
      return preferred;
    } catch {
      // A read-only checkout.
    }
  }
  return mkdtemp(join(tmpdir(), "meltemi-demo-"));
}

/** Writes the resources that a control plane begins with into its folder, with the ports in use. */
export async function writeMesh(example: string, folder: string, ports: Ports): Promise<void> {
  const text = await readFile(join(example, "mesh.yaml"), "utf8");
  await writeFile(join(folder, "mesh.yaml"), replacePorts(text, ports));
}

/** Replaces the numbers after a colon that are ports of the example. */
export function replacePorts(yaml: string, ports: Ports): string {
  return yaml.replace(/(?<=: )\d+(?![.\w])/g, (port) => String(portInUse(ports, Number(port))));
}
