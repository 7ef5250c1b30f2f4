/** What a codec says of an attribute, for docs, CLI and console. */
export interface AttributeDoc {
  readonly name: string;
  readonly type: "text" | "integer";
  /** Which messages carry it. */
  readonly on: "request" | "response" | "both";
  /** True when a mutation may set it. */
  readonly mutable: boolean;
  readonly description: string;
}

/**
 * A name that codecs may set and routes and filters may ask for. It lives as long as its set, and
 * `wanted` changes under the codec when configuration does, so a codec keeps the object and looks at
 * `wanted` at every message.
 */
export interface Attribute {
  /** Lower case: names are matched without regard to case, as in Aeraki. */
  readonly name: string;
  /** Place of its value in a message. */
  readonly index: number;
  /** Whether any route or filter asks for it. A codec need not set an attribute that nobody wants. */
  wanted: boolean;
}

/** The attributes of one protocol and direction. Only ever grows, so an index stays good for ever. */
export class AttributeSet {
  readonly #byName = new Map<string, Attribute>();
  readonly #all: Attribute[] = [];
  #version = 0;

  /** The attribute of that name, made if need be. For codecs: the names they can set. */
  attribute(name: string): Attribute {
    const key = name.toLowerCase();
    let attribute = this.#byName.get(key);
    if (attribute === undefined) {
      attribute = { name: key, index: this.#all.length, wanted: false };
      this.#byName.set(key, attribute);
      this.#all.push(attribute);
    }
    return attribute;
  }

  /** The attribute of that name, marked as wanted. For routes and filters. */
  want(name: string): Attribute {
    const attribute = this.attribute(name);
    if (!attribute.wanted) {
      attribute.wanted = true;
      this.#version++;
    }
    return attribute;
  }

  /** Changes whenever an attribute comes to be wanted: a codec that prepares for what is wanted compares it. */
  get version(): number {
    return this.#version;
  }

  /** Every attribute, in order of index. Grows in place: codecs with open-ended names (headers,
   * attachments) walk it to see which names are wanted. */
  get all(): readonly Attribute[] {
    return this.#all;
  }
}
