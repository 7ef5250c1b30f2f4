import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ApplyResult, ProxyView, ResourceView } from "@meltemi/control-plane";
import type { ServerFiles } from "./certificates.js";
import { type ControlPlane, controlPlaneHere, spawnControlPlane } from "./control-plane.js";
import { freePorts } from "./free-ports.js";
import type { MeshProtocol } from "./mesh-protocol.js";
import { type MeshProxy, type MeshProxyOptions, proxyHere, spawnProxy } from "./mesh-proxy.js";
import { MeshService, type ServiceOptions, type Written, yamlOf } from "./mesh-service.js";

export interface MeshOptions {
  /** Control plane and proxies are processes, as users run them; else they run in this one. @default false */
  readonly processes?: boolean;
  /** Puts into the control plane's folder what is there from the start. */
  readonly prepare?: (folder: string) => Promise<unknown>;
  /** Makes the control plane's certificates, in a folder for them. */
  readonly tls?: (folder: string) => Promise<ServerFiles>;
}

const PATIENCE_MS = 15_000;
const POLL_MS = 5;

/** A control plane, proxies that follow it, and services. What it started it ends. */
export class Mesh {
  /** The control plane's resources. */
  readonly folder: string;
  readonly xdsPort: number;
  readonly httpPort: number;
  readonly #processes: boolean;
  readonly #tls: ServerFiles | undefined;
  readonly #proxies = new Map<string, MeshProxy>();
  readonly #cleanups: (() => Promise<unknown>)[] = [];
  /** All that have ever run. */
  readonly #log: { readonly name: string; readonly lines: readonly string[] }[] = [];
  #controlPlane: ControlPlane | undefined;

  private constructor(
    folder: string,
    ports: readonly number[],
    processes: boolean,
    tls: ServerFiles | undefined,
  ) {
    const [xdsPort = 0, httpPort = 0] = ports;
    this.folder = folder;
    this.xdsPort = xdsPort;
    this.httpPort = httpPort;
    this.#processes = processes;
    this.#tls = tls;
  }

  static async start(options: MeshOptions = {}): Promise<Mesh> {
    const folder = await mkdtemp(join(tmpdir(), "meltemi-mesh-"));
    await options.prepare?.(folder);
    const tls = await options.tls?.(await mkdtemp(join(folder, ".certificates-")));
    const mesh = new Mesh(folder, await freePorts(2), options.processes === true, tls);
    await mesh.startControlPlane();
    return mesh;
  }

  /** Where proxies connect. */
  get xds(): string {
    return `127.0.0.1:${this.xdsPort}`;
  }

