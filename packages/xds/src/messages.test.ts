import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMessage, encodeMessage, isMessageName, type MessageName } from "./messages.js";

const ROUTE = "aeraki.meta_protocol_proxy.config.route.v1alpha.Route";
const PROXY = "aeraki.meta_protocol_proxy.v1alpha.MetaProtocolProxy";
const CLUSTER = "envoy.config.cluster.v3.Cluster";
const STRUCT = "google.protobuf.Struct";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const encodeAny = encodeMessage as (type: MessageName, value: unknown) => Uint8Array;

test("Aeraki's messages have the original's field numbers", () => {
  const route = {
    name: "a",
    match: { metadata: [] },
    route: { cluster: "c", hashPolicy: ["k"], requestMirrorPolicies: [{ cluster: "m" }] },
    requestMutation: [{ key: "x", value: "y" }],
    responseMutation: [{ key: "p", value: "q" }],
  };
  expect(hex(encodeMessage(ROUTE, route))).toBe(
    // 1 name, 2 match, 3 route {1 cluster, 10 hash_policy, 11 mirrors}, 19 and 20 mutations
    "0a0161 1200 1a0b0a016352016b5a030a016d 9a01060a0178120179 a201060a0170120171".replaceAll(
      " ",
      "",
    ),
  );
  const proxy = {
    statPrefix: "s",
    applicationProtocol: "p",
    rds: { routeConfigName: "r" },
    codec: { name: "c" },
    metaProtocolFilters: [{ name: "f" }],
    accessLog: [{ name: "l" }],
    idleTimeout: { seconds: 1 },
    protocol: { name: "n", multiplexing: true },
  };
  expect(hex(encodeMessage(PROXY, proxy))).toBe(
    "0a0173 120170 1a03120172 2a030a0163 32030a0166 42030a016c 5a020801 62050a016e1801".replaceAll(
      " ",
      "",
    ),
  );
});

test("maps are written in order of their keys", () => {
  const fields = { b: { numberValue: 1 }, a: { boolValue: true }, "10": { stringValue: "x" } };
  const reversed = Object.fromEntries(Object.entries(fields).reverse());
  const bytes = encodeMessage(STRUCT, { fields });
  expect(encodeMessage(STRUCT, { fields: reversed })).toEqual(bytes);
  expect(Object.keys(decodeMessage(STRUCT, bytes).fields ?? {})).toEqual(["10", "a", "b"]);
});

test("fields are written in order of their numbers, however the object has them", () => {
  const ordered = { name: "a", connectTimeout: { seconds: 1, nanos: 2 }, lbPolicy: "RANDOM" };
  const reversed = { lbPolicy: "RANDOM", connectTimeout: { nanos: 2, seconds: 1 }, name: "a" };
  expect(encodeAny(CLUSTER, reversed)).toEqual(encodeAny(CLUSTER, ordered));
});

test("zeros are left out, except where they say that a field is set", () => {
  expect(encodeMessage(CLUSTER, { name: "", type: "STATIC" })).toEqual(Uint8Array.of(0x10, 0));
  expect(encodeMessage("envoy.config.core.v3.SocketAddress", { portValue: 0 }).length).toBe(2);
  expect(encodeMessage("google.protobuf.UInt32Value", { value: 0 }).length).toBe(0);
  expect(encodeMessage(CLUSTER, { name: undefined, lbSubsetConfig: undefined }).length).toBe(0);
});

test("fields that are not known are passed over, groups included", () => {
  const unknown = [
    "f83e01",
    "f93e0102030405060708",
    "fa3e03010203",
    "fb3e0801fc3e",
    "fd3e01020304",
  ];
  const bytes = Buffer.from(`${unknown.join("")}0a0161${unknown.join("")}`, "hex");
  expect(decodeMessage(CLUSTER, bytes)).toEqual({ name: "a" });
});

test("an enumeration's value without a name is kept by its number", () => {
  const bytes = Buffer.from("30ac02", "hex");
  expect(decodeMessage(CLUSTER, bytes)).toEqual({ lbPolicy: "#300" });
  expect(hex(encodeMessage(CLUSTER, { lbPolicy: "#300" }))).toBe("30ac02");
});

test("a message that comes in two parts is one, and the last of a oneof counts", () => {
  const parts = Buffer.concat([
    encodeMessage(CLUSTER, { connectTimeout: { seconds: 5 }, type: "STATIC" }),
    encodeMessage(CLUSTER, { connectTimeout: { nanos: 7 }, clusterType: { name: "x" } }),
  ]);
  expect(decodeMessage(CLUSTER, parts)).toEqual({
    connectTimeout: { seconds: 5, nanos: 7 },
    clusterType: { name: "x" },
  });
});

test("lists of numbers are read packed and one by one", () => {
  const retriable = "envoy.config.route.v3.RetryPolicy";
  expect(decodeMessage(retriable, Buffer.from("3a03c80305", "hex"))).toEqual({
    retriableStatusCodes: [456, 5],
  });
  expect(decodeMessage(retriable, Buffer.from("38c8033805", "hex"))).toEqual({
    retriableStatusCodes: [456, 5],
  });
});

test("64-bit integers are numbers, negative ones too", () => {
  const range = { start: Number.MIN_SAFE_INTEGER, end: -1 };
  const bytes = encodeMessage("envoy.type.v3.Int64Range", range);
  expect(decodeMessage("envoy.type.v3.Int64Range", bytes)).toEqual(range);
  const largest = Buffer.from("08ffffffffffffffffff01", "hex");
  expect(decodeMessage("google.protobuf.UInt64Value", largest)).toEqual({ value: 2 ** 64 });
});

