import { cpuUsage } from "node:process";
import { type Resource as ApiResource, readResources, resourceKey } from "@meltemi/api";
import {
  decodeMessage,
  encodeMessage,
  isMessageName,
  makeResource,
  messageName,
  type Node,
  type Resource,
  TypeUrl,
} from "@meltemi/xds";
import { type Compiler, loadCompiler, type Mesh } from "./compiler-internals.js";
import type { Figure } from "./figure.js";
import {
  destinationRule,
  type MeshSize,
  metaRouter,
  NAMESPACE,
  serviceEntry,
} from "./mesh-resources.js";

export interface CompileBenchOptions {
  readonly mesh: MeshSize;
  readonly compilations: number;
  readonly changes: number;
}

const NODE: Node = {
  id: "bench",
  cluster: "bench",
  metadata: { NAMESPACE, MELTEMI: { OUTBOUND: "vip" } },
  locality: undefined,
  userAgentName: "meltemi-bench",
  userAgentVersion: "0.0.0",
};

const TYPES = {
  cluster: TypeUrl.Cluster,
  endpoints: TypeUrl.ClusterLoadAssignment,
  listener: TypeUrl.Listener,
  routes: TypeUrl.RouteConfiguration,
} as const;

/** The pieces of a change, in this process: no network, no files. */
export async function benchCompile(options: CompileBenchOptions): Promise<readonly Figure[]> {
  const { mesh: size, compilations, changes } = options;
  const create = await loadCompiler();
  const text = yamlOf(size);
  const reading = timed(() => readAll(text));
  const resources = new Map(reading.result.map((one) => [keyOf(one), one]));

  const full: number[] = [];
  let compiler = create();
  let mesh = compile(compiler, resources);
  for (let turn = 0; turn < compilations; turn++) {
    compiler = create();
    const { milliseconds, result } = timed(() => compile(compiler, resources));
    full.push(milliseconds);
    mesh = result;
  }
  const incremental: number[] = [];
  for (let turn = 0; turn < changes; turn++) {
    const service = (turn * 37) % size.services;
    for (const one of readAll(metaRouter(service, `change-${turn}`))) {
      resources.set(keyOf(one), one);
    }
    // As the store does: a map of its own for each view.
    const view = new Map(resources);
    incremental.push(timed(() => compile(compiler, view)).milliseconds);
  }
  const snapshot = mesh.snapshot(NODE);
  const documents = text.split("---\n").length;
  return [
    {
      name: "a resource, from YAML to checked",
      unit: "µs",
      samples: [(reading.milliseconds * 1000) / documents],
    },
    { name: "all compiled, and one client's snapshot", unit: "ms", samples: full },
    { name: "the same after one changed route", unit: "ms", samples: incremental },
    ...Object.entries(TYPES).map(([name, typeUrl]) => ({
      name: `encode and hash, ${name}`,
      unit: "µs" as const,
      samples: encodings([...snapshot.resources(typeUrl).values()], compilations),
    })),
  ];
}

function yamlOf({ services, endpoints, withSubsets }: MeshSize): string {
  const each = Array.from({ length: services }, (_, service) => [
    serviceEntry(service, endpoints),
    ...(service < withSubsets ? [destinationRule(service)] : []),
    metaRouter(service, "first"),
  ]);
  return each.flat().join("---\n");
}

function readAll(text: string): readonly ApiResource[] {
  return readResources(text).map(({ resource, problems }) => {
    if (resource === undefined) throw new Error(`a resource of the bench: ${problems[0]?.message}`);
    return resource;
  });
}

function keyOf({ kind, metadata: { namespace, name } }: ApiResource): string {
  return resourceKey(kind, namespace, name);
}

/** Snapshots are made when they are asked for, so asking is a part of it. */
function compile(compiler: Compiler, resources: ReadonlyMap<string, ApiResource>): Mesh {
  const mesh = compiler.compile({ resources, addresses: new Map() });
  const snapshot = mesh.snapshot(NODE);
  for (const typeUrl of Object.values(TYPES)) snapshot.resources(typeUrl);
  return mesh;
}

/** Microseconds of one resource, in each of several rounds over all. */
function encodings(resources: readonly Resource[], rounds: number): readonly number[] {
  const decoded = resources.map(({ typeUrl, name, bytes }) => {
    const type = messageName(typeUrl);
    if (!isMessageName(type)) throw new Error(`${type} is not a message of the xDS package`);
    return { typeUrl, name, type, message: decodeMessage(type, bytes) };
  });
  return Array.from({ length: rounds }, () => {
    const { milliseconds } = timed(() => {
      for (const { typeUrl, name, type, message } of decoded) {
        makeResource(typeUrl, name, encodeMessage(type, message));
      }
    });
    return (milliseconds * 1000) / decoded.length;
  });
}

/** By the CPU that this process uses, as others may have the CPU in between. */
function timed<Result>(work: () => Result): { milliseconds: number; result: Result } {
  const start = cpuUsage();
  const result = work();
  const { user, system } = cpuUsage(start);
  return { milliseconds: (user + system) / 1000, result };
}
