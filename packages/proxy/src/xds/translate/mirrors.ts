import type { Messages } from "@meltemi/xds";
import type { MirrorConfig } from "../../config/config.js";
import type { Place } from "./place.js";

type RuntimeFraction = Messages["envoy.config.core.v3.RuntimeFractionalPercent"];

/** What both forms of a mirror policy have. */
interface MirrorPolicy {
  readonly cluster?: string | undefined;
  readonly runtimeFraction?: RuntimeFraction | undefined;
}

const DENOMINATORS: Readonly<Record<string, number>> = {
  HUNDRED: 100,
  TEN_THOUSAND: 10_000,
  MILLION: 1_000_000,
};

/** @throws {XdsResourceError} when the cluster has no name, or the fraction no value */
export function readMirror(policy: MirrorPolicy, place: Place): MirrorConfig {
  const { cluster = "", runtimeFraction } = policy;
  if (cluster === "") throw place.at("cluster").error("is empty; name a cluster");
  const percentage =
    runtimeFraction === undefined
      ? 100
      : readPercentage(runtimeFraction, place.at("runtime_fraction"));
  return { cluster, subset: undefined, percentage };
}

/** 0 to 100. */
function readPercentage({ defaultValue, runtimeKey }: RuntimeFraction, place: Place): number {
  if (runtimeKey !== undefined) place.at("runtime_key").note("not acted on by this proxy");
  if (defaultValue === undefined) {
    throw place.error("has no default_value; give one, or leave the fraction out for all requests");
  }
  const { numerator = 0, denominator = "HUNDRED" } = defaultValue;
  const divisor = DENOMINATORS[denominator];
  if (divisor === undefined) {
    const known = Object.keys(DENOMINATORS).join(", ");
    throw place.at("default_value").error(`${denominator} is no denominator; use one of ${known}`);
  }
  return Math.min(100, (numerator * 100) / divisor);
}
