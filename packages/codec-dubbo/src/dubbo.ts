import type { CodecPlugin } from "@meltemi/core";

export function dubbo(): CodecPlugin {
  throw new Error("not written yet");
}
