import { type Attribute, ExactText, type Matcher, type Message } from "@meltemi/core";
import { canonicalNumber } from "./canonical-number.js";
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

/** Tests one attribute for one value, which is not the empty text. */
export class ExactMatcher implements Matcher {
  readonly #attribute: Attribute;
  readonly #text: ExactText;
  readonly #number: number;
  readonly #invert: boolean;
  readonly #whenAbsent: boolean;

  constructor(attribute: Attribute, text: string, { invert, treatMissingAsEmpty }: Treatment) {
    this.#attribute = attribute;
    this.#text = new ExactText(text);
    this.#number = canonicalNumber(text);
    this.#invert = invert;
    this.#whenAbsent = treatMissingAsEmpty && invert;
  }

  matches(message: Message): boolean {
    const attribute = this.#attribute;
    if (message.isInteger(attribute)) {
      return (message.integer(attribute) === this.#number) !== this.#invert;
    }
    if (!message.has(attribute)) return this.#whenAbsent;
    return message.isText(attribute, this.#text) !== this.#invert;
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
