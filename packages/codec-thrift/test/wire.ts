import type { Struct, TypeName, Value } from "./values.js";

// Written from the specifications of the two protocols, so that no test shares code with the codec.

export function uint16(value: number): Buffer {
  return Buffer.of((value >> 8) & 0xff, value & 0xff);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

function zigzag(value: number | bigint): Buffer {
  const wide = BigInt(value);
  return varint(wide < 0n ? -2n * wide - 1n : 2n * wide);
}

const BINARY_TYPES: Readonly<Record<TypeName, number>> = {
  bool: 2,
  byte: 3,
  double: 4,
  i16: 6,
  i32: 8,
  i64: 10,
  binary: 11,
  struct: 12,
  map: 13,
  set: 14,
  list: 15,
  uuid: 16,
};

export function binaryValue(of: Value): Buffer {
  switch (of.type) {
    case "bool":
      return Buffer.of(of.value ? 1 : 0);
    case "byte":
      return Buffer.of(of.value & 0xff);
    case "i16":
      return uint16(of.value);
    case "i32":
      return uint32(of.value);
    case "i64": {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(of.value);
      return bytes;
    }
    case "double": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(of.value);
      return bytes;
    }
    case "binary":
      return Buffer.concat([uint32(of.value.length), of.value]);
    case "uuid":
      return Buffer.from(of.value);
    case "list":
    case "set":
      return Buffer.concat([
        Buffer.of(BINARY_TYPES[of.element]),
        uint32(of.value.length),
        ...of.value.map(binaryValue),
      ]);
    case "map":
      return Buffer.concat([
        Buffer.of(BINARY_TYPES[of.key], BINARY_TYPES[of.element]),
        uint32(of.value.length),
        ...of.value.flat().map(binaryValue),
      ]);
    case "struct":
      return binaryStruct(of.value);
  }
}

export function binaryStruct(fields: Struct): Buffer {
  return Buffer.concat([
    ...fields.flatMap(({ id, value }) => [
      Buffer.of(BINARY_TYPES[value.type]),
      uint16(id),
      binaryValue(value),
    ]),
    Buffer.of(0),
  ]);
}

const COMPACT_TYPES: Readonly<Record<TypeName, number>> = {
  bool: 1,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
  uuid: 13,
};

export function compactValue(of: Value): Buffer {
  switch (of.type) {
    case "bool":
      return Buffer.of(of.value ? 1 : 2); // in a container
    case "byte":
      return Buffer.of(of.value & 0xff);
    case "i16":
    case "i32":
    case "i64":
      return zigzag(of.value);
    case "double": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(of.value);
      return bytes;
    }
    case "binary":
      return Buffer.concat([varint(of.value.length), of.value]);
    case "uuid":
      return Buffer.from(of.value);
    case "list":
    case "set": {
      const { length } = of.value;
      const type = COMPACT_TYPES[of.element];
      const head =
        length < 15 ? [Buffer.of((length << 4) | type)] : [Buffer.of(0xf0 | type), varint(length)];
      return Buffer.concat([...head, ...of.value.map(compactValue)]);
    }
    case "map": {
      if (of.value.length === 0) return Buffer.of(0);
      const types = (COMPACT_TYPES[of.key] << 4) | COMPACT_TYPES[of.element];
      return Buffer.concat([
        varint(of.value.length),
        Buffer.of(types),
        ...of.value.flat().map(compactValue),
      ]);
    }
    case "struct":
      return compactStruct(of.value);
  }
}

export function compactStruct(fields: Struct): Buffer {
  const parts: Buffer[] = [];
  let last = 0;
  for (const { id, value } of fields) {
    const type = value.type === "bool" && !value.value ? 2 : COMPACT_TYPES[value.type];
    const delta = id - last;
    last = id;
    if (delta >= 1 && delta <= 15) parts.push(Buffer.of((delta << 4) | type));
    else parts.push(Buffer.of(type), zigzag(id));
    if (value.type !== "bool") parts.push(compactValue(value));
  }
  return Buffer.concat([...parts, Buffer.of(0)]);
}
