import type { ClusterConfig, EndpointConfig } from "../config/config.js";

/** Every address of a name. Injected, so that tests own the answers. */
export type LookupAll = (name: string) => Promise<readonly string[]>;

export interface DnsListener {
  /** The addresses of all names, as far as they are known. */
  onEndpoints(endpoints: readonly EndpointConfig[]): void;
  /** A look-up of all names has found one of them at least. */
  onSuccess(): void;
  onFailure(name: string, error: unknown): void;
}

/** Resolves the names of a cluster again and again; a name that fails keeps its last addresses. */
export class DnsWatch {
  /** Resolved when every name has been looked up once. */
  readonly first: Promise<void>;
  readonly #config: ClusterConfig;
  readonly #lookup: LookupAll;
  readonly #listener: DnsListener;
  readonly #addresses: Map<string, readonly string[]>;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param predecessor whose addresses are good until there are newer ones */
  constructor(
    config: ClusterConfig,
    lookup: LookupAll,
    listener: DnsListener,
    predecessor?: DnsWatch,
  ) {
    this.#config = config;
    this.#lookup = lookup;
    this.#listener = listener;
    this.#addresses = new Map(predecessor === undefined ? [] : predecessor.#addresses);
    // Ports, labels and names that are gone need no look-up; but where every name is new, the endpoints
    // there are serve until the first answer.
    if (config.endpoints.some(({ address }) => this.#addresses.has(address))) this.#report();
    this.first = this.#refresh();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    const names = [...new Set(this.#config.endpoints.map((endpoint) => endpoint.address))];
    const found = await Promise.all(names.map((name) => this.#resolve(name)));
    if (this.#closed) return;
    if (found.includes(true)) {
      this.#listener.onSuccess();
      this.#report();
    }
    this.#timer = setTimeout(() => void this.#refresh(), this.#config.dnsRefreshMs);
    this.#timer.unref();
  }

  #report(): void {
    this.#listener.onEndpoints(
      this.#config.endpoints.flatMap((endpoint) =>
        (this.#addresses.get(endpoint.address) ?? []).map((found) => ({
          ...endpoint,
          address: found,
        })),
      ),
    );
  }

  async #resolve(name: string): Promise<boolean> {
    try {
      this.#addresses.set(name, await this.#lookup(name));
      return true;
    } catch (error) {
      if (!this.#closed) this.#listener.onFailure(name, error);
      return false;
    }
  }
}
