import { readFile } from "node:fs/promises";
import { ConfigLoadError } from "@meltemi/api";
import type { ServerTls } from "@meltemi/xds";
import { Option } from "commander";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";

/** Files in PEM. */
export interface TlsFlags {
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
}

export const tlsOptions: readonly Option[] = [
  new Option("--tls-cert <file>", "PEM: the control plane's certificate; xDS by TLS"),
  new Option("--tls-key <file>", "PEM: its key"),
  new Option("--tls-client-ca <file>", "PEM: proxies must have a certificate of this authority"),
];

/** @returns undefined when no file was given */
export async function readTlsFiles(flags: TlsFlags): Promise<ServerTls | undefined> {
  const { tlsCert, tlsKey, tlsClientCa } = flags;
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    const message = "TLS needs a certificate and its key; give both --tls-cert and --tls-key";
    throw new CommandFailure(ExitCode.Usage, message);
  }
  return {
    certificate: await read(tlsCert),
    privateKey: await read(tlsKey),
    ...(tlsClientCa === undefined ? {} : { clientAuthorities: await read(tlsClientCa) }),
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const message = `cannot be read (${why}); give the path of a PEM file`;
    throw new ConfigLoadError([{ file, line: undefined, column: undefined, path: "", message }]);
  }
}