test("a key such as __proto__ is a key like others", () => {
  const bytes = Buffer.from(
    hex(encodeMessage(STRUCT, { fields: { xxproto__: { boolValue: true } } })).replace(
      "7878",
      "5f5f",
    ),
    "hex",
  );
  const { fields = {} } = decodeMessage(STRUCT, bytes);
  expect(Object.keys(fields)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
});

test.each<[MessageName, unknown, string]>([
  [CLUSTER, { connectTimeout: { seconds: "5" } }, 'connectTimeout.seconds: "5" is not an integer'],
  [CLUSTER, { connectTimeout: { seconds: 1.5 } }, "connectTimeout.seconds: 1.5 is not an integer"],
  [CLUSTER, { connectTimeout: { nanos: 2 ** 31 } }, "2147483648 is not between -2147483648 and"],
  [CLUSTER, { type: "EDSS" }, 'type: "EDSS" is not one of STATIC, STRICT_DNS'],
  [CLUSTER, { name: 1 }, "name: 1 is not a string"],
  [CLUSTER, { nmae: "a" }, "envoy.config.cluster.v3.Cluster has no field nmae"],
  [CLUSTER, { type: "EDS", name: "a", nmae: "b" }, "Cluster has no field nmae"],
  [CLUSTER, { type: "EDS", clusterType: {} }, "type: set together with clusterType"],
  [CLUSTER, { filters: [{}, { name: 7 }] }, "filters[1].name: 7 is not a string"],
  [CLUSTER, { filters: {} }, "filters: an object is not an array"],
  [CLUSTER, { loadAssignment: null }, "loadAssignment: null is not an object"],
  [CLUSTER, { ignoreHealthOnHostRemoval: 1 }, "1 is not a boolean"],
  [STRUCT, { fields: { a: { listValue: { values: [7] } } } }, 'fields["a"].listValue.values[0]: 7'],
  ["google.protobuf.Any", { value: "text" }, "is not a Uint8Array"],
])("%s refuses %o", (type, value, message) => {
  expect(() => encodeAny(type, value)).toThrow(message);
  expect(() => encodeAny(type, value)).toThrow(type);
});

test("a name is known when there is such a message", () => {
  expect(isMessageName(CLUSTER)).toBe(true);
  expect(isMessageName("envoy.config.cluster.v3.Clutter")).toBe(false);
  expect(isMessageName("toString")).toBe(false);
});

test("a value in a circle is refused", () => {
  const value: Record<string, unknown> = {};
  value["structValue"] = { fields: { value } };
  expect(() => encodeAny("google.protobuf.Value", value)).toThrow("nested deeper than 100");
});

test.each([
  ["0a05616263", "name: truncated: 5 bytes wanted, 3 left"],
  ["0affffffff0f61", "name: truncated: 4294967295 bytes wanted, 1 left"],
  ["0affffffffffffffffff0161", "name: has a length of more than 32 bits"],
  ["08", "name: has wire type 0, not 2"],
  ["0e", "name: has wire type 6, not 2"],
  ["ff", "truncated"],
  ["ffffffffffffffffffffff", "varint of more than ten bytes"],
  ["0a02c328", "name: is not UTF-8"],
  ["00", "field with number 0"],
  ["fb3e08", "truncated"],
  ["fb3e843f", "group 1007 ends as 1008"],
  ["22060a0208011201", "connectTimeout.seconds: has wire type 2, not 0"],
  ["2203080a", "connectTimeout: truncated: 3 bytes wanted, 2 left"],
])("the bytes %s are refused: %s", (bytes, message) => {
  expect(() => decodeMessage(CLUSTER, Buffer.from(bytes, "hex"))).toThrow(message);
});

test("bytes that nest without end are refused, not followed", () => {
  const nested = Buffer.from("fb3e".repeat(5000), "hex");
  expect(() => decodeMessage(CLUSTER, nested)).toThrow("nested deeper than 100");
  expect(() => decodeMessage("google.protobuf.ListValue", listsIn(200))).toThrow("nested deeper");
});

test("no input makes decoding throw anything but its own error, or hang", () => {
  const valid = encodeMessage(CLUSTER, {
    name: "outbound|80||a",
    connectTimeout: { seconds: 5 },
    metadata: { filterMetadata: { a: { fields: { b: { numberValue: 4 } } } } },
  });
  const changed = fc
    .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 8 })
    .map((changes) => {
      const bytes = Uint8Array.from(valid);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(changed, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      try {
        const value = decodeMessage(CLUSTER, bytes);
        expect(decodeMessage(CLUSTER, encodeMessage(CLUSTER, value))).toEqual(value);
      } catch (error) {
        expect(error).toHaveProperty("name", "MessageError");
      }
    }),
    { numRuns: 2000 },
  );
});

test("what was decoded shares no memory with the input", () => {
  const bytes = encodeMessage("google.protobuf.Any", { typeUrl: "x", value: Uint8Array.of(1, 2) });
  const { value } = decodeMessage("google.protobuf.Any", bytes);
  bytes.fill(0);
  expect(value).toEqual(Uint8Array.of(1, 2));
});

/** ListValue{values: [Value{list_value: ...}]}, `levels` deep. */
function listsIn(levels: number): Uint8Array {
  let bytes: Uint8Array = new Uint8Array();
  for (let i = 0; i < levels; i++) {
    const value = Buffer.concat([Buffer.of(0x32), varint(bytes.length), bytes]);
    bytes = Buffer.concat([Buffer.of(0x0a), varint(value.length), value]);
  }
  return bytes;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}
