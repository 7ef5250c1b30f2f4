import { AttributeSet, type Clock, type CodecPlugin, TextCache } from "@meltemi/core";
import { ExchangeSlab } from "../exchange/exchange-slab.js";
import { Pipeline } from "../exchange/pipeline.js";
import { EventLoop, TICK_MS } from "../io/event-loop.js";
import type { Logger } from "../logger.js";
import type { StatsStore } from "../stats/store.js";

/** Ticks between looks at idle connections. */
const HOUSEKEEPING_TICKS = 5;

/** Something with timeouts too coarse for a deadline of its own. */
export interface Housekept {
  housekeep(now: number): void;
  /** Closes at once. */
  destroy(): void;
}

/** The attributes of a protocol that somebody in this thread wants. */
export interface ProtocolAttributes {
  readonly request: AttributeSet;
  readonly response: AttributeSet;
}

/** What everything in one thread of the data plane shares. */
export class Worker {
  readonly clock: Clock;
  readonly loop: EventLoop;
  readonly stats: StatsStore;
  readonly logger: Logger;
  /** For the messages of this thread. */
  readonly texts: TextCache = new TextCache();
  readonly slab: ExchangeSlab = new ExchangeSlab(this.texts);
  readonly pipeline: Pipeline;
  /** Every connection, downstream and upstream. */
  readonly housekept: Set<Housekept> = new Set();

  readonly #attributes = new Map<CodecPlugin, ProtocolAttributes>();
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;

  constructor(clock: Clock, stats: StatsStore, logger: Logger) {
    this.clock = clock;
    this.stats = stats;
    this.logger = logger;
    this.loop = new EventLoop(clock);
    this.pipeline = new Pipeline(this.loop, this.slab, logger);
    const expire = this.pipeline.expire.bind(this.pipeline);
    this.#timer = setInterval(() => {
      this.loop.tick();
      this.slab.expireDue(this.loop.now, expire);
      if (++this.#ticks % HOUSEKEEPING_TICKS === 0) {
        for (const housekept of this.housekept) housekept.housekeep(this.loop.now);
      }
    }, TICK_MS);
    this.#timer.unref();
  }

  attributes(plugin: CodecPlugin): ProtocolAttributes {
    let attributes = this.#attributes.get(plugin);
    if (attributes === undefined) {
      attributes = { request: new AttributeSet(), response: new AttributeSet() };
      this.#attributes.set(plugin, attributes);
    }
    return attributes;
  }

  /** Ends every connection that is left, such as those of clusters that the configuration had lost. */
  close(): void {
    clearInterval(this.#timer);
    for (const housekept of this.housekept) housekept.destroy();
  }
}
