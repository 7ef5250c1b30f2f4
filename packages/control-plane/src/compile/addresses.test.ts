import fc from "fast-check";
import { expect, test } from "vitest";
import { allocateAddresses } from "./addresses.js";
import type { Service } from "./service.js";

function service(host: string, addresses: readonly string[] = [], wantsAddress = true): Service {
  return {
    host,
    namespace: "default",
    age: { key: `ServiceEntry/default/${host}`, created: 0, namespace: "default", name: host },
    sources: [],
    exportTo: "everyone",
    addresses,
    wantsAddress,
    resolution: "STATIC",
    isPassthrough: false,
    ports: [],
    endpoints: [],
    selector: undefined,
  };
}

const NONE: ReadonlyMap<string, string> = new Map();

const allocate = (services: readonly Service[], before = NONE) =>
  allocateAddresses(
    services.toSorted((left, right) => (left.host < right.host ? -1 : 1)),
    before,
  );

test("only services that want an address and have none get one", () => {
  const { allocated, diagnostics } = allocate([
    service("a.test"),
    service("b.test", ["10.0.0.1"]),
    service("c.test", [], false),
  ]);
  expect([...allocated.keys()]).toEqual(["a.test"]);
  expect(diagnostics).toEqual([]);
});

test("an address follows from the host, whatever else there is", () => {
  const alone = allocate([service("a.test")]).allocated.get("a.test");
  const crowd = allocate([service("0.test"), service("a.test"), service("z.test")]);
  expect(crowd.allocated.get("a.test")).toBe(alone);
});

test("an address that a host had before stays, unless somebody wrote it for another service", () => {
  const before = new Map([["a.test", "240.240.7.7"]]);
  expect(allocate([service("a.test")], before).allocated.get("a.test")).toBe("240.240.7.7");
  const taken = allocate([service("a.test"), service("b.test", ["240.240.7.7"])], before);
  expect(taken.allocated.get("a.test")).toMatch(/^240\.240\./);
  expect(taken.allocated.get("a.test")).not.toBe("240.240.7.7");
});

test("the address of a host that is gone is not given to another", () => {
  const wanted = allocate([service("a.test")]).allocated.get("a.test") ?? "";
  const { allocated } = allocate([service("a.test")], new Map([["gone.test", wanted]]));
  expect(allocated.get("a.test")).not.toBe(wanted);
});

test.each(["240.240.0.0", "240.240.1.255", "240.240.256.1", "10.0.0.1", "nonsense"])(
  "%s is not an address that a host may keep",
  (address) => {
    const { allocated } = allocate([service("a.test")], new Map([["a.test", address]]));
    expect(allocated.get("a.test")).not.toBe(address);
  },
);

test("addresses are never given twice, never end in 0 or 255, and stay when others come and go", () => {
  const hosts = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(hosts, hosts, (first, second) => {
      const named = (numbers: readonly number[]) => numbers.map((one) => service(`s${one}.test`));
      const { allocated: before } = allocate(named(first));
      const { allocated: after } = allocate(named(second), before);
      for (const addresses of [before, after]) {
        expect(new Set(addresses.values()).size).toBe(addresses.size);
        for (const address of addresses.values()) {
          expect(address).toMatch(/^240\.240\.\d+\.([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/);
        }
      }
      for (const [host, address] of after) {
        expect(before.get(host) ?? address).toBe(address);
      }
    }),
  );
});

test("when all addresses are in use, those who come last are told", () => {
  const addresses = Array.from(
    { length: 256 * 254 - 1 },
    (_, place) => `240.240.${Math.floor(place / 254)}.${(place % 254) + 1}`,
  );
  const { allocated, diagnostics } = allocate([
    service("all.test", addresses),
    service("first.test"),
    service("second.test"),
  ]);
  expect([...allocated]).toEqual([["first.test", "240.240.255.254"]]);
  expect(diagnostics).toMatchObject([
    {
      resource: "ServiceEntry/default/second.test",
      reason: "AddressesExhausted",
      severity: "error",
    },
  ]);
});
