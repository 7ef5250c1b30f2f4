import { dubbo } from "@meltemi/codec-dubbo";
import { qza } from "@meltemi/codec-qza";
import { thrift } from "@meltemi/codec-thrift";
import { createProxy } from "@meltemi/proxy";
import { globalRateLimit, localRateLimit } from "@meltemi/ratelimit";
import type { ClientFiles } from "./certificates.js";
import { Program } from "./program.js";

export interface MeshProxyOptions {
  /** By which the control plane knows it. */
  readonly name: string;
  /** @default "default" */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Where requests to services come in: an address, or "none". @default "127.0.0.1" */
  readonly outbound?: string;
  /** The ports of servers beside it, by the ports under which services have them. @default none */
  readonly inbound?: Readonly<Record<number, number>>;
  /** A file. */
  readonly savedCopy?: string;
  /** Modules with codecs, beside the official ones. For processes. */
  readonly codecs?: readonly string[];
  readonly tls?: ClientFiles;
  /** Whether it is a process. @default as its mesh says */
  readonly process?: boolean;
  /** More fields of the configuration's section `xds`. For proxies that are no processes. */
  readonly xds?: Readonly<Record<string, unknown>>;
}

/** A running proxy. */
export interface MeshProxy {
  readonly name: string;
  /** Of the admin server on 127.0.0.1. */
  readonly adminPort: number;
  readonly pid: number;
  /** What it says, line by line. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
  /** As a crash would, where it is a process. */
  kill(): Promise<void>;
}

const OFFICIAL = ["@meltemi/codec-dubbo", "@meltemi/codec-qza", "@meltemi/codec-thrift"];

/** Runs it as `meltemi proxy`. @param xds host and port of the control plane */
export async function spawnProxy(xds: string, options: MeshProxyOptions): Promise<MeshProxy> {
  const { name, namespace = "default", labels = {}, codecs = [], savedCopy, tls } = options;
  const { outbound = "127.0.0.1", inbound = {} } = options;
  const program = new Program([
    "proxy",
    ...["--xds", xds, "--node-id", name, "--namespace", namespace, "--outbound", outbound],
    ...["--admin-port", "0"],
    ...(codecs.length === 0 ? [] : [...OFFICIAL, ...codecs].flatMap((codec) => ["--codec", codec])),
    ...Object.entries(labels).flatMap(([label, value]) => ["--label", `${label}=${value}`]),
    ...(Object.keys(inbound).length === 0 ? [] : ["--ip", "127.0.0.1"]),
    ...Object.entries(inbound).flatMap(([port, server]) => [
      "--inbound",
      `${port}=127.0.0.1:${server}`,
    ]),
    ...(savedCopy === undefined ? [] : ["--saved-copy", savedCopy]),
    ...(tls === undefined ? [] : ["--xds-ca", tls.ca]),
    ...(tls?.certificate === undefined ? [] : ["--xds-cert", tls.certificate]),
    ...(tls?.key === undefined ? [] : ["--xds-key", tls.key]),
  ]);
  const [, adminPort] = await program.says(/^admin on .*:(\d+)$/);
  return {
    name,
    adminPort: Number(adminPort),
    pid: program.pid,
    lines: program.lines,
    stop: () => program.stop(),
    kill: () => program.kill(),
  };
}

/** Runs it in this process. */
export async function proxyHere(xds: string, options: MeshProxyOptions): Promise<MeshProxy> {
  const { name, namespace = "default", labels = {}, savedCopy, tls } = options;
  const { outbound = "127.0.0.1", inbound = {} } = options;
  const lines: string[] = [];
  const write = (message: string, fields?: object): void => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const servers = Object.entries(inbound).map(([port, server]) => [port, `127.0.0.1:${server}`]);
  const proxy = await createProxy({
    config: {
      admin: { port: 0 },
      node: {
        id: name,
        namespace,
        labels,
        outbound,
        addresses: servers.length === 0 ? [] : ["127.0.0.1"],
        inbound: Object.fromEntries(servers),
      },
      xds: {
        address: xds,
        ...(savedCopy === undefined ? {} : { savedCopy }),
        ...(tls === undefined ? {} : { tls }),
        ...options.xds,
      },
    },
    codecs: [dubbo(), qza(), thrift()],
    filters: [localRateLimit(), globalRateLimit()],
    logger: { info: write, warn: write, error: write },
  });
  const stop = (): Promise<void> => proxy.close();
  const adminPort = proxy.adminAddress?.port ?? 0;
  return { name, adminPort, pid: process.pid, lines, stop, kill: stop };
}
