import { freePorts } from "./free-ports.js";
import type { MeshClient, MeshProtocol, MeshServer } from "./mesh-protocol.js";

type Fields = Readonly<Record<string, unknown>>;

/** A resource as users write it; JSON is YAML. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Fields;
}

/** Resources as the text of a file. */
export function yamlOf(resources: readonly Written[]): string {
  return resources.map((one) => JSON.stringify(one)).join("\n---\n");
}

export interface ServiceOptions {
  /** A server for each. @default v1 and v2 */
  readonly versions?: readonly string[];
  /** Its endpoints are ports of proxies, which then lead to the servers. @default false */
  readonly behindProxies?: boolean;
}

/** A service of a mesh: its servers, and the resources that tell of it. */
export class MeshService {
  readonly protocol: MeshProtocol;
  readonly host: string;
  /** At which clients find it. */
  readonly port: number;
  readonly #servers = new Map<string, MeshServer>();
  /** By version: where the service has its endpoint. */
  readonly #endpoints = new Map<string, number>();
  readonly #clients: MeshClient[] = [];

  private constructor(protocol: MeshProtocol, port: number) {
    this.protocol = protocol;
    this.host = protocol.host;
    this.port = port;
  }

  static async start(protocol: MeshProtocol, options: ServiceOptions = {}): Promise<MeshService> {
    const { versions = ["v1", "v2"], behindProxies = false } = options;
    const [port = 0, ...inbound] = await freePorts(1 + versions.length);
    const service = new MeshService(protocol, port);
    for (const [index, version] of versions.entries()) {
      const server = await protocol.serve(version);
      service.#servers.set(version, server);
      service.#endpoints.set(version, behindProxies ? (inbound[index] ?? 0) : server.port);
    }
    return service;
  }

  server(version: string): MeshServer {
    const server = this.#servers.get(version);
    if (server === undefined) throw new Error(`${this.host} has no ${version}`);
    return server;
  }

  /** What the proxy before the server of a version takes in. */
  inbound(version: string): Readonly<Record<number, number>> {
    return { [this.#endpoints.get(version) ?? 0]: this.server(version).port };
  }

  async client(): Promise<MeshClient> {
    const client = await this.protocol.connect(this.port);
    this.#clients.push(client);
    return client;
  }

  /** What there is before anybody writes routes. */
  resources(): readonly Written[] {
    return [this.entry(), this.rule()];
  }

  /** @param versions those that have an endpoint */
  entry(versions: readonly string[] = [...this.#endpoints.keys()]): Written {
    const name = `tcp-metaprotocol-${this.protocol.name}`;
    return this.#resource("networking.istio.io/v1alpha3", "ServiceEntry", {
      hosts: [this.host],
      location: "MESH_INTERNAL",
      resolution: "STATIC",
      ports: [{ number: this.port, name, protocol: "TCP" }],
      endpoints: versions.map((version) => ({
        address: "127.0.0.1",
        ports: { [name]: this.#endpoints.get(version) },
        labels: { app: this.protocol.name, version },
      })),
    });
  }

  /** @param fields beside the subsets, of which there is one for each version */
  rule(fields: Fields = {}, more: readonly Fields[] = []): Written {
    const versions = [...this.#endpoints.keys()];
    return this.#resource("networking.istio.io/v1alpha3", "DestinationRule", {
      host: this.host,
      ...fields,
      subsets: [...versions.map((version) => ({ name: version, labels: { version } })), ...more],
    });
  }

  /** @param spec beside the host */
  router(spec: Fields): Written {
    return this.#resource("metaprotocol.aeraki.io/v1alpha1", "MetaRouter", {
      hosts: [this.host],
      ...spec,
    });
  }

  /** A router with one route, of all requests, to a version. */
  routerTo(version: string): Written {
    return this.router({ routes: [{ name: version, route: [this.to(version)] }] });
  }

  to(subset: string, fields: Fields = {}): Fields {
    return { destination: { host: this.host, subset }, ...fields };
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await Promise.all(Array.from(this.#servers.values(), (server) => server.close()));
  }

  #resource(apiVersion: string, kind: string, spec: Fields): Written {
    const { name, namespace } = this.protocol;
    return { apiVersion, kind, metadata: { name: `test-${name}`, namespace }, spec };
  }
}