  /** Of the HTTP API. */
  get server(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  /** Starts the control plane again, where it was. */
  async startControlPlane(): Promise<void> {
    const start = this.#processes ? spawnControlPlane : controlPlaneHere;
    const { folder, xdsPort, httpPort } = this;
    this.#controlPlane = await start({ folder, xdsPort, httpPort, tls: this.#tls });
    this.#log.push({ name: "control plane", lines: this.#controlPlane.lines });
  }

  /** By SIGKILL, where it is a process. */
  async killControlPlane(): Promise<void> {
    await this.#controlPlane?.kill();
    this.#controlPlane = undefined;
  }

  async service(protocol: MeshProtocol, options: ServiceOptions = {}): Promise<MeshService> {
    const service = await MeshService.start(protocol, options);
    this.defer(() => service.close());
    return service;
  }

  /** @param xds the way to the control plane, where it is another */
  async proxy(options: MeshProxyOptions, xds: string = this.xds): Promise<MeshProxy> {
    const start = (options.process ?? this.#processes) ? spawnProxy : proxyHere;
    const proxy = await start(xds, options);
    this.#proxies.set(proxy.name, proxy);
    this.#log.push({ name: proxy.name, lines: proxy.lines });
    return proxy;
  }

  /** Ends a proxy, in order or as a crash would. */
  async end(proxy: MeshProxy, how: "stop" | "kill" = "stop"): Promise<void> {
    this.#proxies.delete(proxy.name);
    await proxy[how]();
  }

  /** Applies resources. Resolves when every proxy has in force what there is then. */
  async apply(...resources: readonly Written[]): Promise<readonly ApplyResult[]> {
    const results = await this.post(...resources);
    await this.settled();
    return results;
  }

  /** Applies resources, and waits for no proxy. @throws {Error} with what is wrong with them */
  async post(...resources: readonly Written[]): Promise<readonly ApplyResult[]> {
    const response = await fetch(`${this.server}/api/v1/apply`, {
      method: "POST",
      body: yamlOf(resources),
    });
    const answer = (await response.json()) as { readonly results?: readonly ApplyResult[] };
    if (answer.results === undefined) throw new Error(JSON.stringify(answer, undefined, 2));
    return answer.results;
  }

  /** Deletes a resource. Resolves as `apply` does. */
  async remove({ kind, metadata }: Written): Promise<void> {
    const { namespace = "-", name } = metadata;
    const url = `${this.server}/api/v1/resources/${kind}/${namespace}/${name}`;
    const response = await fetch(url, { method: "DELETE" });
    if (!response.ok) throw new Error(await response.text());
    await this.settled();
  }

  async resources(): Promise<readonly ResourceView[]> {
    const { resources } = (await this.get("/api/v1/resources")) as {
      readonly resources: readonly ResourceView[];
    };
    return resources;
  }

  async views(): Promise<readonly ProxyView[]> {
    const { proxies } = (await this.get("/api/v1/proxies")) as {
      readonly proxies: readonly ProxyView[];
    };
    return proxies;
  }

  get(path: string): Promise<unknown> {
    return getJson(`${this.server}${path}`);
  }

  /** Resolves when every proxy has confirmed what the control plane has for it, and has it in force. */
  async settled(): Promise<void> {
    await this.until(() => this.#whyNotSettled());
  }

  /** Asks until there is no reason left to wait. */
  async until(whyNot: () => Promise<string | undefined>, patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = performance.now() + patienceMs;
    let reason = await whyNot();
    while (reason !== undefined) {
      if (performance.now() > deadline) throw new Error(`${reason}, after ${patienceMs} ms`);
      await delay(POLL_MS);
      reason = await whyNot();
    }
  }

  /** Runs at the end, last deferred first. */
  defer(cleanup: () => Promise<unknown>): void {
    this.#cleanups.push(cleanup);
  }

  /** What all of them said. */
  log(): string {
    return this.#log
      .flatMap(({ name, lines }) => lines.map((line) => `[${name}] ${line}\n`))
      .join("");
  }

  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.reverse()) await cleanup();
    await Promise.all(Array.from(this.#proxies.values(), (proxy) => proxy.stop()));
    await this.#controlPlane?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #whyNotSettled(): Promise<string | undefined> {
    const views = await this.views();
    for (const { name } of this.#proxies.values()) {
      const view = views.find(({ id, connected }) => id === name && connected);
      if (view === undefined) return `${name} is not connected to the control plane`;
      const rejected = view.types.find(({ state }) => state === "rejected");
      if (rejected !== undefined) throw new Error(`${name} has rejected: ${rejected.error}`);
      const stale = view.types.find(({ state }) => state === "stale");
      if (stale !== undefined) return `${name} has not confirmed its ${stale.type}`;
      if (view.types.every(({ state }) => state !== "synced")) return `${name} was sent nothing`;
    }
    // What is confirmed is not yet in force.
    for (const { name, adminPort } of this.#proxies.values()) {
      const dump = (await getJson(`http://127.0.0.1:${adminPort}/config_dump`)) as {
        readonly controlPlane?: { readonly settled?: boolean };
      };
      if (dump.controlPlane?.settled !== true) return `${name} has not taken on what it confirmed`;
    }
    return undefined;
  }
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return await response.json();
}
