import { ErrorKind, type Filter, FilterStatus, type ProxyError } from "@meltemi/core";
import type { ProxyExchange } from "../exchange/exchange.js";

/** A filter with the name it has in the configuration. */
export interface NamedFilter {
  readonly name: string;
  readonly filter: Filter;
}

type Hook = (exchange: ProxyExchange) => FilterStatus | Promise<FilterStatus>;

/** What the chain tells of an exchange that it was running. */
export interface ChainOwner {
  /** Every filter has let the message pass. */
  onPassed(exchange: ProxyExchange): void;
  /** A filter answered, stopped or failed the exchange. */
  onStopped(exchange: ProxyExchange, error: ProxyError): void;
  /** A filter waits: the bytes of the message must outlive the read that brought it. */
  onParked(exchange: ProxyExchange): void;
  onFilterFailed(exchange: ProxyExchange, filter: string, error: unknown): void;
}

/**
 * One hook of every filter that has it, in the order in which they run. Filters that return a status run
 * straight through, with no promise made; only one that returns a promise parks the exchange.
 */
export class HookChain {
  readonly #hooks: readonly Hook[];
  readonly #names: readonly string[];

  private constructor(hooks: readonly Hook[], names: readonly string[]) {
    this.#hooks = hooks;
    this.#names = names;
  }

  /** Undefined when no filter has the hook: then it costs a compare. */
  static of(
    hook: "onRequest" | "onResponse",
    filters: readonly NamedFilter[],
  ): HookChain | undefined {
    const hooks: Hook[] = [];
    const names: string[] = [];
    for (const { name, filter } of filters) {
      const bound = filter[hook]?.bind(filter);
      if (bound === undefined) continue;
      hooks.push(bound);
      names.push(name);
    }
    return hooks.length === 0 ? undefined : new HookChain(hooks, names);
  }

  run(exchange: ProxyExchange, owner: ChainOwner, from = 0): void {
    const hooks = this.#hooks;
    for (let i = from; i < hooks.length; i++) {
      let status: FilterStatus | Promise<FilterStatus>;
      try {
        status = (hooks[i] as Hook)(exchange);
      } catch (error) {
        this.#failed(exchange, owner, i, error);
        return;
      }
      if (status === FilterStatus.Continue) continue;
      if (status === FilterStatus.Stop) this.#stopped(exchange, owner, i);
      else if (isPromise(status)) this.#park(exchange, owner, i, status);
      else this.#failed(exchange, owner, i, new TypeError(`returned ${String(status)}`));
      return;
    }
    owner.onPassed(exchange);
  }

  #park(
    exchange: ProxyExchange,
    owner: ChainOwner,
    index: number,
    waiting: Promise<FilterStatus>,
  ): void {
    owner.onParked(exchange);
    const { generation } = exchange;
    waiting.then(
      (status) => {
        // A timeout may have ended the exchange meanwhile, and its slot may serve another.
        if (exchange.generation !== generation) return;
        if (status === FilterStatus.Continue) this.run(exchange, owner, index + 1);
        else this.#stopped(exchange, owner, index);
      },
      (error: unknown) => {
        if (exchange.generation === generation) this.#failed(exchange, owner, index, error);
      },
    );
  }

  #stopped(exchange: ProxyExchange, owner: ChainOwner, index: number): void {
    const text = `filter ${this.#nameAt(index)} stopped the message without a reply`;
    owner.onStopped(exchange, exchange.error ?? unspecified(text));
  }

  #failed(exchange: ProxyExchange, owner: ChainOwner, index: number, error: unknown): void {
    const name = this.#nameAt(index);
    owner.onFilterFailed(exchange, name, error);
    owner.onStopped(exchange, unspecified(`filter ${name} failed`));
  }

  #nameAt(index: number): string {
    return this.#names[index] ?? "";
  }
}

/** What the onDone hooks have to tell. */
export interface DoneOwner extends Pick<ChainOwner, "onFilterFailed"> {
  /** An asynchronous onDone failed; the exchange is long over. */
  onDoneRejected(filter: string, error: unknown): void;
}

/** The onDone hooks. What one throws is told to the owner, and the others still run. */
export class DoneChain {
  readonly #filters: readonly NamedFilter[];

  private constructor(filters: readonly NamedFilter[]) {
    this.#filters = filters;
  }

  static of(filters: readonly NamedFilter[]): DoneChain | undefined {
    const having = filters.filter(({ filter }) => filter.onDone !== undefined);
    return having.length === 0 ? undefined : new DoneChain(having);
  }

  run(exchange: ProxyExchange, owner: DoneOwner): void {
    for (const { name, filter } of this.#filters) {
      try {
        const result: unknown = filter.onDone?.(exchange);
        // Nobody waits for it, but a rejection that nobody hears would end the process.
        if (isPromise(result)) result.then(undefined, (error) => owner.onDoneRejected(name, error));
      } catch (error) {
        owner.onFilterFailed(exchange, name, error);
      }
    }
  }
}

function isPromise(value: unknown): value is Promise<FilterStatus> {
  return typeof value === "object" && value !== null && "then" in value;
}

function unspecified(text: string): ProxyError {
  return { kind: ErrorKind.Unspecified, source: "proxy", retriable: false, text };
}
