import { AttributeSet, Message, type StringMatch } from "@meltemi/core";
import type { RouteConfig } from "../config/config.js";
import { compileMatch } from "./matcher.js";

/** How a request fared with every route of a table. */
export interface RouteExplanation {
  /** Index of the route that it takes; -1: none. */
  readonly taken: number;
  /** One for each route, in their order, also those behind the one that is taken. */
  readonly attempts: readonly RouteAttempt[];
}

export interface RouteAttempt {
  readonly route: RouteConfig;
  readonly matched: boolean;
  readonly attributes: readonly AttributeAttempt[];
}

/** One test of a route's match. */
export interface AttributeAttempt {
  readonly name: string;
  readonly test: StringMatch;
  /** Undefined: the request has no such attribute. */
  readonly value: string | undefined;
  readonly matched: boolean;
}

/**
 * Tells which route a request with these attributes takes, and why the others did not match: by the very
 * matchers that the proxy runs.
 * @param attributes by name; case makes no difference
 * @throws {ConfigError} when a match cannot be compiled
 */
export function explainRoutes(
  routes: readonly RouteConfig[],
  attributes: Readonly<Record<string, string>>,
): RouteExplanation {
  const values = new Map(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const attempts = routes.map((route) => {
    const tests = Object.entries(route.match.attributes ?? {}).map(([name, test]) => {
      const value = values.get(name.toLowerCase());
      return { name, test, value, matched: matches(name, test, value) };
    });
    return { route, attributes: tests, matched: tests.every(({ matched }) => matched) };
  });
  return { taken: attempts.findIndex(({ matched }) => matched), attempts };
}

function matches(name: string, test: StringMatch, value: string | undefined): boolean {
  const set = new AttributeSet();
  const matcher = compileMatch({ attributes: { [name]: test } }, set);
  const message = new Message();
  if (value !== undefined) message.setText(set.want(name), value);
  return matcher.matches(message);
}
