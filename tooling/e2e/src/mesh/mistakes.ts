import type { MeshService } from "./mesh-service.js";

type Fields = Readonly<Record<string, unknown>>;

/** A file of a folder with a mistake in it, and a part of what is to be said of that. */
export interface Mistake {
  readonly file: string;
  readonly text: string;
  readonly says: RegExp;
}

const NAMESPACE = "mistakes";
const hostOf = (name: string): string => `${name}.${NAMESPACE}.svc.cluster.local`;

/** What is right of a resource of that name, unless `fields` say otherwise. */
function router(name: string, spec: Fields, fields: Fields = {}): Fields {
  return {
    apiVersion: "metaprotocol.aeraki.io/v1alpha1",
    kind: "MetaRouter",
    metadata: { name, namespace: NAMESPACE },
    spec: { hosts: [hostOf("neighbour")], ...spec },
    ...fields,
  };
}

function entry(name: string, number: number, spec: Fields): Fields {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "ServiceEntry",
    metadata: { name, namespace: NAMESPACE },
    spec: {
      hosts: [hostOf(name)],
      resolution: "STATIC",
      ports: [{ number, name: "tcp-metaprotocol-qza", protocol: "TCP" }],
      endpoints: [{ address: "127.0.0.1" }],
      ...spec,
    },
  };
}

const file = (name: string, text: string, says: RegExp): Mistake => ({
  file: `${name}.yaml`,
  text,
  says,
});
const resource = (name: string, value: Fields, says: RegExp): Mistake =>
  file(name, JSON.stringify(value), says);

/** Every kind of mistake that a folder can have beside a service that is right. */
export function mistakesBeside({ host, port }: MeshService, free: readonly number[]): Mistake[] {
  const [first = 0, second = 0, third = 0, fourth = 0] = free;
  const to = (destination: Fields, fields: Fields = {}): Fields => ({
    destination: { host, ...destination },
    ...fields,
  });
  const routes = [{ route: [to({})] }];
  const portNamed = (name: string, number: number): Fields => ({
    ports: [{ number, name, protocol: "TCP" }],
  });
  const weights = [to({}, { weight: 50 }), to({}, { weight: 60 })];
  const badRegex = { match: { attributes: { cmd: { regex: "(" } } }, route: [to({})] };
  const badBucket = { fillInterval: "soon", maxTokens: 5, tokensPerFill: 1 };
  const nobody = [{ route: [{ destination: { host: "nobody.example.com" } }] }];
  const noSubset = [{ route: [{ destination: { host, subset: "v3" } }] }];
  return [
    file("no-yaml", "a: [1, 2\nb: }", /correct the YAML here/),
    file("noise", "\u0000\u0001\ufffd\u0000", /expected a resource/),
    file("a-list", "- 1\n- 2\n", /expected a resource, got a list/),
    file("a-word", "hello", /expected a resource, got the text "hello"/),
    file("no-kind", "apiVersion: v1\nmetadata: {name: x}\n", /"kind" is missing/),
    resource("no-name", router("x", {}, { metadata: {} }), /"name" is missing/),
    resource("unknown-kind", router("x", {}, { kind: "MetaRooter" }), /did you mean "MetaRouter"/),
    resource("other-group", router("other", {}, { apiVersion: "a.b/v1" }), /not an apiVersion of/),
    resource("bad-name", router("Bad Name", { routes }), /"Bad Name" is not a name/),
    resource("unknown-field", router("rotes", { rotes: [] }), /did you mean "routes"/),
    resource("wrong-type", router("wrong-type", { hosts: "a.b", routes }), /expected a list/),
    resource("does-nothing", router("does-nothing", {}), /does nothing/),
    resource("weights", router("weights", { routes: [{ route: weights }] }), /add up to 110/),
    resource("regex", router("regex", { routes: [badRegex] }), /missing closing \)/),
    resource(
      "bucket",
      router("bucket", { localRateLimit: { tokenBucket: badBucket } }),
      /"soon" is not a duration/,
    ),
    resource(
      "no-host",
      router("no-host", { hosts: ["a.b"], routes }),
      /no service has the host a\.b/,
    ),
    resource("host-taken", router("host-taken", { hosts: [host], routes }), /is for it already/),
    resource(
      "nobody",
      router("nobody", { hosts: [hostOf("neighbour")], routes: nobody }),
      /no service has the host nobody\.example\.com/,
    ),
    resource(
      "no-subset",
      router("no-subset", { hosts: [hostOf("other-neighbour")], routes: noSubset }),
      /v3/,
    ),
    resource(
      "no-gateway",
      router("no-gateway", { hosts: ["a.b"], gateways: ["none"], routes }),
      /there is no Gateway mistakes\/none/,
    ),
    resource("no-hosts", entry("no-hosts", first, { hosts: [] }), /1 or more entries/),
    resource(
      "no-address",
      entry("no-address", first, { endpoints: [{ address: "a.b.c" }] }),
      /is not an IP address/,
    ),
    resource("port-taken", entry("port-taken", port, {}), /is taken by/),
    resource(
      "unknown-protocol",
      entry("unknown-protocol", first, portNamed("tcp-metaprotocol-quza", first)),
      /did you mean "qza"/,
    ),
    resource(
      "no-protocol",
      entry("no-protocol", first, portNamed("tcp-metaprotocol", first)),
      /names no protocol/,
    ),
    // One stands for the other, whichever is read first.
    resource("twice-1", entry("twice", second, {}), /remove one of them/),
    resource("twice-2", entry("twice", second, {}), /remove one of them/),
    // They are right, for mistakes to be about.
    resource("neighbour", entry("neighbour", third, {}), /it is in force/),
    resource("other-neighbour", entry("other-neighbour", fourth, {}), /it is in force/),
  ];
}
