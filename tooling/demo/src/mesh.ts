import { join } from "node:path";
import { type Example, HTTP_PORT } from "./example.js";
import { type Ports, portInUse } from "./ports.js";
import { runMeltemi } from "./run-meltemi.js";
import { waitForProxies } from "./wait-for-proxies.js";

/** A running mesh: where it is and where it listens. */
export interface Mesh {
  readonly example: Example;
  /** Where the control plane keeps its resources. */
  readonly folder: string;
  readonly ports: Ports;
}

/** The address of the control plane's HTTP API. */
function serverOf({ ports }: Pick<Mesh, "ports">): string {
  return `http://127.0.0.1:${portInUse(ports, HTTP_PORT)}`;
}

/** The flag by which commands find this control plane; none where they do by themselves. */
export function serverFlag({ ports }: Pick<Mesh, "ports">): readonly string[] {
  const isDefault =
    portInUse(ports, HTTP_PORT) === HTTP_PORT && process.env["MELTEMI_SERVER"] === undefined;
  return isDefault ? [] : ["--server", serverOf({ ports })];
}

/** Path of a file of an example, from the root of the repository. */
export function exampleFile(example: Example, file: string): string {
  return join("examples", example.name, file);
}

/** Resolves when every proxy has in force what the control plane has for it. */
export async function settled(mesh: Mesh): Promise<void> {
  const proxies = mesh.example.proxies.map(({ name, adminPort }) => {
    return { name, adminPort: portInUse(mesh.ports, adminPort) };
  });
  await waitForProxies(serverOf(mesh), proxies);
}

/** Applies a file of the example as a user would. Resolves when every proxy has it in force. */
export async function applyFile(
  file: string,
  mesh: Mesh,
  options: { readonly root: string; readonly print: (line: string) => void },
): Promise<void> {
  const args = ["apply", "-f", exampleFile(mesh.example, file), ...serverFlag(mesh)];
  await runMeltemi(args, options);
  await settled(mesh);
}
