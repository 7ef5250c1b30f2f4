import { ConfigLoadError, type ConfigProblem } from "@meltemi/api";
import type { ApplyResult, ProxyView, ResourceView } from "@meltemi/control-plane";
import { ExitCode } from "../exit-code.js";
import { CommandFailure } from "../failure.js";
import type { CliIo } from "../io.js";
import { readJson } from "./http.js";
import type { ProxyConfigView, ResourceList, RouteList } from "./views.js";

const DEFAULT_SERVER = "http://127.0.0.1:15014";

const HOW_TO_REACH =
  'start one with "meltemi control-plane --config FOLDER", or name another with --server or MELTEMI_SERVER';

export interface ResourceName {
  readonly kind: string;
  /** Empty for kinds that belong to the whole mesh. */
  readonly namespace: string;
  readonly name: string;
}

/** The control plane's HTTP API. Every function throws CommandFailure with a message for users. */
export interface ControlPlaneClient {
  /** @param kind of all kinds without it */
  resources(kind: string | undefined): Promise<ResourceList>;
  /** Undefined: there is none. */
  resource(name: ResourceName): Promise<ResourceView | undefined>;
  /** @returns whether it was there */
  remove(name: ResourceName): Promise<boolean>;
  /** @throws {ConfigLoadError} with lines of the text; nothing has been applied then */
  apply(text: string, options: { dryRun: boolean }): Promise<readonly ApplyResult[]>;
  proxies(): Promise<readonly ProxyView[]>;
  /** Undefined: no such proxy is connected. */
  proxyConfig(id: string): Promise<ProxyConfigView | undefined>;
  routes(query: { host: string; port?: number; namespace?: string }): Promise<RouteList>;
}

/** @param server of the command line; without it, the environment's or the default */
export function controlPlaneClient(server: string | undefined, io: CliIo): ControlPlaneClient {
  const base = baseUrl(server ?? io.environment["MELTEMI_SERVER"] ?? DEFAULT_SERVER);
  const request = (path: string, init: RequestInit = {}) =>
    readJson(new URL(path, base), init, HOW_TO_REACH);

  return {
    async resources(kind) {
      return (await request(`api/v1/resources${queryText({ kind })}`)).body as ResourceList;
    },
    async resource(name) {
      const { status, body } = await request(pathOf(name));
      return status === 404 ? undefined : (body as ResourceView);
    },
    async remove(name) {
      return (await request(pathOf(name), { method: "DELETE" })).status !== 404;
    },
    async apply(text, { dryRun }) {
      const path = `api/v1/apply${dryRun ? "?dryRun=true" : ""}`;
      const headers = { "content-type": "application/yaml" };
      const { status, body } = await request(path, { method: "POST", body: text, headers });
      if (status === 422)
        throw new ConfigLoadError((body as { problems: ConfigProblem[] }).problems);
      return (body as { results: ApplyResult[] }).results;
    },
    async proxies() {
      return ((await request("api/v1/proxies")).body as { proxies: ProxyView[] }).proxies;
    },
    async proxyConfig(id) {
      const { status, body } = await request(`api/v1/proxies/${encodeURIComponent(id)}/config`);
      return status === 404 ? undefined : (body as ProxyConfigView);
    },
    async routes(query) {
      return (await request(`api/v1/routes${queryText(query)}`)).body as RouteList;
    },
  };
}

function baseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const message = `"${text}" is not the address of a server; write it like ${DEFAULT_SERVER}`;
    throw new CommandFailure(ExitCode.Usage, message);
  }
  // A path that ends with "/" is kept by new URL(relative, base).
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

function pathOf({ kind, namespace, name }: ResourceName): string {
  const parts = [kind, namespace === "" ? "-" : namespace, name];
  return `api/v1/resources/${parts.map(encodeURIComponent).join("/")}`;
}

function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) given.set(key, String(value));
  }
  return given.size === 0 ? "" : `?${given}`;
}
