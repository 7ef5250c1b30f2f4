import { resolve } from "node:path";
import type { XdsConfig } from "../config/config.js";

/** The configuration with every file's path made absolute. */
export function fromFolder(config: XdsConfig, folder: string): XdsConfig {
  const from = (file: string | undefined) => (file === undefined ? file : resolve(folder, file));
  const { savedCopy, tls } = config;
  return {
    ...config,
    savedCopy: from(savedCopy),
    tls:
      tls === undefined
        ? undefined
        : { ...tls, ca: from(tls.ca), certificate: from(tls.certificate), key: from(tls.key) },
  };
}
