import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Load } from "../../src/mesh/load.js";
import { Mesh } from "../../src/mesh/mesh.js";
import { type MeshProtocol, PROTOCOLS, QZA } from "../../src/mesh/mesh-protocol.js";
import type { MeshService } from "../../src/mesh/mesh-service.js";
import { countOf, outcomes, outcomesAtOnce, roundsOf40, times } from "../../src/mesh/outcomes.js";
import { rawPeers } from "../../src/mesh/raw-peers.js";
import { noteProtocol } from "../../src/note-protocol.js";

// Processes as users start them, shared by all tests: a control plane, a proxy beside the clients, and one
// before each server.
let mesh: Mesh;
const services = new Map<string, MeshService>();

beforeAll(async () => {
  mesh = await Mesh.start({ processes: true });
  for (const protocol of PROTOCOLS) {
    services.set(protocol.name, await mesh.service(protocol, { behindProxies: true }));
  }
  const inbound = (version: string) =>
    Object.assign({}, ...Array.from(services.values(), (service) => service.inbound(version)));
  const codecs = ["./examples/write-a-codec/dist/index.js"];
  await Promise.all([
    mesh.proxy({ name: "client-side", codecs }),
    mesh.proxy({ name: "server-v1", outbound: "none", inbound: inbound("v1") }),
    mesh.proxy({ name: "server-v2", outbound: "none", inbound: inbound("v2") }),
  ]);
  await mesh.apply(...Array.from(services.values(), (service) => service.resources()).flat());
}, 60_000);

afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(mesh.log());
});
afterAll(() => mesh?.close());

function serviceOf({ name }: MeshProtocol): MeshService {
  const service = services.get(name);
  if (service === undefined) throw new Error(`no service of ${name}`);
  return service;
}

const bucket = (tokens: number, fillInterval = "60s") => ({
  tokenBucket: { fillInterval, maxTokens: tokens, tokensPerFill: tokens },
});

describe.each(PROTOCOLS)("$name", (protocol) => {
  const { attribute, usual, other, overLimit, noRoute, wholeMatch } = protocol;
  const usualOnly = { attributes: { [attribute]: { exact: usual } } };

  test("A13: of 40 requests that match, between 4 and 12 go to v1 and the others to v2, but for chance", async () => {
    const service = serviceOf(protocol);
    await mesh.apply(
      service.router({
        routes: [
          {
            name: "traffic-split",
            match: { attributes: wholeMatch },
            route: [service.to("v1", { weight: 20 }), service.to("v2", { weight: 80 })],
          },
        ],
      }),
    );
    const client = await service.client();
    expect(await roundsOf40(client, usual, 4, 12)).toBeGreaterThanOrEqual(6);
    expect(await client.ask(other)).toBe(noRoute);
  });

  test("A14: 2 requests pass by the condition, 5 others by the default; the connection survives the refusals", async () => {
    const service = serviceOf(protocol);
    const client = await service.client();
    await mesh.apply(
      service.router({
        routes: [{ name: "v1", route: [service.to("v1")] }],
        localRateLimit: { ...bucket(5), conditions: [{ ...bucket(2, "10s"), match: usualOnly }] },
      }),
    );
    const limited = await outcomesAtOnce(client, 7, usual);
    expect([countOf(limited, "v1"), countOf(limited, overLimit)]).toEqual([2, 5]);
    const rest = await outcomesAtOnce(client, 7, other);
    expect([countOf(rest, "v1"), countOf(rest, overLimit)]).toEqual([5, 2]);
    await mesh.apply(service.routerTo("v1"));
    expect(await outcomes(client, 5, usual)).toEqual(times(5, "v1"));
  });

  test("A15: routes change from 'both to v1' to 'one of two to v2' on one connection, and no request fails", async () => {
    const service = serviceOf(protocol);
    const route = (version: string, regex: string) => ({
      name: version,
      match: { attributes: { ...wholeMatch, [attribute]: { regex } } },
      route: [service.to(version)],
    });
    await mesh.apply(service.router({ routes: [route("v1", `${usual}|${other}`)] }));
    const client = await service.client();
    expect([await client.ask(other), await client.ask(usual)]).toEqual(["v1", "v1"]);

    const load = await Load.start(service, { values: [usual, other] });
    await load.goesOn();
    expect(load.outcomes).toEqual(["v1"]);
    await mesh.apply(service.router({ routes: [route("v1", other), route("v2", usual)] }));
    await load.goesOn();
    await load.stop();
    expect(load.outcomes).toEqual(["v1", "v2"]);
    expect([await client.ask(other), await client.ask(usual)]).toEqual(["v1", "v2"]);
  });

  test("A16: each server-side proxy lets 2 requests pass: of 8 the first 4, two at each server", async () => {
    const service = serviceOf(protocol);
    await mesh.apply(service.router({ localRateLimit: bucket(2) }));
    const answers = await outcomes(await service.client(), 8, usual);
    expect(answers.slice(0, 4).toSorted()).toEqual(["v1", "v1", "v2", "v2"]);
    expect(answers.slice(4)).toEqual(times(4, overLimit));
  });

  test("A17: requests that a condition names are limited after 2, the others never", async () => {
    const service = serviceOf(protocol);
    await mesh.apply(
      service.router({
        routes: [{ name: "v1", route: [service.to("v1")] }],
        localRateLimit: { conditions: [{ ...bucket(2), match: usualOnly }] },
      }),
    );
    const client = await service.client();
    const answers: string[] = [];
    for (let turn = 0; turn < 6; turn++) {
      answers.push(await client.ask(other), await client.ask(usual));
    }
    expect(answers.filter((_, index) => index % 2 === 0)).toEqual(times(6, "v1"));
    expect(answers.filter((_, index) => index % 2 === 1)).toEqual([
      ...times(2, "v1"),
      ...times(4, overLimit),
    ]);
  });
});

test("A1, A2, A6: a private protocol is a codec and an ApplicationProtocol; routes, weights and errors come with it", async () => {
  const peers = rawPeers(noteProtocol());
  const note = {
    ...QZA,
    name: "note",
    host: "notes.meta-note.svc.cluster.local",
    namespace: "meta-note",
    ...peers,
  };
  const service = await mesh.service(note);
  await mesh.apply(
    {
      apiVersion: "metaprotocol.aeraki.io/v1alpha1",
      kind: "ApplicationProtocol",
      metadata: { name: "note" },
      spec: { protocol: "note", codec: "note" },
    },
    ...service.resources(),
    service.router({
      routes: [
        {
          name: "reads",
          match: { attributes: { method: { prefix: "read." } } },
          route: [service.to("v2")],
          requestMutation: [{ key: "method", value: "read.everything" }],
        },
        {
          name: "writes",
          match: { attributes: { method: { exact: "write" } } },
          route: [service.to("v1")],
        },
      ],
    }),
  );
  const client = await service.client();
  expect(await client.ask("write")).toBe("v1");
  expect(await client.ask("read.all")).toBe("v2");
  expect(peers.arrivals.map(({ message }) => message.name)).toEqual(["write", "read.everything"]);
  expect(await client.ask("burn")).toBe(noteProtocol().seenError("route-not-found"));
  expect(await client.ask("write")).toBe("v1");
});
