import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Bytes of memory that a process has in use (RSS). */
export async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", `${pid}`]);
  return Number(stdout) * 1024;
}
