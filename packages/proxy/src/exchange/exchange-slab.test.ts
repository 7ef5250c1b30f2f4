import { ErrorKind, MessageKind, TextCache } from "@meltemi/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Phase, type ProxyExchange } from "./exchange.js";
import { ExchangeSlab } from "./exchange-slab.js";

const newSlab = (): ExchangeSlab => new ExchangeSlab(new TextCache());

/** An exchange whose request is `bytes`, with the first `replySize` of them needed for a reply. */
function request(slab: ExchangeSlab, bytes: Buffer, replySize: number, start = 0): ProxyExchange {
  const exchange = slab.acquire();
  exchange.request.reset(MessageKind.Request, bytes, start);
  exchange.request.size = bytes.length - start;
  exchange.request.replySize = replySize;
  return exchange;
}

function replyBytes({ request: { bytes, start, size, replySize } }: ProxyExchange): string {
  return Buffer.from(bytes.subarray(start, start + Math.min(size, replySize))).toString();
}

test("a released exchange holds no bytes of its request", () => {
  const slab = newSlab();
  const exchange = request(slab, Buffer.alloc(1 << 20), 0);
  slab.release(exchange);
  expect(exchange.request.bytes).toHaveLength(0);
});

test("exchanges in use are all different, and slots are used again", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 600, size: "max" }), (choices) => {
      const slab = newSlab();
      const used: ProxyExchange[] = [];
      let most = 0;
      for (const choice of choices) {
        if (choice % 5 < 3) {
          const exchange = slab.acquire();
          expect(used.includes(exchange)).toBe(false);
          used.push(exchange);
          most = Math.max(most, used.length);
        } else if (used.length > 0) {
          const [over] = used.splice(choice % used.length, 1);
          slab.release(over as ProxyExchange);
        }
      }
      expect(new Set(used.map((exchange) => exchange.slot)).size).toBe(used.length);
      for (const exchange of used) expect(exchange.slot).toBeLessThan(most);
    }),
  );
});

test("a released exchange comes back as a fresh one, of another generation", () => {
  const slab = newSlab();
  const exchange = slab.acquire();
  const { generation } = exchange;
  exchange.phase = Phase.Upstream;
  exchange.oneway = true;
  exchange.requestMutation.set("a", "1");
  exchange.responseMutation.set("b", "2");
  exchange.reply({ kind: ErrorKind.Fault, source: "proxy", retriable: false, text: "fault" });
  slab.release(exchange);
  const again = slab.acquire();
  expect(again).toBe(exchange);
  expect(again.generation).not.toBe(generation);
  expect(again.phase).toBe(Phase.Free);
  expect(again.error).toBeUndefined();
  expect(again.oneway).toBe(false);
  expect(again.requestMutation.size).toBe(0);
  expect(again.responseMutation.size).toBe(0);
  expect(again.clusterName + again.routeName + again.endpointAddress).toBe("");
});

/** Looks at the deadlines at each of those times; returns when each exchange expired. */
function expireAt(slab: ExchangeSlab, times: readonly number[]): Map<ProxyExchange, number> {
  const expired = new Map<ProxyExchange, number>();
  for (const time of times) {
    slab.expireDue(time, (exchange) => {
      expect(expired.has(exchange)).toBe(false);
      expired.set(exchange, time);
    });
  }
  return expired;
}

test("a deadline expires at the first look that is not early, however irregular the looks", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.001, max: 2000, noNaN: true }), { minLength: 1 }),
      fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 1, max: 1e9, noNaN: true }),
      (timeouts, gaps, now) => {
        const slab = newSlab();
        const exchanges = timeouts.map((timeout) => {
          const exchange = slab.acquire();
          slab.setDeadline(exchange, now, timeout);
          return exchange;
        });
        let time = now;
        const looks = gaps.map((gap) => {
          time += gap;
          return time;
        });
        const expired = expireAt(slab, looks);
        for (const [i, exchange] of exchanges.entries()) {
          const due = now + (timeouts[i] as number);
          expect(expired.get(exchange)).toBe(looks.find((look) => look >= due));
        }
      },
    ),
  );
});

