import { ErrorKind } from "@meltemi/core";
import type { BrokenCodec } from "./broken-codec.js";
import { BROKEN_DECODERS } from "./broken-decoders.js";
import { BROKEN_ENCODERS } from "./broken-encoders.js";
import { FrameCodec, framePlugin } from "./frame-codec.js";

const correct = framePlugin();

const brokenPlugins: readonly BrokenCodec[] = [
  {
    bug: "the plugin can be changed",
    caughtBy: "the plugin has the shape of the contract",
    says: "is not frozen",
    plugin: { ...correct },
  },
  {
    bug: "documents an attribute that it never delivers",
    caughtBy: "every attribute is documented as it occurs",
    says: "no sample carries it",
    plugin: framePlugin(FrameCodec, {
      attributes: correct.attributes.flatMap((doc) => [doc, { ...doc, name: "ghost" }]),
    }),
  },
  {
    bug: "documents no reply for over-limit",
    caughtBy: "every kind of error has its reply documented",
    says: 'nothing for "over-limit"',
    plugin: framePlugin(FrameCodec, {
      errorReplies: { ...correct.errorReplies, [ErrorKind.OverLimit]: "" },
    }),
  },
];

/** Each with one bug. */
export const BROKEN_CODECS: readonly BrokenCodec[] = [
  ...brokenPlugins,
  ...BROKEN_DECODERS,
  ...BROKEN_ENCODERS,
];
