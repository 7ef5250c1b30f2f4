import { onTestFinished } from "vitest";
import {
  type Command,
  type CommandInput,
  type Finished,
  finished,
  folderWith,
  start,
} from "./command.js";

/** For what takes a moment on a busy machine. */
export const WAIT = { timeout: 15_000 } as const;

/** A control plane that runs for the time of a test, as `meltemi control-plane` starts it. */
export interface Mesh {
  readonly folder: string;
  /** Where proxies connect: `host:port`. */
  readonly xds: string;
  readonly server: string;
  /** Runs a command that talks to it. */
  meltemi(args: readonly string[], input?: string): Promise<Finished>;
  /** Starts a command that goes on running; it is ended with the test. */
  start(args: readonly string[]): Command;
}

/**
 * @param files resources that are there from the start
 * @param flags further ones of the control plane
 */
export async function startMesh(
  files: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Mesh> {
  const folder = await folderWith(files);
  const command = startUntilFinished([
    "control-plane",
    "--config",
    folder,
    "--xds-port",
    "0",
    "--http-port",
    "0",
    ...flags,
  ]);
  const [, xds = ""] = await command.until("out", /xDS on (.*)\n/);
  const [, server = ""] = await command.until("out", /HTTP API on (.*)\n/);
  const environment = { MELTEMI_SERVER: server };
  return {
    folder,
    xds,
    server,
    meltemi: (args, input = "") => finished(args, { environment, input }),
    start: (args) => startUntilFinished(args, { environment }),
  };
}

function startUntilFinished(args: readonly string[], given: CommandInput = {}): Command {
  const command = start(args, given);
  onTestFinished(async () => {
    command.signals.emit("SIGTERM");
    command.signals.emit("SIGTERM");
    await command.exit;
  });
  return command;
}
