import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import type { Sample } from "./child-messages.js";
import { ChildProcess } from "./child-process.js";

/** A proxy that listens and is to be measured. */
export interface Subject {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Its CPU time so far. `answered` is 0. */
  sample(): Promise<Sample>;
  close(): Promise<void>;
}

/** Starts `script` as the proxy called `name`. */
export async function startSubject(
  name: string,
  script: URL,
  config: unknown,
  cpu: number | undefined,
): Promise<Subject> {
  const child = await ChildProcess.start(script, config, cpu);
  return {
    name,
    host: "127.0.0.1",
    port: child.port,
    sample: () => child.sample(),
    close: () => child.close(),
  };
}

// sysconf(_SC_CLK_TCK) is 100 on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

/**
 * A proxy that runs already, started by somebody else. Linux only: its CPU time comes from
 * /proc/PID/stat, in ticks of 10 ms, without its child processes.
 */
export function runningSubject(name: string, host: string, port: number, pid: number): Subject {
  const sample = async (): Promise<Sample> => {
    const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => {
      throw new Error(`no process ${pid}; --proxy-pid wants the process that listens on ${port}`);
    });
    return { at: performance.now() / 1000, cpu: cpuOfStat(stat), answered: 0 };
  };
  return { name, host, port, sample, close: () => Promise.resolve() };
}

/** Seconds of CPU in a line of /proc/PID/stat: utime and stime, its fields 14 and 15. */
export function cpuOfStat(stat: string): number {
  // The name, field 2, is in brackets and may itself hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
