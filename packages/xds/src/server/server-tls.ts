import { credentials, experimental, type ServerCredentials } from "@grpc/grpc-js";

/** What a server proves itself with, all in PEM. */
export interface ServerTls {
  /** The server's certificate, then intermediate ones. */
  readonly certificate: string;
  readonly privateKey: string;
  /** Whose certificates clients must show. @default clients need none */
  readonly clientAuthorities?: string;
}

type Listener<Update> = (update: Update) => void;
type CaListener = Listener<experimental.CaCertificateUpdate | null>;
type IdentityListener = Listener<experimental.IdentityCertificateUpdate | null>;

/** Server credentials that can be replaced; connections that are open keep theirs. */
export class ReloadableTls implements experimental.CertificateProvider {
  readonly credentials: ServerCredentials;
  #tls: ServerTls;
  readonly #caListeners = new Set<CaListener>();
  readonly #identityListeners = new Set<IdentityListener>();

  /** @throws {Error} when a value is not PEM, or the key is of another certificate */
  constructor(tls: ServerTls) {
    check(tls);
    this.#tls = tls;
    const mutual = tls.clientAuthorities !== undefined;
    // The library's types have the first two parameters in the wrong order.
    this.credentials = experimental.createCertificateProviderServerCredentials(
      this,
      mutual ? this : null,
      mutual,
    );
  }

  /** @throws {Error} as the constructor; the former values stay */
  replace(tls: ServerTls): void {
    if ((tls.clientAuthorities === undefined) !== (this.#tls.clientAuthorities === undefined)) {
      throw new Error(
        "whether clients need certificates cannot change while the server runs; start it again",
      );
    }
    check(tls);
    this.#tls = tls;
    for (const listener of this.#caListeners) this.#announceCa(listener);
    for (const listener of this.#identityListeners) this.#announceIdentity(listener);
  }

  // Listeners are called later: the credentials are not yet ready for them while they register.

  addCaCertificateListener(listener: CaListener): void {
    this.#caListeners.add(listener);
    queueMicrotask(() => this.#announceCa(listener));
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.#caListeners.delete(listener);
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.add(listener);
    queueMicrotask(() => this.#announceIdentity(listener));
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.#identityListeners.delete(listener);
  }

  #announceCa(listener: CaListener): void {
    listener({ caCertificate: Buffer.from(this.#tls.clientAuthorities ?? "") });
  }

  #announceIdentity(listener: IdentityListener): void {
    const { certificate, privateKey } = this.#tls;
    listener({ certificate: Buffer.from(certificate), privateKey: Buffer.from(privateKey) });
  }
}

/** The library would only log bad values, and then refuse all connections. */
function check({ certificate, privateKey, clientAuthorities }: ServerTls): void {
  try {
    credentials.createSsl(
      clientAuthorities === undefined ? null : Buffer.from(clientAuthorities),
      Buffer.from(privateKey),
      Buffer.from(certificate),
    );
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `the certificates cannot be used: ${why}; give a certificate, its key and authorities in PEM`,
      { cause },
    );
  }
}
