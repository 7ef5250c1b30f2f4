import { ErrorKind, type Filter, FilterStatus, type ProxyError } from "@meltemi/core";
import { errorText } from "../error-text.js";
import type { ProxyExchange } from "../exchange/exchange.js";

/** A filter with the name it has in the configuration. */
export interface NamedFilter {
  readonly name: string;
  readonly filter: Filter;
}

type Hook = "onRequest" | "onResponse";

/** Calls the hook of each filter from the one at `from` on; true when all have let the message pass. */
type Walk = (chain: HookChain, exchange: ProxyExchange, owner: ChainOwner, from: number) => boolean;

/** What the chain tells of an exchange that it was running. */
export interface ChainOwner {
  /** Every filter has let the message pass, one of them after it had waited. */
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
  readonly #names: readonly string[];
  readonly #walk: Walk;

  private constructor(hook: Hook, filters: readonly NamedFilter[]) {
    this.#names = filters.map(({ name }) => name);
    this.#walk = compileWalk(
      hook,
      filters.map(({ filter }) => filter),
    );
  }

  /** Undefined when no filter has the hook: then it costs a compare. */
  static of(hook: Hook, filters: readonly NamedFilter[]): HookChain | undefined {
    const having = filters.filter(({ filter }) => filter[hook] !== undefined);
    return having.length === 0 ? undefined : new HookChain(hook, having);
  }

  /**
   * @returns true when every filter has let the message pass at once; where one waits, `onPassed` tells of
   *   it later
   */
  passes(exchange: ProxyExchange, owner: ChainOwner): boolean {
    return this.#walk(this, exchange, owner, 0);
  }

  /** For the walk: the filter let the message pass neither at once nor by an error. */
  held(exchange: ProxyExchange, owner: ChainOwner, index: number, status: unknown): void {
    if (status === FilterStatus.Stop) this.#stopped(exchange, owner, index);
    else if (isPromise(status)) this.#park(exchange, owner, index, status);
    else this.failed(exchange, owner, index, new TypeError(`returned ${errorText(status)}`));
  }

  /** For the walk: the filter threw. */
  failed(exchange: ProxyExchange, owner: ChainOwner, index: number, error: unknown): void {
    const name = this.#nameAt(index);
    owner.onFilterFailed(exchange, name, error);
    owner.onStopped(exchange, unspecified(`filter ${name} failed`));
  }

  #park(
    exchange: ProxyExchange,
    owner: ChainOwner,
    index: number,
    waiting: Promise<FilterStatus>,
  ): void {
    owner.onParked(exchange);
    const { generation } = exchange;
    exchange.waitingFilters++;
    waiting.then(
      (status) => {
        exchange.waitingFilters--;
        // A timeout may have ended the exchange meanwhile.
        if (exchange.generation !== generation) return;
        if (status === FilterStatus.Continue) {
          if (this.#walk(this, exchange, owner, index + 1)) owner.onPassed(exchange);
        } else this.#stopped(exchange, owner, index);
      },
      (error: unknown) => {
        exchange.waitingFilters--;
        if (exchange.generation === generation) this.failed(exchange, owner, index, error);
      },
    );
  }

  #stopped(exchange: ProxyExchange, owner: ChainOwner, index: number): void {
    const text = `filter ${this.#nameAt(index)} stopped the message without a reply`;
    owner.onStopped(exchange, exchange.error ?? unspecified(text));
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

/**
 * The walk through these very filters, with a call for each written out. In a loop, one call meets filters of
 * many shapes, which V8 looks up every time: ten hooks that do nothing cost 63 ns, a twelfth of what the
 * proxy spends on a request; written out, each call meets one filter, and they cost 10. The source is made
 * of numbers and two fixed names, nothing of the configuration.
 */
function compileWalk(hook: Hook, filters: readonly Filter[]): Walk {
  const parameters = filters.map((_, i) => `filter${i}`);
  // Each case goes on with the next, unless its filter holds the message.
  const cases = parameters.map(
    (filter, i) =>
      `case ${i}: at = ${i}; status = ${filter}.${hook}(exchange); if (status !== ${FilterStatus.Continue}) break;`,
  );
  const source = `return (chain, exchange, owner, from) => {
    let at = from;
    let status = ${FilterStatus.Continue};
    try {
      switch (from) { ${cases.join(" ")} }
    } catch (error) {
      chain.failed(exchange, owner, at, error);
      return false;
    }
    if (status === ${FilterStatus.Continue}) return true;
    chain.held(exchange, owner, at, status);
    return false;
  };`;
  const make = new Function(...parameters, source) as (...filters: readonly Filter[]) => Walk;
  return make(...filters);
}

function isPromise(value: unknown): value is Promise<FilterStatus> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

function unspecified(text: string): ProxyError {
  return { kind: ErrorKind.Unspecified, source: "proxy", retriable: false, text };
}
