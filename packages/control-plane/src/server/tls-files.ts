import { readFile } from "node:fs/promises";
import type { ServerTls } from "@meltemi/xds";
import { errorText } from "../error-text.js";
import type { Logger } from "../logger.js";

/** PEM files of a server. */
export interface TlsFiles {
  /** The server's certificate, then intermediate ones. */
  readonly certificate: string;
  readonly privateKey: string;
  /** Whose certificates clients must show. @default clients need none */
  readonly clientAuthorities?: string;
  /** Milliseconds between two looks at whether the files have changed. @default 5_000 */
  readonly reloadMs?: number;
}

/** @throws {Error} when one cannot be read, with what to do */
export async function readTlsFiles(files: TlsFiles): Promise<ServerTls> {
  const read = async (path: string): Promise<string> => {
    try {
      return await readFile(path, "utf8");
    } catch (error) {
      throw new Error(`${errorText(error)}; give the path of a PEM file`, { cause: error });
    }
  };
  const { clientAuthorities } = files;
  return {
    certificate: await read(files.certificate),
    privateKey: await read(files.privateKey),
    ...(clientAuthorities === undefined
      ? {}
      : { clientAuthorities: await read(clientAuthorities) }),
  };
}

/**
 * Reads the files again and again, and tells when they have changed and can be used. They are asked for rather than
 * watched: certificates change rarely, and by every means there is (a copy, a rename, a Kubernetes secret).
 * @param current what is in use
 * @returns ends it
 */
export function followTlsFiles(
  files: TlsFiles,
  current: ServerTls,
  use: (tls: ServerTls) => void,
  logger: Logger,
): () => void {
  let last = JSON.stringify(current);
  let complaint = "";
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const wait = (): void => {
    if (!ended) timer = setTimeout(() => void look().then(wait), files.reloadMs ?? 5_000).unref();
  };
  const look = async (): Promise<void> => {
    try {
      const tls = await readTlsFiles(files);
      const text = JSON.stringify(tls);
      if (text === last || ended) return;
      use(tls);
      last = text;
      complaint = "";
      logger.info("certificates reloaded", { file: files.certificate });
    } catch (error) {
      // A key without its certificate, for as long as only one of them has been replaced.
      const reason = errorText(error);
      if (reason !== complaint) {
        complaint = reason;
        logger.warn("certificates cannot be used, the ones before stay", { reason });
      }
    }
  };
  wait();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
