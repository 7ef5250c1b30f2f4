import { readFileSync } from "node:fs";

/** The PEM text of a file in test/certificates. */
export function certificate(name: string): string {
  return readFileSync(new URL(`certificates/${name}`, import.meta.url), "utf8");
}

/** The certificate and key of "server" or "client", by that authority. */
export function identity(
  authority: "first" | "second",
  who: "server" | "client",
): { certificate: string; privateKey: string } {
  return {
    certificate: certificate(`${authority}-${who}.pem`),
    privateKey: certificate(`${authority}-${who}.key`),
  };
}
