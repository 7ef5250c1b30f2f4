import { equal } from "node:assert/strict";
import type { Scenario } from "../suite.js";
import { DIALECTS, type Dialect, SERVICES } from "./dialect.js";
import { inEvery } from "./in-every.js";
import { describePair, type Pair } from "./peers.js";
import type { Scene } from "./scene.js";

const SERVERS = ["v1", "v2", "v3", "v4"] as const;

/** One header for each type of match, and another that the match refuses. */
const HEADERS = {
  tenant: { match: { exact: "blue" }, good: "blue", bad: "green" },
  trace: { match: { regex: "[0-9a-f]{8}" }, good: "00c0ffee", bad: "nothing" },
  weight: { match: { range: { start: 10, end: 20 } }, good: "10", bad: "20" },
  region: { match: { prefix: "eu-" }, good: "eu-west", bad: "us-east" },
  version: { match: { suffix: "-beta" }, good: "2-beta", bad: "2" },
} as const;
type Header = keyof typeof HEADERS;
const HEADER_NAMES = Object.keys(HEADERS) as Header[];

export function routing(pair: Pair): Scenario[] {
  return [
    {
      ...describePair(pair),
      name: "TH-2 in 12 dialects: by service, method, oneway function and five headers, to the right one of four servers",
      run: () => inEvery(DIALECTS, (scene, dialect) => isRouted(scene, pair, dialect)),
    },
  ];
}

/** Routes of a dialect, each to another server; what none is for goes to v1. */
function routesFor({ transport, multiplexed }: Dialect): readonly unknown[] {
  const method = multiplexed ? `${SERVICES[0]}:nothing` : "nothing";
  const to = (subset: string, attributes: object) => ({
    name: `to-${subset}-${Object.keys(attributes)[0]}`,
    match: { attributes },
    route: [{ cluster: "servers", subset }],
  });
  const headers = Object.fromEntries(HEADER_NAMES.map((name) => [name, HEADERS[name].match]));
  return [
    to("v4", { function: { exact: "tell" } }),
    to("v3", { method: { exact: method } }),
    ...(multiplexed ? [to("v2", { service: { exact: SERVICES[1] } })] : []),
    ...(transport === "header" ? [to("v2", headers)] : []),
    { name: "others", route: [{ cluster: "servers", subset: "v1" }] },
  ];
}

async function isRouted(scene: Scene, pair: Pair, dialect: Dialect): Promise<void> {
  const servers = await Promise.all(
    SERVERS.map((name) => scene.server(pair.server, dialect, name)),
  );
  const ports = Object.fromEntries(SERVERS.map((name, at) => [name, servers[at]?.port ?? 0]));
  const mesh = await scene.mesh(ports, { listener: { routes: routesFor(dialect) } });
  const client = await scene.client(pair.client, mesh.port, dialect);
  const expectServer = async (name: string, headers = {}, from = client): Promise<void> => {
    equal((await from.call("name", [], headers)).value, name, JSON.stringify(headers));
  };

  await expectServer("v1");
  if (dialect.multiplexed) {
    const other = await scene.client(pair.client, mesh.port, dialect, SERVICES[1]);
    await expectServer("v2", {}, other);
  }
  if (dialect.transport === "header") {
    const good = Object.fromEntries(HEADER_NAMES.map((name) => [name, HEADERS[name].good]));
    await expectServer("v2", good);
    for (const name of HEADER_NAMES)
      await expectServer("v1", { ...good, [name]: HEADERS[name].bad });
  }
  await client.call("nothing");
  await servers[2]?.sees("nothing");
  await client.call("tell", ["something"]);
  await servers[3]?.sees("tell");
}
