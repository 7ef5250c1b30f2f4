export { localRateLimit } from "./local-rate-limit.js";
export type {
  LocalRateLimitCondition,
  LocalRateLimitConfig,
  TokenBucketConfig,
} from "./local-rate-limit-config.js";
export { plugins } from "./plugins.js";
