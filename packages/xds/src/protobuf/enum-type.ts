import { wrong } from "./scalar-types.js";
import type { ValueType } from "./value-type.js";
import { WireType } from "./wire-type.js";

/**
 * An enumeration: names in objects, numbers on the wire. A number without a name is "#" and the
 * number, so that a newer sender's value is neither lost nor taken for another.
 * @param values "NAME number", separated by commas
 */
export function enumType(values: string): ValueType {
  const names = new Map<number, string>();
  const numbers = new Map<unknown, number>();
  for (const value of values.split(",")) {
    const [name = "", digits] = value.split(" ");
    const number = Number(digits);
    numbers.set(name, number);
    if (!names.has(number)) names.set(number, name);
  }
  return {
    wireType: WireType.Varint,
    packed: true,
    isZero: (value) => numbers.get(value) === 0,
    write(writer, value) {
      const number = numbers.get(value) ?? unnamed(value);
      if (number === undefined) throw wrong(value, `one of ${[...numbers.keys()].join(", ")}`);
      writer.varint(number);
    },
    read(reader) {
      const number = reader.uint32() | 0;
      return names.get(number) ?? `#${number}`;
    },
  };
}

function unnamed(value: unknown): number | undefined {
  return typeof value === "string" && /^#-?\d{1,9}$/.test(value)
    ? Number(value.slice(1))
    : undefined;
}
