import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes by which buffers and heap have grown, garbage aside, when `work` is done. */
export async function growthOf(work: () => Promise<void>): Promise<number> {
  const before = await usedBytes();
  await work();
  return (await usedBytes()) - before;
}

/** The memory behind a buffer is given back in the background, some time after the buffer is collected. */
async function usedBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
}
