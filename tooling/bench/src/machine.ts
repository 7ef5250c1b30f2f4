import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** Which CPU runs what. Undefined: the scheduler decides, and figures are noisier. */
export interface Pinning {
  readonly generator: number | undefined;
  readonly proxy: number | undefined;
  /** For people. */
  readonly text: string;
}

/** The machine, as far as it explains figures. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cpus: number;
}

export function describeMachine(): Machine {
  const all = cpus();
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: all[0]?.model ?? "unknown",
    cpus: all.length,
  };
}

const TASKSET = "taskset"; // of util-linux

/** Generator on one CPU, proxies on another, where there are two and `taskset` can pin. */
export function choosePinning(): Pinning {
  const allowed = allowedCpus();
  const generator = allowed[0];
  const proxy = allowed.at(-1);
  if (allowed.length < 2 || generator === undefined || proxy === undefined) {
    return notPinned("fewer than two CPUs, or not Linux");
  }
  const [program = "", ...args] = pinned(["true"], proxy);
  if (spawnSync(program, args).status !== 0) return notPinned(`${TASKSET} does not work here`);
  return {
    generator,
    proxy,
    text: `pinned: generator on CPU ${generator}, proxies on CPU ${proxy}`,
  };
}

/** `command` as it runs on one CPU only; unchanged for undefined. */
export function pinned(command: readonly string[], cpu: number | undefined): readonly string[] {
  return cpu === undefined ? command : [TASKSET, "-c", String(cpu), ...command];
}

function notPinned(reason: string): Pinning {
  return { generator: undefined, proxy: undefined, text: `not pinned: ${reason}` };
}

/** The CPUs on which this process may run, which in a container need not be those of the machine. */
function allowedCpus(): readonly number[] {
  try {
    const status = readFileSync("/proc/self/status", "latin1");
    return parseCpuList(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? "");
  } catch {
    return [];
  }
}

/** The numbers in a list such as "0-2,5". */
export function parseCpuList(text: string): readonly number[] {
  return [...text.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, from, to = from]) => {
    const first = Number(from);
    return Array.from({ length: Number(to) - first + 1 }, (_, index) => first + index);
  });
}
