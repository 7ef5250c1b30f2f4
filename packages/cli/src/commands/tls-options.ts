import type { TlsFiles } from "@meltemi/control-plane";
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
export function tlsFiles(flags: TlsFlags): TlsFiles | undefined {
  const { tlsCert, tlsKey, tlsClientCa } = flags;
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    const message = "TLS needs a certificate and its key; give both --tls-cert and --tls-key";
    throw new CommandFailure(ExitCode.Usage, message);
  }
  return {
    certificate: tlsCert,
    privateKey: tlsKey,
    ...(tlsClientCa === undefined ? {} : { clientAuthorities: tlsClientCa }),
  };
}
