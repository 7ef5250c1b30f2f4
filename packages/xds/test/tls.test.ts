import { afterEach, expect, test } from "vitest";
import {
  type ClientTls,
  createXdsClient,
  createXdsServer,
  type ServerTls,
  TypeUrl,
  type XdsClient,
  type XdsServer,
} from "../src/index.js";
import { certificate, identity } from "./certificate.js";
import { NODE, resource, TestSource } from "./mesh.js";
import { Recorder } from "./recorder.js";

const { Cluster } = TypeUrl;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

async function serve(tls: ServerTls): Promise<XdsServer> {
  const source = new TestSource();
  source.set([resource(Cluster, "a")]);
  const server = await createXdsServer({ source, tls });
  cleanUp.push(() => server.close());
  return server;
}

function connect({ port }: XdsServer, handler: Recorder, tls?: ClientTls): XdsClient {
  const client = createXdsClient({
    address: `127.0.0.1:${port}`,
    node: NODE,
    handler,
    backOff: { initialMs: 20, maxMs: 20 },
    ...(tls && { tls }),
  });
  cleanUp.push(() => client.close());
  client.subscribe(Cluster, "*");
  return client;
}

const failure = (handler: Recorder): string | undefined =>
  handler.states.find((state) => state.startsWith("disconnected"));

const FIRST_CA = certificate("first-ca.pem");
const SECOND_CA = certificate("second-ca.pem");

test("a client that trusts the server's authority connects, one that does not says so", async () => {
  const server = await serve(identity("first", "server"));
  const good = new Recorder();
  connect(server, good, { authorities: FIRST_CA });
  await good.until(() => good.held.size === 1);

  const bad = new Recorder();
  connect(server, bad, { authorities: SECOND_CA });
  await bad.until(() => failure(bad) !== undefined);
  expect(failure(bad)).toContain("certificate");
});

test("the server's name is checked", async () => {
  const server = await serve(identity("first", "server"));
  const good = new Recorder();
  connect(server, good, { authorities: FIRST_CA, serverName: "xds.test" });
  await good.until(() => good.held.size === 1);

  const bad = new Recorder();
  connect(server, bad, { authorities: FIRST_CA, serverName: "other.test" });
  await bad.until(() => failure(bad) !== undefined);
  expect(failure(bad)).toContain("other.test");
});

test("a server with client authorities takes only clients with their certificates", async () => {
  const server = await serve({ ...identity("first", "server"), clientAuthorities: SECOND_CA });
  const good = new Recorder();
  connect(server, good, { authorities: FIRST_CA, ...identity("second", "client") });
  await good.until(() => good.held.size === 1);

  for (const tls of [{}, identity("first", "client")]) {
    const bad = new Recorder();
    connect(server, bad, { authorities: FIRST_CA, ...tls });
    await bad.until(() => failure(bad) !== undefined);
    expect(bad.held.size).toBe(0);
  }
});

test("new certificates count for new connections, and open ones stay", async () => {
  const server = await serve(identity("first", "server"));
  const before = new Recorder();
  connect(server, before, { authorities: FIRST_CA });
  await before.until(() => before.held.size === 1);

  server.setTls(identity("second", "server"));
  const after = new Recorder();
  const client = connect(server, after, { authorities: FIRST_CA });
  await after.until(() => failure(after) !== undefined);
  client.setTls({ authorities: SECOND_CA });
  await after.until(() => after.held.size === 1);
  expect(failure(before)).toBeUndefined();
});

test("certificates that cannot be used are refused, and the former ones stay", async () => {
  const server = await serve(identity("first", "server"));
  const mixed = {
    certificate: certificate("first-server.pem"),
    privateKey: certificate("second-server.key"),
  };
  expect(() => server.setTls(mixed)).toThrow("the certificates cannot be used");
  expect(() => server.setTls({ certificate: "no", privateKey: "no" })).toThrow("in PEM");
  expect(() =>
    server.setTls({ ...identity("first", "server"), clientAuthorities: SECOND_CA }),
  ).toThrow("whether clients need certificates cannot change");
  await expect(serve(mixed)).rejects.toThrow("the certificates cannot be used");
  const handler = new Recorder();
  connect(server, handler, { authorities: FIRST_CA });
  await handler.until(() => handler.held.size === 1);
  expect(() => connect(server, new Recorder(), mixed)).toThrow("the certificates cannot be used");
});

test("a plain client at a TLS server, and the other way round, fail with a reason", async () => {
  const server = await serve(identity("first", "server"));
  const plain = new Recorder();
  connect(server, plain);
  await plain.until(() => failure(plain) !== undefined);
  expect(failure(plain)).toContain("UNAVAILABLE");

  const source = new TestSource();
  const plainServer = await createXdsServer({ source });
  cleanUp.push(() => plainServer.close());
  const secure = new Recorder();
  connect(plainServer, secure, { authorities: FIRST_CA });
  await secure.until(() => failure(secure) !== undefined);
  expect(failure(secure)).toContain("UNAVAILABLE");
  expect(() => plainServer.setTls(identity("first", "server"))).toThrow("speaks plain text");
});
