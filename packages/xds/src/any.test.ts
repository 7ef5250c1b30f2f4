import { expect, test } from "vitest";
import { messageName, packAny, unpackAny } from "./any.js";
import { makeResource } from "./make-resource.js";
import { TypeUrl } from "./type-urls.js";

const STATS = "aeraki.meta_protocol_proxy.filters.istio_stats.v1alpha.IstioStats";

test("a message is packed with its type and unpacked as it was", () => {
  const any = packAny(STATS, { destinationService: "orders" });
  expect(any.typeUrl).toBe(`type.googleapis.com/${STATS}`);
  expect(unpackAny(STATS, any)).toEqual({ destinationService: "orders" });
});

test("unpacking as another type says which it is", () => {
  const any = packAny(STATS, {});
  expect(() => unpackAny("google.protobuf.Struct", any)).toThrow(STATS);
  expect(() => unpackAny("google.protobuf.Struct", {})).toThrow("value without type");
});

test("a type URL ends with the message's full name", () => {
  expect(messageName(TypeUrl.Cluster)).toBe("envoy.config.cluster.v3.Cluster");
  expect(messageName("a.B")).toBe("a.B");
});

test("resources of the same content have the same version, with another time to live another", () => {
  const make = (byte: number, ttlMs?: number): string =>
    makeResource(TypeUrl.Cluster, "a", Uint8Array.of(byte), ttlMs).version;
  expect(make(1)).toBe(make(1));
  expect(new Set([make(1), make(2), make(1, 500)]).size).toBe(3);
});
