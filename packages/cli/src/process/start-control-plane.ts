import type { ControlPlane, ControlPlaneOptions } from "@meltemi/control-plane";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import type { CliIo } from "../io.js";
import { addressText } from "../output/address-text.js";
import { jsonLines } from "../output/json-lines.js";

/** Starts a control plane and tells where it listens. */
export async function startControlPlane(
  options: ControlPlaneOptions,
  io: CliIo,
): Promise<ControlPlane> {
  const { createControlPlane } = await import("@meltemi/control-plane");
  try {
    const controlPlane = await createControlPlane({ logger: jsonLines(io), ...options });
    io.out(`xDS on ${addressText(controlPlane.xdsAddress)}\n`);
    io.out(`HTTP API on http://${addressText(controlPlane.httpAddress)}\n`);
    return controlPlane;
  } catch (error) {
    // Its errors are for users. What has a name of its own, such as a TypeError, is a fault of ours.
    if (!(error instanceof Error) || error.name !== "Error") throw error;
    throw new CommandFailure(ExitCode.Failed, error.message);
  }
}
