import { type ConfigRecord, type Finding, recordAt } from "@meltemi/api";

/** Tables of balancers that cannot be made. */
export function checkBalancer(cluster: ConfigRecord): Finding[] {
  return [
    ...checkRingSizes(recordAt(cluster, "ringHash")),
    ...checkTableSize(recordAt(cluster, "maglev")),
  ];
}

function checkRingSizes({ path, value }: ConfigRecord): Finding[] {
  const { minimumRingSize: minimum, maximumRingSize: maximum } = value;
  if (typeof minimum !== "number" || typeof maximum !== "number" || minimum <= maximum) return [];
  const message = `minimumRingSize (${minimum}) is above maximumRingSize (${maximum}); lower it`;
  return [{ path, message }];
}

function checkTableSize({ path, value }: ConfigRecord): Finding[] {
  const { tableSize } = value;
  if (!isSize(tableSize) || isPrime(tableSize)) return [];
  const message = `${tableSize} is not a prime number; the next that is one is ${nextPrime(tableSize)}`;
  return [{ path: [...path, "tableSize"], message }];
}

/** The schema has complained of others. */
function isSize(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 2 && (value as number) <= 5_000_011;
}

function nextPrime(number: number): number {
  let next = number + 1;
  while (!isPrime(next)) next++;
  return next;
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false;
  }
  return true;
}

/** A policy that names nothing to hash. */
export function checkHashPolicy(route: ConfigRecord): Finding[] {
  if (route.value["hashPolicy"] === undefined) return [];
  const { path, value } = recordAt(route, "hashPolicy");
  const { attributes, sourceAddress } = value;
  if (!Array.isArray(attributes) || attributes.length > 0 || sourceAddress !== false) return [];
  const message = "names nothing to hash; give it attributes, or sourceAddress: true";
  return [{ path, message }];
}
