import type { Codec, DownstreamInfo } from "@meltemi/core";
import type { Downstream } from "./exchange.js";

const nothing = (): void => {};

/**
 * Stands for a client in copies of its requests. Nobody waits for what they are answered, and a server that is slow
 * to take them holds up nobody.
 */
export class MirroredClient implements Downstream {
  readonly info: DownstreamInfo;
  readonly codec: Codec;
  readonly closed = false;
  readonly block: () => void = nothing;
  readonly unblock: () => void = nothing;
  readonly bind: () => void = nothing;
  readonly sendError: () => void = nothing;
  readonly skipReply: () => void = nothing;
  readonly forward: () => void = nothing;
  readonly onExchangeDone: () => void = nothing;
  readonly closeWhenDone: () => void = nothing;
  readonly destroy: () => void = nothing;

  constructor({ info, codec }: Downstream) {
    this.info = info;
    this.codec = codec;
  }

  get mirrored(): Downstream {
    return this;
  }

  bound(): undefined {
    return undefined;
  }

  sendResponse(): number {
    return 0;
  }
}
