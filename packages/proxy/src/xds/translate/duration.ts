import type { Messages } from "@meltemi/xds";
import type { Place } from "./place.js";

type Duration = Messages["google.protobuf.Duration"];

/** The longest delay that a timer of Node can have is 2^31-1 ms, a little more. */
const LONGEST_HOURS = 576;

/**
 * Milliseconds, with a fraction where there is one.
 * @throws {XdsResourceError} when it is negative, malformed or longer than a timer can keep
 */
export function readDuration({ seconds = 0, nanos = 0 }: Duration, place: Place): number {
  if (!Number.isSafeInteger(seconds) || !(Math.abs(nanos) < 1e9)) {
    throw place.error("is not a duration; give whole seconds, and nanos below 10^9");
  }
  const milliseconds = seconds * 1000 + nanos / 1e6;
  if (milliseconds < 0 || nanos < 0) throw place.error("is negative; give 0s or more");
  if (milliseconds > LONGEST_HOURS * 3_600_000) {
    throw place.error(`is longer than a timer can be; give ${LONGEST_HOURS}h or less`);
  }
  return milliseconds;
}

/** @throws {XdsResourceError} as readDuration, and when it is 0 */
export function readPositiveDuration(duration: Duration, place: Place): number {
  const milliseconds = readDuration(duration, place);
  if (milliseconds === 0) throw place.error("is 0s; give a duration above 0s");
  return milliseconds;
}

/** In the form that configuration files have: "20ms". To the nanosecond, and never with an exponent. */
export function durationText(milliseconds: number): string {
  return `${Number.isInteger(milliseconds) ? milliseconds : milliseconds.toFixed(6)}ms`;
}
