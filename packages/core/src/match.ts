import type { Message } from "./message.js";

/** One test of a text value. Exactly one of the fields is set. */
export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly contains?: string;
  /** Matches the whole value; RE2 syntax, linear time. */
  readonly regex?: string;
  /** An integer `v` with start <= v < end. */
  readonly range?: { readonly start: number; readonly end: number };
  /** true: the attribute is there, whatever its value. false: it is not. */
  readonly present?: boolean;
  /** For exact, prefix, suffix and contains. @default false */
  readonly ignoreCase?: boolean;
  /** Turns the result round for a value that is there. @default false */
  readonly invert?: boolean;
  /** An absent attribute counts as the empty text. @default false */
  readonly treatMissingAsEmpty?: boolean;
}

/** All of the attributes match. None given: always matches. */
export interface MatchSpec {
  readonly attributes?: Readonly<Record<string, StringMatch>>;
}

/** A MatchSpec, compiled. */
export interface Matcher {
  matches(message: Message): boolean;
}
