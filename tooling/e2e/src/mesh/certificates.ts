import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** PEM files of a server, and of the authority whose clients it takes. */
export interface ServerFiles {
  readonly certificate: string;
  readonly privateKey: string;
  readonly clientAuthorities: string;
}

/** PEM files of a client, and of the authority whose servers it trusts. */
export interface ClientFiles {
  readonly ca: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Makes certificates with the openssl command, into a folder. */
export class Authority {
  readonly #folder: string;
  readonly #name: string;

  private constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
  }

  static async create(folder: string, name: string): Promise<Authority> {
    const authority = new Authority(folder, name);
    await authority.#openssl("req", "-x509", ...NEW_KEY, "-days", "2", "-subj", `/CN=${name}`, [
      "-keyout",
      authority.#file("ca.key"),
      "-out",
      authority.certificate,
    ]);
    return authority;
  }

  /** File of its own certificate. */
  get certificate(): string {
    return this.#file("ca.pem");
  }

  /** A certificate for a process on 127.0.0.1. */
  async issue(subject: string): Promise<{ readonly certificate: string; readonly key: string }> {
    const key = this.#file(`${subject}.key`);
    const request = this.#file(`${subject}.csr`);
    const certificate = this.#file(`${subject}.pem`);
    const extensions = this.#file("extensions.cnf");
    await writeFile(extensions, "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
    await this.#openssl("req", ...NEW_KEY, "-subj", `/CN=${subject}`, [
      "-keyout",
      key,
      "-out",
      request,
    ]);
    await this.#openssl("x509", "-req", "-days", "2", "-in", request, "-out", certificate, [
      ...["-CA", this.certificate, "-CAkey", this.#file("ca.key"), "-CAcreateserial"],
      ...["-extfile", extensions],
    ]);
    return { certificate, key };
  }

  #file(name: string): string {
    return join(this.#folder, `${this.#name}-${name}`);
  }

  /** Whether this machine has the command. */
  static async isPossible(): Promise<boolean> {
    const asked = promisify(execFile)("openssl", ["version"]);
    return await asked.then(
      () => true,
      () => false,
    );
  }

  async #openssl(...args: readonly (string | readonly string[])[]): Promise<void> {
    await promisify(execFile)("openssl", args.flat());
  }
}

const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
