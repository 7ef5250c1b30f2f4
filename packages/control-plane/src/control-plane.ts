import { createXdsServer, type XdsServer } from "@meltemi/xds";
import type { ApiSource } from "./api/api-source.js";
import { apiEndpoints } from "./api/endpoints.js";
import { createHttpServer, type HttpOptions, type HttpServer } from "./api/http-server.js";
import { createCompiler } from "./compile/compiler.js";
import { guardedLogger, jsonLogger, type Logger } from "./logger.js";
import { SnapshotFeed } from "./server/snapshot-feed.js";
import { followTlsFiles, readTlsFiles, type TlsFiles } from "./server/tls-files.js";
import { type FolderOptions, FolderSource } from "./sources/folder-source.js";
import { MemorySource } from "./sources/memory-source.js";
import type { Source, WritableSource } from "./sources/source.js";
import { problemText } from "./status/problem-text.js";
import { ProxyRegistry, type RegistryOptions } from "./status/proxy-registry.js";
import { AddressFile } from "./store/address-file.js";
import { CompileLoop, type CompileOptions } from "./store/compile-loop.js";
import { ResourceWriter } from "./store/resource-writer.js";
import { Store } from "./store/store.js";

export interface XdsOptions {
  /** An IP address. @default "127.0.0.1" */
  readonly address?: string;
  /** 0: the kernel chooses. @default 15010 */
  readonly port?: number;
  /** Read again while running. @default plain text */
  readonly tls?: TlsFiles;
}

export interface ControlPlaneOptions {
  /**
   * A folder of YAML files, followed as they change; what is applied is written there.
   * @default what is applied is kept in memory and is gone when the process ends
   */
  readonly folder?: string;
  /** Further places that resources come from. What the folder has comes before them. */
  readonly sources?: readonly Source[];
  readonly xds?: XdsOptions;
  /** @default 127.0.0.1, port 15014 */
  readonly http?: HttpOptions;
  /** What ends the full names of Kubernetes services. @default "cluster.local" */
  readonly domain?: string;
  /** @default JSON lines on stderr */
  readonly logger?: Logger;
  /** How bursts of changes are gathered. */
  readonly compile?: CompileOptions;
  /** How the folder is followed. */
  readonly follow?: FolderOptions;
  /** How long proxies are remembered. */
  readonly proxies?: RegistryOptions;
}

/** A running control plane. */
export interface ControlPlane {
  readonly xdsAddress: BoundAddress;
  readonly httpAddress: BoundAddress;
  /** Closes everything; proxies keep what they have. */
  close(): Promise<void>;
}

export interface BoundAddress {
  readonly address: string;
  readonly port: number;
}

const XDS_PORT = 15010;
const HTTP_PORT = 15014;

/**
 * Starts a control plane; resolves when everything that is there has been read, compiled and is served. Until then
 * the servers listen already: proxies wait, and /ready says no.
 * @throws {Error} when the folder cannot be read or a port not be listened on, with what to do
 */
export async function createControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const controlPlane = new RunningControlPlane(options);
  try {
    return await controlPlane.start(options);
  } catch (error) {
    await controlPlane.close();
    throw error;
  }
}

class RunningControlPlane {
  readonly #logger: Logger;
  readonly #sources: readonly Source[];
  readonly #store: Store;
  readonly #addresses: AddressFile;
  readonly #loop: CompileLoop;
  readonly #feed: SnapshotFeed;
  readonly #api: ApiSource;
  #xds: XdsServer | undefined;
  #http: HttpServer | undefined;
  #stopTls: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: ControlPlaneOptions) {
    const { folder, sources = [], domain = "cluster.local" } = options;
    this.#logger = guardedLogger(options.logger ?? jsonLogger);
    const own: WritableSource =
      folder === undefined
        ? new MemorySource()
        : new FolderSource(folder, this.#logger, options.follow);
    this.#sources = [own, ...sources];
    this.#feed = new SnapshotFeed(this.#logger);
    this.#addresses = new AddressFile(folder, this.#logger);
    this.#store = new Store(
      (inForce) => {
        if (inForce) this.#loop.notice();
      },
      (problem) => this.#logger.warn("a resource is not right", { problem: problemText(problem) }),
    );
    this.#loop = new CompileLoop(
      {
        store: this.#store,
        compiler: createCompiler({ domain }),
        addresses: this.#addresses,
        publish: (mesh) => this.#feed.publish(mesh),
        logger: this.#logger,
      },
      options.compile,
    );
    const registry = new ProxyRegistry(
      (node) => this.#feed.current(node),
      this.#logger,
      options.proxies,
    );
    this.#api = {
      store: this.#store,
      writer: new ResourceWriter(this.#store, this.#loop, own, 0),
      registry,
      counts: this.#loop.counts,
      mesh: () => this.#loop.mesh,
    };
  }

  async start({ xds = {}, http = {} }: ControlPlaneOptions): Promise<ControlPlane> {
    const { address = "127.0.0.1", port = XDS_PORT, tls: files } = xds;
    const tls = files && (await readTlsFiles(files));
    const source = this.#feed;
    const observer = this.#api.registry;
    const xdsServer = await createXdsServer({
      source,
      observer,
      address,
      port,
      ...(tls && { tls }),
    });
    this.#xds = xdsServer;
    if (files !== undefined && tls !== undefined) {
      const use = (next: typeof tls): void => xdsServer.setTls(next);
      this.#stopTls = followTlsFiles(files, tls, use, this.#logger);
    }
    const httpServer = await createHttpServer(
      apiEndpoints(this.#api),
      () => this.#loop.mesh !== undefined,
      this.#logger,
      { port: HTTP_PORT, ...http },
    );
    this.#http = httpServer;
    const bound = { xds: boundAddress(xdsServer), http: boundAddress(httpServer) };
    this.#logger.info("listening", bound);

    await this.#addresses.load();
    await Promise.all(this.#sources.map((one, index) => one.start(this.#store.sink(index))));
    await this.#loop.start();
    if (this.#loop.mesh === undefined) throw new Error("the resources could not be compiled");
    this.#logger.info("ready", { resources: this.#store.resources().size });
    return { xdsAddress: bound.xds, httpAddress: bound.http, close: () => this.close() };
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopTls?.();
    await Promise.allSettled(this.#sources.map((source) => source.stop()));
    await this.#loop.stop();
    await Promise.all([this.#http?.close(), this.#xds?.close()]);
  }
}

function boundAddress({ address, port }: BoundAddress): BoundAddress {
  return { address, port };
}
