import type { TypeClient } from "./type-client.js";

/** What all requests have in common. */
interface AnyRequest {
  readonly typeUrl?: string | undefined;
}

/**
 * The client's state without its connection: subscriptions and what is held outlive streams. Requests
 * come out of `nextRequest`, responses go in.
 */
export class ClientSession<Request extends AnyRequest, Response extends AnyRequest, Node> {
  readonly #make: (typeUrl: string) => TypeClient<Request, Response>;
  readonly #node: Node;
  /** In the order in which types are asked for. */
  #types: TypeClient<Request, Response>[] = [];
  #nodeTold = false;

  constructor(node: Node, make: (typeUrl: string) => TypeClient<Request, Response>) {
    this.#node = node;
    this.#make = make;
  }

  /** @param names may contain the wildcard; replaces the former names of that type */
  subscribe(typeUrl: string, names: ReadonlySet<string>): void {
    let type = this.#find(typeUrl);
    if (type === undefined) {
      type = this.#make(typeUrl);
      this.#types = [...this.#types, type].sort((a, b) => a.rules.order - b.rules.order);
    }
    type.setWanted(names);
  }

  /** A new stream begins. */
  reset(): void {
    this.#nodeTold = false;
    for (const type of this.#types) type.reset();
  }

  /** The next request to send; undefined: none. */
  nextRequest(): (Request & { readonly node?: Node }) | undefined {
    for (const type of this.#types) {
      const request = type.nextRequest();
      if (request === undefined) continue;
      if (this.#nodeTold) return request;
      this.#nodeTold = true;
      return { ...request, node: this.#node };
    }
    return undefined;
  }

  /** Responses of types that were not subscribed to are passed over, without an answer. */
  receive(response: Response, now: number): void {
    this.#find(response.typeUrl ?? "")?.receive(response, now);
  }

  expire(now: number): void {
    for (const type of this.#types) type.expire(now);
  }

  /** When `expire` has something to do; undefined: never. */
  get wakeAt(): number | undefined {
    const times = this.#types.flatMap(({ wakeAt }) => wakeAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #find(typeUrl: string): TypeClient<Request, Response> | undefined {
    return this.#types.find((type) => type.typeUrl === typeUrl);
  }
}
