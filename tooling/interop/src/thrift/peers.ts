import { join } from "node:path";
import { Program } from "../program.js";
import { buildPeers, PEERS } from "./build-peers.js";
import { findPython } from "./missing.js";

export const LANGUAGES = ["Node.js", "Python", "Go"] as const;
export type Language = (typeof LANGUAGES)[number];

type Role = "client" | "server";
type Command = readonly [program: string, ...args: string[]];

/** The programs of one language: one makes every client, one every server. */
export interface Peer {
  readonly language: Language;
  /** Of its Apache Thrift library. */
  readonly version: string;
  readonly clients: Program;
  readonly servers: Program;
}

/** A client's peer and a server's. */
export interface Pair {
  readonly client: Peer;
  readonly server: Peer;
}

/** Builds and starts the programs of every language. */
export async function startPeers(): Promise<readonly Peer[]> {
  await buildPeers();
  const python = (await findPython()) ?? "python3";
  const commands: Readonly<Record<Language, (role: Role) => Command>> = {
    "Node.js": (role) => [process.execPath, join(PEERS, "node", `${role}.js`)],
    Python: (role) => [python, "-B", join(PEERS, "python", `${role}.py`)],
    Go: (role) => [join(PEERS, "build", "go", "peer"), role],
  };
  return Promise.all(
    LANGUAGES.map(async (language) => {
      const [clients, servers] = await Promise.all([
        Program.start(`${language} clients`, commands[language]("client")),
        Program.start(`${language} servers`, commands[language]("server")),
      ]);
      return { language, version: String(clients.ready["version"]), clients, servers };
    }),
  );
}

export async function stopPeers(peers: readonly Peer[]): Promise<void> {
  await Promise.all(peers.flatMap(({ clients, servers }) => [clients.stop(), servers.stop()]));
}

/** Each language with itself, and each as client of another. */
export function pairsOf(peers: readonly Peer[]): readonly Pair[] {
  return peers.flatMap((client, index) => {
    const next = peers[(index + 1) % peers.length] ?? client;
    return [
      { client, server: client },
      { client, server: next },
    ];
  });
}

/** For the table. */
export function describePair({ client, server }: Pair): {
  readonly peer: string;
  readonly version: string;
} {
  const versions =
    client.version === server.version ? client.version : `${client.version} > ${server.version}`;
  return { peer: `${client.language} client, ${server.language} server`, version: versions };
}
