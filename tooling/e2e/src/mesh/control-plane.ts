import { createControlPlane } from "@meltemi/control-plane";
import type { ServerFiles } from "./certificates.js";
import { Program } from "./program.js";

export interface ControlPlaneOptions {
  readonly folder: string;
  /** 0: the kernel picks one. */
  readonly xdsPort: number;
  readonly httpPort: number;
  readonly tls?: ServerFiles | undefined;
}

/** A running control plane. */
export interface ControlPlane {
  readonly xdsPort: number;
  readonly httpPort: number;
  readonly lines: readonly string[];
  stop(): Promise<void>;
  /** As a crash would, where it is a process. */
  kill(): Promise<void>;
}

/** Runs it as `meltemi control-plane`. */
export async function spawnControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { folder, xdsPort, httpPort, tls } = options;
  const program = new Program([
    "control-plane",
    ...["--config", folder, "--xds-port", `${xdsPort}`, "--http-port", `${httpPort}`],
    ...(tls === undefined ? [] : ["--tls-cert", tls.certificate, "--tls-key", tls.privateKey]),
    ...(tls === undefined ? [] : ["--tls-client-ca", tls.clientAuthorities]),
  ]);
  const [, xds] = await program.says(/^xDS on .*:(\d+)$/);
  const [, http] = await program.says(/^HTTP API on .*:(\d+)$/);
  return {
    xdsPort: Number(xds),
    httpPort: Number(http),
    lines: program.lines,
    stop: () => program.stop(),
    kill: () => program.kill(),
  };
}

/** Runs it in this process. */
export async function controlPlaneHere(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { folder, xdsPort, httpPort, tls } = options;
  const lines: string[] = [];
  const write = (message: string, fields?: object): void => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const controlPlane = await createControlPlane({
    folder,
    xds: { port: xdsPort, ...(tls === undefined ? {} : { tls }) },
    http: { port: httpPort },
    logger: { info: write, warn: write, error: write },
  });
  return {
    xdsPort: controlPlane.xdsAddress.port,
    httpPort: controlPlane.httpAddress.port,
    lines,
    stop: () => controlPlane.close(),
    kill: () => controlPlane.close(),
  };
}
