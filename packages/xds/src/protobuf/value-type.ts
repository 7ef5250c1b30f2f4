import type { WireReader } from "./wire-reader.js";
import type { WireType } from "./wire-type.js";
import type { WireWriter } from "./wire-writer.js";

/** How one value is written and read, without its tag. */
export interface ValueType {
  readonly wireType: WireType;
  /** Lists of it are one delimited run of values. */
  readonly packed: boolean;
  /** True for what stands for "not set" in fields without presence; such values are not written. */
  isZero(value: unknown): boolean;
  /** @throws {MessageError} when the value is of another type or out of range */
  write(writer: WireWriter, value: unknown, depth: number): void;
  /**
   * @param previous what the same field had before in the same message
   * @throws {MessageError} when the bytes are not such a value
   */
  read(reader: WireReader, depth: number, previous?: unknown): unknown;
}
