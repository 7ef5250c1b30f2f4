import type { Messages } from "@meltemi/xds";
import type { MutationEntry } from "../../config/config.js";
import { checkFields, fieldTable } from "./field-table.js";
import type { Place } from "./place.js";

type KeyValue = Messages["aeraki.meta_protocol_proxy.config.route.v1alpha.KeyValue"];
type HeaderValueOption = Messages["envoy.config.core.v3.HeaderValueOption"];

/** The bounds of the original's API. */
const MAX_ENTRIES = 1000;
const MAX_BYTES = 16_384;

/** @throws {XdsResourceError} when there are too many, or one has no key or is too long */
export function readMutations(
  entries: readonly KeyValue[] | undefined,
  place: Place,
): readonly MutationEntry[] {
  if (entries === undefined) return [];
  if (entries.length > MAX_ENTRIES) {
    throw place.error(`has ${entries.length} entries; give ${MAX_ENTRIES} at most`);
  }
  return entries.map(({ key = "", value = "" }, index) => {
    const at = place.at(index);
    if (key === "") throw at.at("key").error("is empty; name an attribute");
    checkLength(key, at.at("key"));
    checkLength(value, at.at("value"));
    return { key, value };
  });
}

function checkLength(text: string, place: Place): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_BYTES) throw place.error(`has ${bytes} bytes; give ${MAX_BYTES} at most`);
}

const OPTION = fieldTable<HeaderValueOption>({
  read: ["header", "appendAction"],
  // In this envelope a header stands for an attribute that is set, and nothing is ever appended.
  harmless: ["append", "keepEmptyValue"],
});

/** Headers to add, which in the HTTP envelope stand for mutations. @throws as readMutations */
export function readHeadersToAdd(
  options: readonly HeaderValueOption[] | undefined,
  place: Place,
): readonly MutationEntry[] {
  const entries = options?.map((option, index): KeyValue => {
    const at = place.at(index);
    checkFields(option, OPTION, at);
    const { header = {}, appendAction = "APPEND_IF_EXISTS_OR_ADD" } = option;
    if (header.rawValue !== undefined) {
      throw at.at("header").at("raw_value").error("is not supported; use value");
    }
    if (
      appendAction !== "APPEND_IF_EXISTS_OR_ADD" &&
      appendAction !== "OVERWRITE_IF_EXISTS_OR_ADD"
    ) {
      const text = `${appendAction} is not supported; use OVERWRITE_IF_EXISTS_OR_ADD`;
      throw at.at("append_action").error(text);
    }
    return { key: header.key, value: header.value };
  });
  return readMutations(entries, place);
}
