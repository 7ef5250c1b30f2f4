import { equal } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { DIALECTS, dialectName } from "./dialect.js";
import type { Peer } from "./peers.js";
import { Scene } from "./scene.js";

const CALLS = 5;

/** Clients of every language and dialect at once, at one proxy and one server that takes them all. */
export function mixture(peers: readonly Peer[]): Scenario[] {
  // npm's server would have to be told whether frames come or not.
  const open = peers.filter(({ language }) => language !== "Node.js");
  return open.map((server) => ({
    peer: `clients of every language, ${server.language} server`,
    version: [...new Set(peers.map(({ version }) => version))].join(", "),
    name: `${peers.length * DIALECTS.length} clients of 12 dialects at once, at a THeader server that is open to all`,
    run: () => Scene.play((scene) => play(scene, peers, server)),
  }));
}

async function play(scene: Scene, peers: readonly Peer[], server: Peer): Promise<void> {
  const { port } = await scene.server(server, "any");
  const mesh = await scene.mesh(port);
  const clients = peers.flatMap((peer) => DIALECTS.map((dialect) => ({ peer, dialect })));
  await Promise.all(
    clients.map(async ({ peer, dialect }) => {
      const client = await scene.client(peer, mesh.port, dialect);
      for (let call = 0; call < CALLS; call++) {
        const text = `${peer.language}, ${dialectName(dialect)}, call ${call}`;
        equal((await client.call("echo", [text])).value, text);
      }
    }),
  );
  equal(mesh.stat("response_success"), clients.length * CALLS);
}
