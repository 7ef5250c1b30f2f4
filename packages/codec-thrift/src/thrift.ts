import type { CodecPlugin } from "@meltemi/core";

export function thrift(): CodecPlugin {
  throw new Error("not written yet");
}
