export { type Attribute, type AttributeDoc, AttributeSet } from "./attribute.js";
export { ByteReader } from "./byte-reader.js";
export { ByteWriter } from "./byte-writer.js";
export {
  readInt16,
  readInt32,
  readUint16,
  readUint32,
  writeUint16,
  writeUint32,
} from "./bytes.js";
export type { Clock } from "./clock.js";
export type { Codec, CodecContext, CodecPlugin, Correlation } from "./codec.js";
export type { Plugin, PluginModule } from "./contract.js";
export { CONTRACT_VERSION } from "./contract-version.js";
export { parseDuration } from "./duration.js";
export {
  CodecError,
  type CodecErrorReason,
  ConfigError,
  ErrorKind,
  type ErrorSource,
  type ProxyError,
} from "./errors.js";
export { ExactText } from "./exact-text.js";
export {
  type DownstreamInfo,
  type Exchange,
  type Filter,
  type FilterCluster,
  type FilterContext,
  type FilterPlugin,
  FilterStatus,
} from "./filter.js";
export { DEFAULT_LIMITS, type Limits } from "./limits.js";
export type { Matcher, MatchSpec, StringMatch } from "./match.js";
export { Message, MessageKind, ResponseStatus, requestIdText } from "./message.js";
export { Mutation } from "./mutation.js";
export type { Counter, Gauge, StatsScope } from "./stats.js";
export { TextCache } from "./text-cache.js";
export { wordsOf } from "./words.js";
