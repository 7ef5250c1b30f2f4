import type { Attribute, Matcher, Message } from "@meltemi/core";
import type { ValueTest } from "./value-test.js";

/** What an entry does besides its test. */
export interface Treatment {
  /** Turns the result round. */
  readonly invert: boolean;
  /** An absent attribute counts as the empty text. */
  readonly treatMissingAsEmpty: boolean;
}

/** Tests the value of one attribute. */
export class AttributeMatcher implements Matcher {
  readonly #attribute: Attribute;
  readonly #test: ValueTest;
  readonly #invert: boolean;
  readonly #whenAbsent: boolean;

  constructor(attribute: Attribute, test: ValueTest, treatment: Treatment) {
    this.#attribute = attribute;
    this.#test = test;
    this.#invert = treatment.invert;
    // What is not there does not match, and is not inverted either: Envoy's rule.
    this.#whenAbsent = treatment.treatMissingAsEmpty && test.text("") !== treatment.invert;
  }

  matches(message: Message): boolean {
    if (message.isInteger(this.#attribute)) {
      return this.#test.integer(message.integer(this.#attribute)) !== this.#invert;
    }
    const text = message.text(this.#attribute);
    if (text === undefined) return this.#whenAbsent;
    return this.#test.text(text) !== this.#invert;
  }
}

/** Tests whether one attribute is there. */
export class PresenceMatcher implements Matcher {
  readonly #attribute: Attribute;
  readonly #whenThere: boolean;
  readonly #whenAbsent: boolean;

  constructor(attribute: Attribute, present: boolean, treatment: Treatment) {
    this.#attribute = attribute;
    this.#whenThere = present !== treatment.invert;
    this.#whenAbsent = treatment.treatMissingAsEmpty ? this.#whenThere : !this.#whenThere;
  }

  matches(message: Message): boolean {
    return message.has(this.#attribute) ? this.#whenThere : this.#whenAbsent;
  }
}
