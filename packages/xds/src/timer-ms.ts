const LONGEST = 0x7fff_ffff; // of setTimeout; waiting too short does no harm here

/** The wait as setTimeout takes it: it never ends early by a fraction, nor overflows. */
export function timerMs(ms: number): number {
  return Math.min(LONGEST, Math.max(1, Math.ceil(ms)));
}
