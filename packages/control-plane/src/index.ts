export { ConfigLoadError, type ConfigProblem } from "@meltemi/api";
export type { HttpOptions } from "./api/http-server.js";
export {
  type BoundAddress,
  type ControlPlane,
  type ControlPlaneOptions,
  createControlPlane,
  type XdsOptions,
} from "./control-plane.js";
export { jsonLogger, type Logger, silentLogger } from "./logger.js";
export type { TlsFiles } from "./server/tls-files.js";
export type { FolderOptions } from "./sources/folder-source.js";
export type { Change, Sink, Source, WritableSource } from "./sources/source.js";
export type { DeliveryState } from "./status/delivery.js";
export type { RegistryOptions } from "./status/proxy-registry.js";
export type { ProxyView, TypeView } from "./status/proxy-view.js";
export type { ResourceView } from "./status/resource-view.js";
export type { CompileOptions } from "./store/compile-loop.js";
export type { ApplyResult } from "./store/resource-writer.js";
