import { hrtime } from "node:process";

/** Milliseconds of a clock that all processes of the machine share. */
export function now(): number {
  return Number(hrtime.bigint()) / 1e6;
}

/**
 * Waits for `work` no longer than that.
 * @throws {Error} that names `what` was waited for, when it takes longer
 */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `${what}: not there after ${seconds} s; run it again on a quiet machine`;
    timer = setTimeout(() => reject(new Error(message)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
