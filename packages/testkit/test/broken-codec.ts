import type { CodecPlugin } from "@meltemi/core";
import { type FrameCodec, framePlugin } from "./frame-codec.js";

export interface BrokenCodec {
  /** What is wrong with it. */
  readonly bug: string;
  /** The case that is there to find it. Others may find it as well. */
  readonly caughtBy: string;
  /** Part of what the case then says. */
  readonly says: string;
  readonly plugin: CodecPlugin;
}

/** A plugin that is right except for its codec. */
export function spoilt(
  codec: typeof FrameCodec,
  bug: string,
  caughtBy: string,
  says: string,
): BrokenCodec {
  return { bug, caughtBy, says, plugin: framePlugin(codec) };
}
