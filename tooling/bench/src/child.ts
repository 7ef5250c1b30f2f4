import { performance } from "node:perf_hooks";
import { cpuUsage } from "node:process";
import type { Command, Reply } from "./child-messages.js";

/** The child's end of the conversation: says where it listens, answers commands, ends with its parent. */
export async function serve(
  listen: () => Promise<number>,
  answer: (command: Command) => Promise<Reply> | Reply = takeSample,
): Promise<void> {
  process.on("disconnect", () => process.exit());
  process.on("message", (command: Command) => {
    void settle(() => answer(command)).then(say);
  });
  say(await settle(async () => ({ type: "listening", port: await listen() })));
}

/** Answers `sample`, the only command to a proxy. */
function takeSample(_command: Command): Reply {
  return sampleWith(0);
}

export function sampleWith(answered: number): Reply {
  const { user, system } = cpuUsage();
  const cpu = (user + system) / 1e6;
  return { type: "sample", sample: { at: performance.now() / 1000, cpu, answered } };
}

async function settle(work: () => Promise<Reply> | Reply): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    return { type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function say(reply: Reply): void {
  process.send?.(reply);
}
