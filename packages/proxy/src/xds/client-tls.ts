import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ClientTls } from "@meltemi/xds";
import type { XdsTlsConfig } from "../config/config.js";

/** @throws {Error} when a file cannot be read; names it */
export async function readClientTls(config: XdsTlsConfig): Promise<ClientTls> {
  const [authorities, certificate, privateKey] = await Promise.all([
    read(config.ca),
    read(config.certificate),
    read(config.key),
  ]);
  const { serverName } = config;
  return {
    ...(authorities === undefined ? {} : { authorities }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(serverName === undefined ? {} : { serverName }),
  };
}

/** How often certificates are looked at. They are renewed hours before they end. */
const LOOK_MS = 5000;

/** Calls `onChange` when one of the files has changed. @returns ends the watch */
export function watchClientTls(config: XdsTlsConfig, onChange: () => void): () => void {
  const files = [config.ca, config.certificate, config.key].filter((file) => file !== undefined);
  for (const file of files) watchFile(file, { interval: LOOK_MS, persistent: false }, onChange);
  return () => {
    for (const file of files) unwatchFile(file, onChange);
  };
}

async function read(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new Error(`${file} cannot be read (${why}); give the path of a PEM file in xds.tls`, {
      cause,
    });
  }
}
