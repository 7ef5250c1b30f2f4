import type { ResourceView } from "@meltemi/control-plane";
import { ExitCode } from "../exit-code.js";
import { notFoundText } from "../input/kinds.js";
import type { CliIo } from "../io.js";
import type { ControlPlaneClient, ResourceName } from "./control-plane-client.js";

/** Gets resources, and tells the user of each one that is not there. */
export async function findNamed(
  client: ControlPlaneClient,
  resources: readonly ResourceName[],
  io: CliIo,
): Promise<{ readonly found: readonly ResourceView[]; readonly exitCode: ExitCode }> {
  const found: ResourceView[] = [];
  for (const resource of resources) {
    const view = await client.resource(resource);
    if (view === undefined) io.error(`${notFoundText(resource)}\n`);
    else found.push(view);
  }
  const areAllThere = found.length === resources.length;
  return { found, exitCode: areAllThere ? ExitCode.Ok : ExitCode.Configuration };
}
