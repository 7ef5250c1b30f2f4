import { onTestFinished } from "vitest";
import {
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  silentLogger,
} from "../../src/index.js";
import { Api } from "./api.js";

/** A control plane on ports that the kernel picks, and its API. Closed when the test is over. */
export async function startPlane(
  options: ControlPlaneOptions = {},
): Promise<{ readonly plane: ControlPlane; readonly api: Api }> {
  const plane = await createControlPlane({
    logger: silentLogger,
    xds: { port: 0 },
    follow: { settleMs: 60 },
    ...options,
    http: { port: 0, ...options.http },
  });
  onTestFinished(() => plane.close());
  return { plane, api: new Api(plane.httpAddress.port) };
}
