import { DUBBO } from "./dubbo-example.js";
import type { Example } from "./example.js";
import { QZA } from "./qza-example.js";
import { THRIFT } from "./thrift-example.js";

/** What can be played; the first when nobody says what. */
export const EXAMPLES: readonly [Example, ...Example[]] = [QZA, DUBBO, THRIFT];

/** @throws {Error} when there is no such example */
export function findExample(name: string | undefined): Example {
  if (name === undefined) return EXAMPLES[0];
  const found = EXAMPLES.find((example) => example.name === name);
  if (found !== undefined) return found;
  const names = EXAMPLES.map((example) => example.name).join(", ");
  throw new Error(`no example "${name}"; use one of ${names}`);
}
