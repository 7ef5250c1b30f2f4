import type { Place } from "./place.js";

/** What this proxy makes of the fields of a message of type T. */
export interface FieldUse<T> {
  /** The code looks at them. */
  readonly read: readonly (keyof T & string)[];
  /** They make no difference to this proxy. */
  readonly harmless?: readonly (keyof T & string)[];
  /** The proxy goes on without what they ask for, and says so. */
  readonly noted?: readonly (keyof T & string)[];
}

/** Names of fields that are not refused; true: noted. */
export type FieldTable = ReadonlyMap<string, boolean>;

/** Every field that is not named is refused: nobody should believe in a setting that does nothing. */
export function fieldTable<T>({ read, harmless = [], noted = [] }: FieldUse<T>): FieldTable {
  return new Map([
    ...[...read, ...harmless].map((name) => [name, false] as const),
    ...noted.map((name) => [name, true] as const),
  ]);
}

/**
 * @param message decoded, so that every field that it has is set
 * @throws {XdsResourceError} when the table does not have one of them
 */
export function checkFields(message: object, table: FieldTable, place: Place): void {
  for (const name in message) {
    const isNoted = table.get(name);
    if (isNoted === false) continue;
    const field = place.at(fieldName(name));
    if (isNoted !== true) throw field.error("is not supported by this proxy; remove it");
    field.note("not acted on by this proxy");
  }
}

/** As in .proto files: http2ProtocolOptions is http2_protocol_options. */
function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
