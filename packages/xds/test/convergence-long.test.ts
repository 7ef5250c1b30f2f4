import fc from "fast-check";
import { expect, test } from "vitest";
import { type Resource, type Snapshot, TypeUrl } from "../src/index.js";
import { resource, snapshotOf } from "./mesh.js";
import { Pipe } from "./pipe.js";

const TYPES = [
  TypeUrl.Cluster,
  TypeUrl.ClusterLoadAssignment,
  TypeUrl.Listener,
  TypeUrl.RouteConfiguration,
];
const NAMES = ["a", "b", "c", "d"];

// Every fifth content is refused by the client. One name in four is only served on demand.
const isRefused = (content: number): boolean => content % 5 === 4;
const contents = fc.nat(9);
const mesh = fc.record({
  listed: fc.uniqueArray(fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom(...NAMES), contents), {
    selector: ([type, name]) => `${type} ${name}`,
    maxLength: 10,
  }),
  onDemand: fc.option(contents, { nil: undefined }),
});
type Mesh = typeof mesh extends fc.Arbitrary<infer Value> ? Value : never;

const step = fc.oneof(
  { weight: 3, arbitrary: mesh.map((value) => ["snapshot", value] as const) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...TYPES), fc.subarray([...NAMES, "*"]))
      .map(([type, names]) => ["subscribe", type, names] as const),
  },
  { weight: 4, arbitrary: fc.nat(3).map((count) => ["to server", count] as const) },
  { weight: 4, arbitrary: fc.nat(3).map((count) => ["to client", count] as const) },
  { weight: 1, arbitrary: fc.constant(["reconnect"] as const) },
);

test.each(["delta", "sotw"] as const)(
  "over %s, client and server always agree in the end",
  (protocol) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const pipe = new Pipe(protocol);
        const refused = new Set<string>();
        pipe.handler.reject = ({ version }) => (refused.has(version) ? "refused" : undefined);
        const wanted = new Map<string, readonly string[]>();
        let last: Snapshot | undefined;
        for (const one of steps) {
          if (one[0] === "snapshot") {
            last = toSnapshot(one[1], last, refused);
            pipe.set(last);
          } else if (one[0] === "subscribe") {
            const names = withoutNarrowing(one[2], wanted.get(one[1]) ?? [], protocol);
            wanted.set(one[1], names);
            pipe.subscribe(one[1], names);
          } else if (one[0] === "to server") {
            for (let i = 0; i < one[1]; i++) pipe.clientToServer();
          } else if (one[0] === "to client") {
            for (let i = 0; i < one[1]; i++) pipe.serverToClient();
          } else pipe.reconnect();
        }
        pipe.settle();
        if (last === undefined) return;
        for (const [typeUrl, names] of wanted) {
          check(pipe, protocol, typeUrl, names, last, refused);
        }
      }),
      { numRuns: 300000 },
    );
  },
);

function check(
  pipe: Pipe,
  protocol: "delta" | "sotw",
  typeUrl: string,
  wanted: readonly string[],
  snapshot: Snapshot,
  refused: ReadonlySet<string>,
): void {
  for (const name of NAMES) {
    const held = pipe.has(typeUrl, name)?.version;
    const there = expected(typeUrl, name, wanted, snapshot)?.version;
    const where = `${protocol} ${typeUrl} ${name} of ${wanted.join()}`;
    if (there !== undefined && refused.has(there)) expect(held, where).not.toBe(there);
    else if (there !== undefined) expect(held, where).toBe(there);
    // State of the world has no way to say that a resource of these types is gone.
    else if (protocol === "delta" || isFullState(typeUrl)) expect(held, where).toBeUndefined();
  }
}

function expected(
  typeUrl: string,
  name: string,
  wanted: readonly string[],
  snapshot: Snapshot,
): Resource | undefined {
  if (!wanted.includes(name) && !wanted.includes("*")) return undefined;
  const listed = snapshot.resources(typeUrl).get(name);
  return listed ?? (wanted.includes(name) ? snapshot.onDemand?.(typeUrl, name) : undefined);
}

/** State of the world cannot say that no longer everything is wanted. */
function withoutNarrowing(
  names: readonly string[],
  before: readonly string[],
  protocol: "delta" | "sotw",
): readonly string[] {
  return protocol === "sotw" && before.includes("*") ? [...new Set([...names, "*"])] : names;
}

function isFullState(typeUrl: string): boolean {
  return typeUrl === TypeUrl.Cluster || typeUrl === TypeUrl.Listener;
}

function toSnapshot(
  { listed, onDemand }: Mesh,
  before: Snapshot | undefined,
  refused: Set<string>,
): Snapshot {
  const make = (typeUrl: string, name: string, content: number): Resource => {
    const made = resource(typeUrl, name, content);
    if (isRefused(content)) refused.add(made.version);
    return made;
  };
  return snapshotOf(
    listed.map(([typeUrl, name, content]) => make(typeUrl, name, content)),
    {
      ...(before && { before }),
      onDemand: (typeUrl, name) =>
        name === "a" && onDemand !== undefined ? make(typeUrl, name, onDemand) : undefined,
    },
  );
}
