/** The one whose bodies the codec reads. */
export const HESSIAN2 = 2;
export const FASTJSON2 = 23;

const NAMES: Readonly<Record<number, string>> = {
  [HESSIAN2]: "hessian2",
  3: "java",
  4: "compactedjava",
  6: "fastjson",
  7: "nativejava",
  8: "kryo",
  9: "fst",
  10: "native-hessian",
  11: "avro",
  12: "protostuff",
  16: "gson",
  18: "jackson",
  21: "protobuf-json",
  22: "protobuf",
  [FASTJSON2]: "fastjson2",
  27: "msgpack",
  28: "fury",
};

/** Name of every serialization by its id of 5 bits, as Dubbo's configuration has it; else the id in decimal. */
export const SERIALIZATIONS: readonly string[] = Array.from(
  { length: 32 },
  (_, id) => NAMES[id] ?? String(id),
);
