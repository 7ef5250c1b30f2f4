export { globalRateLimit } from "./global-rate-limit.js";
export type {
  GlobalRateLimitConfig,
  RateLimitDescriptorConfig,
  RateLimitEntryConfig,
} from "./global-rate-limit-config.js";
export { localRateLimit } from "./local-rate-limit.js";
export type {
  LocalRateLimitCondition,
  LocalRateLimitConfig,
  TokenBucketConfig,
} from "./local-rate-limit-config.js";
export { plugins } from "./plugins.js";