test("a deadline is kept when the slab grows under it", () => {
  const slab = newSlab();
  const first = slab.acquire();
  slab.setDeadline(first, 1000, 100);
  const others = Array.from({ length: 5000 }, () => slab.acquire());
  const last = others.at(-1) as ProxyExchange;
  slab.setDeadline(last, 1000, 200);
  expect([...expireAt(slab, [1099, 1100, 1200])]).toEqual([
    [first, 1100],
    [last, 1200],
  ]);
});

test("a deadline years ahead is not taken for one that has passed", () => {
  const slab = newSlab();
  const first = slab.acquire();
  const others = Array.from({ length: 5000 }, () => slab.acquire()); // the slab has grown
  for (const exchange of [first, ...others]) slab.setDeadline(exchange, 1000, 2 ** 40);
  expect(expireAt(slab, [1000, 2 ** 31, 2 ** 32, 2 ** 40]).size).toBe(0);
});

test("a deadline expires once, and neither a released exchange nor one without", () => {
  const slab = newSlab();
  const [due, over, none, moved] = [slab.acquire(), slab.acquire(), slab.acquire(), slab.acquire()];
  for (const exchange of [due, over, none, moved]) slab.setDeadline(exchange, 1000, 40);
  slab.setDeadline(none, 1000, 0);
  slab.release(over);
  expect(slab.acquire()).toBe(over);
  slab.setDeadline(moved, 1000, 400);
  expect([...expireAt(slab, [1040, 1200, 1400, 5000]).keys()]).toEqual([due, moved]);
});

test("exchanges may end and others begin while deadlines expire", () => {
  const slab = newSlab();
  const all = Array.from({ length: 256 }, () => slab.acquire());
  for (const exchange of all) slab.setDeadline(exchange, 1000, 20);
  const expired = new Set<ProxyExchange>();
  slab.expireDue(1019, () => expect.fail("early"));
  slab.expireDue(1020, (exchange) => {
    expired.add(exchange);
    // The others on its connection end with it, and what waited for their place begins.
    const next = all[exchange.slot + 1];
    slab.release(exchange);
    if (next !== undefined) slab.release(next);
    for (let i = 0; i < 3; i++) slab.setDeadline(slab.acquire(), 1020, 1000);
  });
  expect(expired.size).toBe(128);
});

test("only exchanges that have begun are active", () => {
  const slab = newSlab();
  const [spare, active, over] = [slab.acquire(), slab.acquire(), slab.acquire()];
  active.phase = Phase.Upstream;
  over.phase = Phase.Upstream;
  slab.release(over);
  const visited: ProxyExchange[] = [];
  slab.forEachActive((exchange) => visited.push(exchange));
  expect(visited).toEqual([active]);
  expect(spare.phase).toBe(Phase.Free);
});

test("reply bytes outlive their read buffer, their neighbours and the growth of the slab", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ size: fc.nat(300), replySize: fc.nat(300), start: fc.nat(20) }), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.constantFrom(0, 300, 2100, 5000) /* the slab doubles at powers of two */,
      (shapes, others) => {
        const slab = newSlab();
        const readBuffer = Buffer.alloc(400);
        const kept: { exchange: ProxyExchange; expected: string }[] = [];
        for (const [i, { size, replySize, start }] of shapes.entries()) {
          readBuffer.fill(0x61 + (i % 26));
          const bytes = readBuffer.subarray(0, start + size);
          const exchange = request(slab, bytes, replySize, start);
          const expected = replyBytes(exchange);
          slab.keepReplyBytes(exchange);
          kept.push({ exchange, expected });
          if (i % 3 === 1) slab.release((kept.shift() as { exchange: ProxyExchange }).exchange);
        }
        readBuffer.fill(0);
        for (let i = 0; i < others; i++) {
          slab.keepReplyBytes(request(slab, Buffer.alloc(128, 0x23), 128));
        }
        for (const { exchange, expected } of kept) expect(replyBytes(exchange)).toBe(expected);
      },
    ),
    { numRuns: 30 },
  );
});

test("a reply size beyond the message keeps the message and nothing behind it", () => {
  const slab = newSlab();
  const neighbour = request(slab, Buffer.from("n".repeat(128)), 128);
  const exchange = request(slab, Buffer.from("short").subarray(0, 3), 1000);
  slab.keepReplyBytes(neighbour);
  slab.keepReplyBytes(exchange);
  expect(replyBytes(exchange)).toBe("sho");
  expect(replyBytes(neighbour)).toBe("n".repeat(128));
});
