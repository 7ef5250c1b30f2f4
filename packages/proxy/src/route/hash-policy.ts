import type { Attribute, AttributeSet, Message } from "@meltemi/core";
import type { HashPolicyConfig } from "../config/config.js";
import { DECIMAL_BYTES, writeDecimal } from "../hash/decimal.js";
import { Word64 } from "../hash/word64.js";
import { xxHash64 } from "../hash/xx-hash64.js";

/** UTF-8 takes up to three bytes for each unit of a text, so texts of this length fit into the scratch. */
const LONGEST_IN_SCRATCH = 256;

const scratch = Buffer.alloc(Math.max(3 * LONGEST_IN_SCRATCH, DECIMAL_BYTES));

/** Hashes what a route's `hashPolicy` names, with XXH64. Several values are put together as Envoy does. */
export class HashPolicy {
  readonly #attributes: readonly Attribute[];
  readonly #sourceAddress: boolean;
  readonly #combined = new Word64();
  readonly #value = new Word64();

  /** @param attributes of requests; those that are hashed are marked as wanted */
  constructor(config: HashPolicyConfig, attributes: AttributeSet) {
    this.#attributes = config.attributes.map((name) => attributes.want(name));
    this.#sourceAddress = config.sourceAddress;
  }

  /** @returns the hash, good until the next call; undefined when the request has nothing of what is hashed */
  hash(request: Message, sourceAddress: string): Word64 | undefined {
    const combined = this.#combined.set(0, 0);
    const attributes = this.#attributes;
    let found = this.#sourceAddress;
    for (let i = 0; i < attributes.length; i++) {
      const attribute = attributes[i] as Attribute;
      if (request.has(attribute)) found = true;
      this.#combine(this.#hashAttribute(request, attribute));
    }
    if (this.#sourceAddress) this.#combine(this.#hashText(sourceAddress));
    return found ? combined : undefined;
  }

  #combine({ low, high }: Word64): void {
    this.#combined.rotateLeft(1).xor(low, high);
  }

  #hashAttribute(request: Message, attribute: Attribute): Word64 {
    if (request.isInteger(attribute)) {
      const value = request.integer(attribute);
      if (Number.isSafeInteger(value)) {
        return xxHash64(scratch, 0, writeDecimal(scratch, 0, value), 0, this.#value);
      }
    }
    return this.#hashText(request.text(attribute) ?? "");
  }

  #hashText(text: string): Word64 {
    if (text.length > LONGEST_IN_SCRATCH) {
      const bytes = Buffer.from(text);
      return xxHash64(bytes, 0, bytes.length, 0, this.#value);
    }
    return xxHash64(scratch, 0, writeText(text), 0, this.#value);
  }
}

/** Writes the text into the scratch as UTF-8; returns its bytes. */
function writeText(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return scratch.write(text);
    scratch[i] = code;
  }
  return text.length;
}
