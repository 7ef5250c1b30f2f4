import type { CodecPlugin } from "@meltemi/core";

/** Whether request ids can be rewritten, so that clients may share upstream connections. */
export function canMultiplex(plugin: CodecPlugin): boolean {
  if (plugin.correlation === "connection") return false;
  return plugin.correlation === "id" || plugin.requestIdBits !== undefined;
}
