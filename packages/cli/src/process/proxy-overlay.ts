import { resolve } from "node:path";
import type { ProxyFlags } from "../commands/proxy-options.js";

/** Of a control plane, and of the way to it. Paths are files. */
export interface XdsFlags {
  /** `host:port` */
  readonly xds?: string;
  readonly xdsCa?: string;
  readonly xdsCert?: string;
  readonly xdsKey?: string;
}

/** Flags in the form of the proxy's configuration, without what was not given. */
export function proxyOverlay(flags: ProxyFlags & XdsFlags): Readonly<Record<string, unknown>> {
  return given({
    codecs: flags.codec.map(fromHere),
    filters: flags.filter.map(fromHere),
    admin: given({ port: flags.adminPort }),
    node: given({
      id: flags.nodeId,
      namespace: flags.namespace,
      labels: flags.label,
      addresses: flags.ip,
      outbound: flags.outbound,
      inbound: flags.inbound,
    }),
    xds: given({
      address: flags.xds,
      savedCopy: fileFromHere(flags.savedCopy),
      tls: given({
        ca: fileFromHere(flags.xdsCa),
        certificate: fileFromHere(flags.xdsCert),
        key: fileFromHere(flags.xdsKey),
      }),
    }),
  });
}

/** Paths of flags start from the working directory, those of the configuration from its folder. */
function fromHere(name: string): string {
  return /^\.{1,2}\//.test(name) ? resolve(name) : name;
}

function fileFromHere(file: string | undefined): string | undefined {
  return file === undefined ? undefined : resolve(file);
}

function given(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "object" && Object.keys(value ?? {}).length === 0)
  );
}
