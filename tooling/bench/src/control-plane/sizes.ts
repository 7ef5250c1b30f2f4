import { readFileSync } from "node:fs";
import type { MeshSize } from "./mesh-resources.js";

/** How large and how often. */
export interface Sizes {
  readonly large: MeshSize;
  /** For a proxy that listens at the address of each service. */
  readonly proxied: {
    readonly mesh: MeshSize;
    /** What to say of its size. */
    readonly note: string;
    /** Why it cannot be done on this machine. */
    readonly reason: string | undefined;
  };
  readonly wide: MeshSize;
  /** That follow the wide mesh; even. */
  readonly clients: number;
  readonly turns: {
    readonly applies: number;
    readonly edits: number;
    readonly proxied: number;
    readonly fanOut: number;
    readonly compilations: number;
    readonly recompilations: number;
  };
}

/** What a proxy opens besides its listeners, and then some. */
const OTHER_FILES = 500;
const SERVICES_WITH_FEW_FILES = 2000;

export function chooseSizes(smoke: boolean): Sizes {
  const large = smoke ? sizeOf(100) : sizeOf(5000);
  const files = openFilesLimit();
  const enough = files >= large.services + OTHER_FILES;
  return {
    large,
    proxied: {
      mesh: enough ? large : sizeOf(Math.min(large.services, SERVICES_WITH_FEW_FILES)),
      note: enough ? "" : ` (a process may open ${files} files: raise ulimit -n for more)`,
      reason: process.platform === "linux" ? undefined : "only Linux has all of 127.0.0.0/8",
    },
    wide: smoke ? sizeOf(50) : sizeOf(1000),
    clients: smoke ? 10 : 200,
    turns: smoke
      ? { applies: 4, edits: 2, proxied: 4, fanOut: 2, compilations: 1, recompilations: 3 }
      : { applies: 200, edits: 50, proxied: 100, fanOut: 20, compilations: 5, recompilations: 100 },
  };
}

function sizeOf(services: number): MeshSize {
  return { services, endpoints: 10, withSubsets: services / 10 };
}

/** Node raises its limit to the hard one when it starts. Infinity where it cannot be told. */
function openFilesLimit(): number {
  try {
    const limits = readFileSync("/proc/self/limits", "latin1");
    const [, hard] = /^Max open files\s+\S+\s+(\d+)/m.exec(limits) ?? [];
    return hard === undefined ? Number.POSITIVE_INFINITY : Number(hard);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
