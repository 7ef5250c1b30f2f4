import type {
  Attribute,
  AttributeSet,
  Matcher,
  MatchSpec,
  Message,
  StringMatch,
} from "@meltemi/core";
import { canonicalNumber } from "./canonical-number.js";

/** Part of a route table that finds its first match. */
export interface RouteIndex {
  /** The lowest index of a match that holds and is below `limit`, else `limit`. */
  find(message: Message, limit: number): number;
}

/** Up to here looking at each match in turn is as fast as looking one up. */
const SCANNED = 8;

/** One match of the table, and which values it wants of which attributes. */
interface Candidate {
  readonly index: number;
  readonly matcher: Matcher;
  readonly exact: ReadonlyMap<string, string>;
}

/**
 * Sorts matches by the exact values that they want, so that a message is compared with few of them:
 * ten thousand routes by command or method cost about what ten do.
 */
export function buildRouteIndex(
  matches: readonly MatchSpec[],
  matchers: readonly Matcher[],
  attributes: AttributeSet,
): RouteIndex {
  const candidates = matchers.map((matcher, index) => ({
    index,
    matcher,
    exact: exactValues(matches[index]?.attributes ?? {}),
  }));
  return build(candidates, attributes);
}

/** What a match wants of its attributes: only the tests that no other value can pass. */
function exactValues(entries: Readonly<Record<string, StringMatch>>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, { exact, ignoreCase = false, invert = false }] of Object.entries(entries)) {
    // exact "" means any value; so it cannot be looked up.
    if (exact !== undefined && exact !== "" && !ignoreCase && !invert) {
      values.set(name.toLowerCase(), exact);
    }
  }
  return values;
}

function build(candidates: readonly Candidate[], attributes: AttributeSet): RouteIndex {
  const name = candidates.length > SCANNED ? mostSelective(candidates) : undefined;
  if (name === undefined) return new Scan(candidates);
  const byValue = new Map<string, Candidate[]>();
  const others: Candidate[] = [];
  for (const candidate of candidates) {
    const value = candidate.exact.get(name);
    if (value === undefined) {
      others.push(candidate);
      continue;
    }
    const rest = { ...candidate, exact: without(candidate.exact, name) };
    const bucket = byValue.get(value);
    if (bucket === undefined) byValue.set(value, [rest]);
    else bucket.push(rest);
  }
  const buckets = new Map<string, RouteIndex>();
  for (const [value, bucket] of byValue) buckets.set(value, build(bucket, attributes));
  return new Lookup(attributes.want(name), buckets, build(others, attributes));
}

/** The attribute of which most matches want an exact value; of equals, the one with most values. */
function mostSelective(candidates: readonly Candidate[]): string | undefined {
  const tally = new Map<string, { matches: number; readonly values: Set<string> }>();
  for (const { exact } of candidates) {
    for (const [name, value] of exact) {
      const entry = tally.get(name) ?? { matches: 0, values: new Set() };
      entry.matches++;
      entry.values.add(value);
      tally.set(name, entry);
    }
  }
  const ranked = [...tally].sort(
    ([, a], [, b]) => b.matches - a.matches || b.values.size - a.values.size,
  );
  const [best] = ranked;
  // A look-up that replaces few comparisons costs more than they do.
  return best !== undefined && best[1].matches > SCANNED ? best[0] : undefined;
}

function without(map: ReadonlyMap<string, string>, name: string): ReadonlyMap<string, string> {
  const copy = new Map(map);
  copy.delete(name);
  return copy;
}

/** Looks at its matches one by one. */
class Scan implements RouteIndex {
  readonly #indices: Uint32Array;
  readonly #matchers: readonly Matcher[];

  constructor(candidates: readonly Candidate[]) {
    this.#indices = Uint32Array.from(candidates, (candidate) => candidate.index);
    this.#matchers = candidates.map((candidate) => candidate.matcher);
  }

  find(message: Message, limit: number): number {
    for (let i = 0; i < this.#matchers.length; i++) {
      const index = this.#indices[i] as number;
      if (index >= limit) return limit;
      if ((this.#matchers[i] as Matcher).matches(message)) return index;
    }
    return limit;
  }
}

/** Looks at the matches that want the value at hand, and at those that want none in particular. */
class Lookup implements RouteIndex {
  readonly #attribute: Attribute;
  readonly #byText: ReadonlyMap<string, RouteIndex>;
  /** The same, by number: an integer need not become text. */
  readonly #byNumber = new Map<number, RouteIndex>();
  readonly #others: RouteIndex;

  constructor(attribute: Attribute, byText: ReadonlyMap<string, RouteIndex>, others: RouteIndex) {
    this.#attribute = attribute;
    this.#byText = byText;
    this.#others = others;
    for (const [text, index] of byText) {
      const number = canonicalNumber(text);
      if (!Number.isNaN(number)) this.#byNumber.set(number, index);
    }
  }

  find(message: Message, limit: number): number {
    const wanting = this.#wanting(message);
    const found = wanting === undefined ? limit : wanting.find(message, limit);
    return this.#others.find(message, found);
  }

  #wanting(message: Message): RouteIndex | undefined {
    if (message.isInteger(this.#attribute)) {
      return this.#byNumber.get(message.integer(this.#attribute));
    }
    const text = message.text(this.#attribute);
    return text === undefined ? undefined : this.#byText.get(text);
  }
}
