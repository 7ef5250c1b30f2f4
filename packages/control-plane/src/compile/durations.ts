import { parseDuration } from "@meltemi/core";
import type { Messages } from "@meltemi/xds";

export type Duration = Messages["google.protobuf.Duration"];

/** @throws {Error} when the text is not a duration */
export function durationOf(text: string): Duration {
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    throw new Error(`"${text}" is not a duration; write one such as 250ms or 1m30s`);
  }
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) };
}

export function optionalDuration(text: string | undefined): Duration | undefined {
  return text === undefined ? undefined : durationOf(text);
}
