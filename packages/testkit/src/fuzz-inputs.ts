/** Integers in [0, bound), the same for the same seed. */
type Random = (bound: number) => number;

/** mulberry32: small, fast, and even enough to choose bytes. */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

export interface FuzzOptions {
  /** @default 1 */
  readonly seed?: number;
  /** @default 500 */
  readonly runs?: number;
}

/**
 * Bytes to throw at a codec, the same for the same seed: pure noise, and whole samples that were
 * damaged by changed bytes, extreme values, cuts, repeats and insertions.
 */
export function* fuzzInputs(
  samples: readonly Uint8Array[],
  options: FuzzOptions = {},
): Generator<Uint8Array> {
  const random = seededRandom(options.seed ?? 1);
  const runs = options.runs ?? 500;
  for (let run = 0; run < runs; run++) {
    const sample = samples[random(samples.length)];
    if (sample === undefined || random(4) === 0) yield noise(random(300), random);
    else yield damage(sample, random);
  }
}

function noise(length: number, random: Random): Uint8Array {
  return Uint8Array.from({ length }, () => random(256));
}

const EXTREMES = [0x00, 0x01, 0x7f, 0x80, 0xff];

function damage(sample: Uint8Array, random: Random): Uint8Array {
  let bytes = Array.from(sample);
  const changes = 1 + random(4);
  for (let change = 0; change < changes; change++) {
    const at = random(bytes.length + 1);
    const length = random(8);
    const part = bytes.slice(at, at + length);
    switch (random(6)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes.fill(EXTREMES[random(EXTREMES.length)] as number, at, at + 1 + random(4));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes.splice(at, length);
        break;
      case 4:
        bytes.splice(at, 0, ...part);
        break;
      default:
        bytes.splice(at, 0, ...noise(length, random));
    }
  }
  return Uint8Array.from(bytes);
}
