import { contentHash } from "@meltemi/xds";
import { type Diagnostic, diagnose } from "./diagnostic.js";
import { sameItems } from "./memo.js";
import type { Service } from "./service.js";

export interface Addresses {
  /** Addresses that were given here, by host, in the order of the hosts. */
  readonly allocated: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** 240.240.0.0/16 without the addresses that end in 0 and 255. */
const PER_BLOCK = 254;
const SPACE = 256 * PER_BLOCK;
const RANGE = /^240\.240\.(\d{1,3})\.(\d{1,3})$/;

/**
 * Gives an address to each service that wants one and has none. A host keeps the address that it had; another gets
 * one that follows from its name, so that the same hosts get the same addresses everywhere.
 * @param services sorted by host
 * @param before addresses by host
 */
export function allocateAddresses(
  services: readonly Service[],
  before: ReadonlyMap<string, string>,
): Addresses {
  const taken = new Set<number>();
  const waiting: Service[] = [];
  const places = new Map<string, number>();
  for (const { addresses } of services) {
    for (const address of addresses) reserve(taken, placeOf(address));
  }
  for (const service of services) {
    if (!service.wantsAddress || service.addresses.length > 0) continue;
    const place = placeOf(before.get(service.host) ?? "");
    if (place === undefined || taken.has(place)) waiting.push(service);
    else {
      taken.add(place);
      places.set(service.host, place);
    }
  }

  // Hosts that are gone may come back, and clients may still know where they were.
  const avoided = new Set(taken);
  for (const address of before.values()) reserve(avoided, placeOf(address));
  const diagnostics: Diagnostic[] = [];
  for (const { host, age } of waiting) {
    const place = freePlace(host, avoided) ?? freePlace(host, taken);
    if (place === undefined) {
      const message = `all ${SPACE} addresses of 240.240.0.0/16 are in use, so ${host} has none; write one under spec.addresses`;
      diagnostics.push(diagnose(age.key, "AddressesExhausted", message));
      continue;
    }
    taken.add(place);
    avoided.add(place);
    places.set(host, place);
  }
  const allocated = new Map<string, string>();
  for (const { host } of services) {
    const place = places.get(host);
    if (place !== undefined) allocated.set(host, addressAt(place));
  }
  return { allocated, diagnostics };
}

export function sameAddresses(left: Addresses, right: Addresses): boolean {
  if (left.allocated.size !== right.allocated.size) return false;
  for (const [host, address] of left.allocated) {
    if (right.allocated.get(host) !== address) return false;
  }
  return left.diagnostics.length === 0 && right.diagnostics.length === 0;
}

/** Whether two lists of services are sure to get the same addresses. */
export function sameClaims(left: readonly Service[], right: readonly Service[]): boolean {
  return (
    left.length === right.length &&
    left.every((one, index) => {
      const other = right[index];
      if (one === other) return true;
      return (
        one.host === other?.host &&
        one.wantsAddress === other.wantsAddress &&
        one.age.key === other.age.key &&
        sameItems(one.addresses, other.addresses)
      );
    })
  );
}

const text = new TextEncoder();

function freePlace(host: string, taken: ReadonlySet<number>): number | undefined {
  if (taken.size >= SPACE) return undefined;
  const start = Number.parseInt(contentHash(text.encode(host)).slice(0, 8), 16);
  for (let step = 0; step < SPACE; step++) {
    const place = (start + step) % SPACE;
    if (!taken.has(place)) return place;
  }
  return undefined;
}

function placeOf(address: string): number | undefined {
  const [, third, last] = RANGE.exec(address) ?? [];
  const block = Number(third);
  const index = Number(last) - 1;
  return block <= 255 && index >= 0 && index < PER_BLOCK ? block * PER_BLOCK + index : undefined;
}

function addressAt(place: number): string {
  return `240.240.${Math.floor(place / PER_BLOCK)}.${(place % PER_BLOCK) + 1}`;
}

function reserve(places: Set<number>, place: number | undefined): void {
  if (place !== undefined) places.add(place);
}
