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
    throw new CommandFailure(ExitCode.Failed, inUse(error.message, options) ?? error.message);
  }
}

/** For a port that something else has: the flag to choose another with, which only the command line knows. */
function inUse(message: string, { http }: ControlPlaneOptions): string | undefined {
  const [, place, port] = /^cannot listen on (\S+:(\d+)).*EADDRINUSE/s.exec(message) ?? [];
  if (place === undefined) return undefined;
  const flag = Number(port) === http?.port ? "--http-port" : "--xds-port";
  return `${place} is in use; stop what listens there or choose another with ${flag}`;
}
