import { isDeepStrictEqual } from "node:util";
import type { ConfigProblem, ReadResource, Resource, ResourceId } from "@meltemi/api";
import { keyOf } from "../sources/key-of.js";
import type { Sink } from "../sources/source.js";
import { problemText } from "../status/problem-text.js";
import { type Claim, compareClaims, mayBe } from "./claim.js";
import type { Entry } from "./entry.js";

interface Unit {
  readonly claims: ReadonlyMap<string, Claim>;
  /** Of parts that do not tell which resource they are, and of resources that it has twice. */
  readonly problems: readonly ConfigProblem[];
  /** Those of its resources as well, by their text. */
  readonly all: ReadonlyMap<string, ConfigProblem>;
}

const NO_UNIT: Unit = { claims: new Map(), problems: [], all: new Map() };

/** The resources of all sources. One that is broken keeps its last good form and does not touch the others. */
export class Store {
  readonly #units = new Map<string, Unit>();
  readonly #entries = new Map<string, Entry>();
  readonly #inForce = new Map<string, Resource>();
  /** A copy of what is in force, until that changes. */
  #resources: ReadonlyMap<string, Resource> | undefined;
  readonly #onChange: (inForce: boolean) => void;
  readonly #onProblem: (problem: ConfigProblem) => void;

  /**
   * @param onChange called after each change; `inForce` tells whether it changes what is in force
   * @param onProblem called for each problem that is new
   */
  constructor(
    onChange: (inForce: boolean) => void,
    onProblem: (problem: ConfigProblem) => void = () => {},
  ) {
    this.#onChange = onChange;
    this.#onProblem = onProblem;
  }

  /** Where the source of that index tells what it has. */
  sink(source: number): Sink {
    return {
      put: (unit, resources) => this.#put(source, unit, resources),
      remove: (unit) => this.#put(source, unit, []),
    };
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** Sorted by key. */
  entries(): readonly Entry[] {
    return [...this.#entries.keys()].sort().flatMap((key) => this.#entries.get(key) ?? []);
  }

  /** What is wrong beside resources: texts that are not YAML, unknown kinds, a resource given twice. */
  problems(): readonly ConfigProblem[] {
    return [...this.#units.keys()].sort().flatMap((unit) => this.#units.get(unit)?.problems ?? []);
  }

  /** What is in force, at this moment. Unchanged as long as nothing changes. */
  resources(): ReadonlyMap<string, Resource> {
    this.#resources ??= new Map(this.#inForce);
    return this.#resources;
  }

  #put(source: number, unit: string, resources: readonly ReadResource[]): void {
    const name = `${source}/${unit}`;
    const { claims: before, all: known } = this.#units.get(name) ?? NO_UNIT;
    const next = readUnit(source, unit, resources, before);
    if (resources.length === 0) this.#units.delete(name);
    else this.#units.set(name, next);
    let inForce = false;
    for (const key of new Set([...before.keys(), ...next.claims.keys()])) {
      const [old, claim] = [before.get(key), next.claims.get(key)];
      if (old !== claim && this.#settle(key, old, claim)) inForce = true;
    }
    if (inForce) this.#resources = undefined;
    for (const [text, problem] of next.all) if (!known.has(text)) this.#onProblem(problem);
    this.#onChange(inForce);
  }

  /** @returns whether what is in force has changed */
  #settle(key: string, old: Claim | undefined, claim: Claim | undefined): boolean {
    const entry = this.#entries.get(key);
    const claims = (entry?.claims ?? []).filter((one) => one !== old);
    if (claim !== undefined) claims.push(claim);
    claims.sort(compareClaims);
    const [first] = claims;
    if (first === undefined || first.read.id === undefined) {
      this.#entries.delete(key);
      return this.#inForce.delete(key);
    }
    const { resource, good } = inForce(entry, first);
    this.#entries.set(key, { key, id: first.read.id, resource, good, claims });
    if (resource === undefined || resource === entry?.resource) return false;
    this.#inForce.set(key, resource);
    return true;
  }
}

function inForce(before: Entry | undefined, { read }: Claim): Pick<Entry, "resource" | "good"> {
  if (read.resource === undefined) {
    return { resource: before?.resource, good: before?.good };
  }
  // Written the same: the same object, so that nothing that was made from it is made again.
  const isSame = before?.good !== undefined && isDeepStrictEqual(before.good.written, read.written);
  return { resource: isSame ? before.resource : read.resource, good: read };
}

function readUnit(
  source: number,
  unit: string,
  resources: readonly ReadResource[],
  before: ReadonlyMap<string, Claim>,
): Unit {
  const claims = new Map<string, Claim>();
  const problems: ConfigProblem[] = [];
  for (const read of resources) {
    const key = keyOf(read);
    if (key === undefined) problems.push(...read.problems);
    else if (claims.has(key)) problems.push(givenTwice(read, claims.get(key)?.read));
    else {
      const known = before.get(key);
      const isSame = known?.read === read && known.held === undefined;
      claims.set(key, isSame ? known : { source, unit, read, held: undefined });
    }
  }
  const broken = resources.filter(({ id }) => id === undefined);
  for (const [key, claim] of before) {
    const [held] = broken.find((one) => mayBe(one, claim))?.problems ?? [];
    if (held !== undefined && !claims.has(key)) claims.set(key, { ...claim, held });
  }
  const all = [...problems, ...resources.flatMap((read) => read.problems)];
  return { claims, problems, all: new Map(all.map((problem) => [problemText(problem), problem])) };
}

function givenTwice(read: ReadResource, first: ReadResource | undefined): ConfigProblem {
  const { file, line, id } = read;
  const message = `${nameOf(id)} is given twice in this file, and line ${first?.line} counts; remove one`;
  return { file, line, column: 1, path: "metadata.name", message };
}

/** `MetaRouter shop/orders`, for messages. */
export function nameOf(id: ResourceId | undefined): string {
  if (id === undefined) return "a resource";
  return `${id.kind} ${id.namespace === "" ? "" : `${id.namespace}/`}${id.name}`;
}
