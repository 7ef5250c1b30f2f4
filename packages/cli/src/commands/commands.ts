import { applyCommand } from "./apply.js";
import type { CommandDefinition } from "./command.js";
import { configDumpCommand } from "./config-dump.js";
import { controlPlaneCommand } from "./control-plane.js";
import { deleteCommand } from "./delete.js";
import { describeCommand } from "./describe.js";
import { explainCommand } from "./explain.js";
import { getCommand } from "./get.js";
import { proxyCommand } from "./proxy.js";
import { proxyStatusCommand } from "./proxy-status.js";
import { runCommand } from "./run-mesh.js";
import { validateCommand } from "./validate.js";

/**
 * Every sub-command, in the order of the help. Those that need the proxy or the control plane import it
 * when they run: the others start in half the time.
 */
export const COMMANDS: readonly CommandDefinition[] = [
  runCommand,
  controlPlaneCommand,
  proxyCommand,
  validateCommand,
  applyCommand,
  deleteCommand,
  getCommand,
  describeCommand,
  explainCommand,
  proxyStatusCommand,
  configDumpCommand,
];
