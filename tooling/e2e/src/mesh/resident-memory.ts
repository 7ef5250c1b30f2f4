import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Bytes of memory that a process has at the moment. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => undefined);
  const kibibytes =
    /^VmRSS:\s+(\d+) kB$/m.exec(status ?? "")?.[1] ??
    // Not Linux.
    (await promisify(execFile)("ps", ["-o", "rss=", "-p", `${pid}`])).stdout;
  return Number(kibibytes) * 1024;
}
