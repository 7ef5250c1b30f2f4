import { parseArgs } from "node:util";
import type { Cell } from "./cell.js";
import { MAX_IN_FLIGHT } from "./load-client.js";
import type { LoadProtocol } from "./protocol/load-protocol.js";
import { PROTOCOLS, protocolOf } from "./protocol/protocols.js";

/** How long and how often to measure. */
export interface RunOptions {
  /** Seconds of one measurement. */
  readonly seconds: number;
  /** Seconds of load before it. */
  readonly warmUpSeconds: number;
  /** Pairs of runs of each cell; an odd number gives a median that was measured. */
  readonly runs: number;
}

interface RunningProxy {
  readonly host: string;
  readonly port: number;
  readonly pid: number;
}

const BENCHES = ["load", "filters", "micro", "control-plane"] as const;
type BenchName = (typeof BENCHES)[number];

export interface Options extends RunOptions {
  /** What to run, in order. */
  readonly benches: readonly BenchName[];
  /** What the load bench speaks, in order. */
  readonly protocols: readonly LoadProtocol[];
  /** Undefined: those of each protocol. */
  readonly cells: readonly Cell[] | undefined;
  /** Print one JSON document in place of tables. */
  readonly json: boolean;
  readonly smoke: boolean;
  /** A folder for CPU profiles of the control planes and proxies of the control-plane bench. */
  readonly profiles: string | undefined;
  /** A proxy that runs already, to be measured in place of one of our own; then there is one protocol. */
  readonly proxy: RunningProxy | undefined;
  /** Where the backend listens; 0: the kernel picks a port. */
  readonly backendPort: number;
}

export const USAGE = `pnpm bench [load|filters|micro|control-plane ...] [options]

  --seconds N        seconds of one measurement (default 2)
  --runs N           pairs of runs of each cell (default 5)
  --protocol P,...   what the load bench speaks (default qza,dubbo,thrift)
  --cells CxF,...    connections x requests in flight (default 1x1,64x1,64x32)
  --smoke            all very short, to see that it works: no figure counts
  --json             one JSON document in place of tables
  --profiles FOLDER  CPU profiles of what the control-plane bench starts
  --proxy HOST:PORT  measure a proxy that runs already; with --protocol, --proxy-pid, --backend-port
  --proxy-pid PID    its process
  --backend-port N   where our backend listens, for the proxy to connect to
`;

/** @throws {Error} with a sentence for the user, when the arguments make no sense */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seconds: { type: "string" },
      runs: { type: "string" },
      protocol: { type: "string" },
      cells: { type: "string" },
      smoke: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      profiles: { type: "string" },
      proxy: { type: "string" },
      "proxy-pid": { type: "string" },
      "backend-port": { type: "string" },
    },
  });
  const { smoke, json } = values;
  const seconds = positive("--seconds", values.seconds ?? (smoke ? "0.2" : "2"));
  const proxy = runningProxy(values.proxy, values["proxy-pid"]);
  if (proxy !== undefined && values["backend-port"] === undefined) {
    throw new Error("--proxy needs --backend-port: the port to which that proxy sends requests");
  }
  const protocols = values.protocol?.split(",").map(protocolOf) ?? PROTOCOLS;
  if (proxy !== undefined && protocols.length !== 1) {
    throw new Error("--proxy needs --protocol: the one protocol which that proxy speaks");
  }
  return {
    benches: positionals.length === 0 ? BENCHES : positionals.map(benchName),
    seconds,
    warmUpSeconds: Math.min(seconds, 1),
    runs: whole("--runs", values.runs ?? (smoke ? "1" : "5"), 1, 1000),
    protocols,
    cells: values.cells?.split(",").map(parseCell),
    json,
    smoke,
    profiles: values.profiles,
    proxy,
    backendPort: whole("--backend-port", values["backend-port"] ?? "0", 0, 65_535),
  };
}

function benchName(text: string): BenchName {
  const name = BENCHES.find((bench) => bench === text);
  if (name === undefined) throw new Error(`"${text}" is no bench; use ${BENCHES.join(", ")}`);
  return name;
}

function parseCell(text: string): Cell {
  const [, connections, inFlight] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (connections === undefined || inFlight === undefined) {
    throw new Error(`--cells: "${text}" is not CONNECTIONSxIN_FLIGHT; use a form like 64x32`);
  }
  return {
    connections: whole("--cells, connections", connections, 1, 10_000),
    inFlight: whole("--cells, in flight", inFlight, 1, MAX_IN_FLIGHT),
  };
}

function runningProxy(
  address: string | undefined,
  pid: string | undefined,
): RunningProxy | undefined {
  if (address === undefined && pid === undefined) return undefined;
  if (address === undefined || pid === undefined) {
    throw new Error("--proxy and --proxy-pid go together; give both");
  }
  const colon = address.lastIndexOf(":");
  if (colon < 1) throw new Error(`--proxy: "${address}" is not HOST:PORT; use 127.0.0.1:7000`);
  return {
    host: address.slice(0, colon),
    port: whole("--proxy", address.slice(colon + 1), 1, 65_535),
    pid: whole("--proxy-pid", pid, 1, 2 ** 31),
  };
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < 3600) return value;
  throw new Error(`${flag}: "${text}" is not a duration; use seconds, such as 2 or 0.5`);
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new Error(`${flag}: "${text}" does not fit; use a whole number from ${min} to ${max}`);
}
