export { codecConformance } from "./codec-conformance.js";
export { type DecodeAllOptions, decodeAll } from "./decode-all.js";
export type { DecodedMessage } from "./decoded-message.js";
export { type FuzzOptions, fuzzInputs } from "./fuzz-inputs.js";
export type {
  CodecSubject,
  ConformanceCase,
  Deviation,
  Direction,
  MessageSample,
  MutationSample,
  RefusedSample,
} from "./subject.js";
