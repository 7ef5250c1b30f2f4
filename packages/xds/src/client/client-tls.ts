import { ChannelCredentials, type ChannelOptions, credentials } from "@grpc/grpc-js";

/** What a client trusts, and what it proves itself with, all in PEM. */
export interface ClientTls {
  /** Whose certificates the server may show. @default those that come with Node */
  readonly authorities?: string;
  /** The client's certificate, then intermediate ones; with `privateKey`. @default none is shown */
  readonly certificate?: string;
  readonly privateKey?: string;
  /** The name in the server's certificate. @default the host of the address */
  readonly serverName?: string;
}

/** @throws {Error} when a value is not PEM, or the key is of another certificate */
export function channelCredentials(tls: ClientTls | undefined): ChannelCredentials {
  if (tls === undefined) return credentials.createInsecure();
  const { authorities, certificate, privateKey } = tls;
  try {
    return ChannelCredentials.createSsl(bytes(authorities), bytes(privateKey), bytes(certificate));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `the certificates cannot be used: ${why}; give authorities, a certificate and its key in PEM`,
      { cause },
    );
  }
}

export function tlsOptions(tls: ClientTls | undefined): ChannelOptions {
  return tls?.serverName === undefined ? {} : { "grpc.ssl_target_name_override": tls.serverName };
}

function bytes(pem: string | undefined): Buffer | null {
  return pem === undefined ? null : Buffer.from(pem);
}
