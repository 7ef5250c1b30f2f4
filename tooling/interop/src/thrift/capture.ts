import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { DIALECTS, type Dialect, dialectName, LAX_DIALECTS, SERVICES } from "./dialect.js";
import { EVERYTHING } from "./everything.js";
import { outcomeOf } from "./outcome.js";
import { type Pair, type Peer, startPeers, stopPeers } from "./peers.js";
import { Scene } from "./scene.js";

/** A message as a peer sent it, for the tests of the codec. */
interface GoldenFrame {
  readonly name: string;
  readonly peer: string;
  readonly direction: "request" | "response";
  readonly hex: string;
  /** Error: an exception that the IDL declares. Failed: a TApplicationException. */
  readonly kind?: "Oneway" | "Error" | "Failed";
  /** Every attribute that the codec should find, headers too. */
  readonly attributes: Readonly<Record<string, string>>;
}

const FOLDER = fileURLToPath(
  new URL("../../../../packages/codec-thrift/test/golden/", import.meta.url),
);
/** On THeader, with the calls that ask for them. */
const HEADERS = { tenant: "blue", "x-büro": "Zürich ☃" };

/** Which response tells what went wrong, and how. */
const FAILURES: Readonly<Record<string, "Error" | "Failed">> = { refuse: "Error", crash: "Failed" };

interface CapturedCall {
  readonly request: string;
  /** Oneway calls have none. */
  readonly response?: string;
  readonly called: string;
  readonly args: readonly unknown[];
  readonly headers?: Readonly<Record<string, string>>;
}

const CALLS: readonly CapturedCall[] = [
  { request: "call", response: "reply", called: "echo", args: ["Grüße ☃"], headers: HEADERS },
  {
    request: "call with every type",
    response: "reply with every type",
    called: "echoEverything",
    args: [EVERYTHING],
  },
  { request: "call without arguments", response: "void reply", called: "nothing", args: [] },
  {
    request: "call that is refused",
    response: "IDL exception",
    called: "refuse",
    args: ["not today", 17],
  },
  {
    request: "call that crashes",
    response: "TApplicationException",
    called: "crash",
    args: ["oops"],
  },
  { request: "oneway", called: "tell", args: ["something"] },
];

/** Writes what the peers of each language say to each other into the golden files of the codec. */
export async function captureThrift(): Promise<void> {
  const peers = await startPeers();
  try {
    await mkdir(FOLDER, { recursive: true });
    for (const peer of peers) {
      const path = `${FOLDER}${peer.language.toLowerCase().replace(".", "-")}.json`;
      const frames = await framesOf(peer, peers);
      await writeFile(path, `${JSON.stringify(frames, null, 2)}\n`);
      console.log(`${path}: ${frames.length} messages`);
    }
  } finally {
    await stopPeers(peers);
  }
}

async function framesOf(peer: Peer, peers: readonly Peer[]): Promise<GoldenFrame[]> {
  const frames: GoldenFrame[] = [];
  for (const dialect of [...DIALECTS, ...LAX_DIALECTS]) {
    // Python's server cannot read such messages, but its client can.
    const other = peers.find(({ language }) => language === "Go") ?? peer;
    const server = dialect.protocol === "lax" && peer.language === "Python" ? other : peer;
    frames.push(...(await capture({ client: peer, server }, dialect)));
  }
  return frames;
}

function capture({ client, server }: Pair, dialect: Dialect): Promise<GoldenFrame[]> {
  return Scene.play(async (scene) => {
    const frames: GoldenFrame[] = [];
    const listening = await scene.server(server, dialect);
    const tap = await scene.tap(listening.port);
    const through = await scene.client(client, tap.port, dialect);
    for (const call of CALLS) {
      const { called, args } = call;
      const headers = dialect.transport === "header" ? (call.headers ?? {}) : {};
      const { length: sent } = tap.sent;
      const { length: received } = tap.received;
      await outcomeOf(through, called, args, headers);
      await listening.sees(called);
      frames.push(requestFrame(client, dialect, call, headers, tap.sent.subarray(sent)));
      if (call.response === undefined) continue;
      frames.push(responseFrame(server, dialect, call, tap.received.subarray(received)));
    }
    return frames;
  });
}

function requestFrame(
  peer: Peer,
  dialect: Dialect,
  { request, response, called }: CapturedCall,
  headers: Readonly<Record<string, string>>,
  bytes: Buffer,
): GoldenFrame {
  const oneway = response === undefined;
  // Go's clients send oneway calls as calls.
  const asCall = !oneway || peer.language === "Go";
  const names = dialect.multiplexed
    ? { method: `${SERVICES[0]}:${called}`, service: SERVICES[0], function: called }
    : { method: called, function: called };
  return {
    name: `${dialectName(dialect)}: ${oneway && asCall ? "oneway, sent as a call" : request}`,
    peer: peerName(peer),
    direction: "request",
    hex: bytes.toString("hex"),
    ...(asCall ? {} : { kind: "Oneway" }),
    attributes: {
      ...names,
      message_type: asCall ? "call" : "oneway",
      ...wireOf(dialect),
      ...headers,
    },
  };
}

function responseFrame(
  peer: Peer,
  dialect: Dialect,
  { response, called }: CapturedCall,
  bytes: Buffer,
): GoldenFrame {
  const kind = FAILURES[called];
  return {
    name: `${dialectName(dialect)}: ${response}`,
    peer: peerName(peer),
    direction: "response",
    hex: bytes.toString("hex"),
    ...(kind === undefined ? {} : { kind }),
    attributes: {
      method: called,
      function: called,
      message_type: kind === "Failed" ? "exception" : "reply",
      ...wireOf(dialect),
      ...(dialect.transport === "header" ? { "served-by": "server" } : {}),
    },
  };
}

function peerName({ language, version }: Peer): string {
  return `Apache Thrift ${version} ${language}`;
}

function wireOf({ transport, protocol }: Dialect): Record<"transport" | "protocol", string> {
  return { transport, protocol: protocol === "lax" ? "binary" : protocol };
}
