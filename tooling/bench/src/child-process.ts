import { type ChildProcess as NodeChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Command, Reply, Sample } from "./child-messages.js";
import { pinned } from "./machine.js";

/** A script in a process of its own, which answers our commands. */
export class ChildProcess {
  /** Where it listens. */
  port = 0;
  readonly #process: NodeChildProcess;
  readonly #script: URL;

  /**
   * Starts `script`, a file, with `config` as its one argument, and waits until it listens.
   * @param cpu the CPU to pin it to; undefined: not pinned
   * @throws {Error} when it does not get so far; then it is gone
   */
  static async start(script: URL, config: unknown, cpu: number | undefined): Promise<ChildProcess> {
    const child = new ChildProcess(script, config, cpu);
    try {
      child.port = (await child.#reply("listening")).port;
      return child;
    } catch (error) {
      await child.close();
      throw error;
    }
  }

  private constructor(script: URL, config: unknown, cpu: number | undefined) {
    const command = [process.execPath, fileURLToPath(script), JSON.stringify(config)];
    const [program = "", ...args] = pinned(command, cpu);
    this.#script = script;
    // The output of a child goes to stderr: stdout is for results only.
    this.#process = spawn(program, args, { stdio: ["ignore", 2, 2, "ipc"] });
  }

  async sample(): Promise<Sample> {
    return (await this.ask({ type: "sample" }, "sample")).sample;
  }

  /** Sends a command and waits for its reply. One at a time. */
  ask<Type extends Reply["type"]>(
    command: Command,
    expected: Type,
  ): Promise<Extract<Reply, { type: Type }>> {
    this.#process.send(command);
    return this.#reply(expected);
  }

  /** Ends the process, whatever it is doing, and resolves when it is gone. */
  close(): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#process.once("exit", () => resolve());
      this.#process.kill("SIGKILL");
    });
  }

  #reply<Type extends Reply["type"]>(expected: Type): Promise<Extract<Reply, { type: Type }>> {
    return new Promise((resolve, reject) => {
      const onMessage = (reply: Reply): void => {
        this.#process.off("exit", onExit).off("error", reject);
        if (isReply(reply, expected)) resolve(reply);
        else reject(new Error(reply.type === "failed" ? reply.message : `not ${expected}`));
      };
      const onExit = (code: number | null): void => {
        this.#process.off("message", onMessage);
        reject(new Error(`${this.#script.pathname} ended with ${code}; its output is above`));
      };
      this.#process.once("message", onMessage).once("exit", onExit).once("error", reject);
    });
  }
}

function isReply<Type extends Reply["type"]>(
  reply: Reply,
  type: Type,
): reply is Extract<Reply, { type: Type }> {
  return reply.type === type;
}
