import {
  type AttributeSet,
  ConfigError,
  type Matcher,
  type MatchSpec,
  type Message,
} from "@meltemi/core";
import { compileMatch } from "./matcher.js";
import { buildRouteIndex, type RouteIndex } from "./route-index.js";

/** The matches of a listener's routes, compiled. Immutable. */
export class RouteTable {
  readonly #size: number;
  readonly #index: RouteIndex;

  /** @throws {ConfigError} with a path that starts with the index of the match */
  constructor(matches: readonly MatchSpec[], attributes: AttributeSet) {
    const matchers = matches.map((match, i) => compileAt(i, match, attributes));
    this.#size = matches.length;
    this.#index = buildRouteIndex(matches, matchers, attributes);
  }

  /** Index of the first match that holds, in the order given; -1 when none does. */
  find(message: Message): number {
    const found = this.#index.find(message, this.#size);
    return found === this.#size ? -1 : found;
  }
}

function compileAt(index: number, match: MatchSpec, attributes: AttributeSet): Matcher {
  try {
    return compileMatch(match, attributes);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError([index, ...error.path], error.message);
  }
}
