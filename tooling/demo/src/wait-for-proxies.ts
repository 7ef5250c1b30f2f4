import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 20;
const IN_FORCE_MS = 15_000;

/** A proxy, and the port of its admin server. */
export interface WaitedProxy {
  readonly name: string;
  readonly adminPort: number;
}

/** What is used of the control plane's view of a proxy. */
interface ProxyView {
  readonly id: string;
  /** False for one that was there before. */
  readonly connected: boolean;
  readonly types: readonly {
    readonly type: string;
    readonly state: "synced" | "stale" | "rejected" | "not-sent";
    readonly error?: string;
  }[];
}

/**
 * Waits until every proxy has confirmed all that the control plane has for it, and has it in force.
 * @param server address of the control plane's HTTP API
 * @throws {Error} when a proxy rejects something, or when it takes longer than 15 seconds
 */
export async function waitForProxies(
  server: string,
  proxies: readonly WaitedProxy[],
): Promise<void> {
  const deadline = Date.now() + IN_FORCE_MS;
  let waiting = "";
  for (; Date.now() < deadline; await delay(POLL_MS)) {
    const views = await readViews(server);
    waiting = proxies.map(({ name }) => whyNotSynced(name, views)).find(isText) ?? "";
    if (waiting !== "") continue;
    const settled = await Promise.all(proxies.map(isSettled));
    if (settled.every(Boolean)) return;
    waiting = `${proxies[settled.indexOf(false)]?.name} has not taken on what it confirmed`;
  }
  throw new Error(`${waiting} within ${IN_FORCE_MS} ms`);
}

/** @throws {Error} when it has rejected something */
function whyNotSynced(name: string, views: readonly ProxyView[]): string | undefined {
  const view = views.find(({ id, connected }) => id === name && connected);
  if (view === undefined) return `${name} has not connected to the control plane`;
  const rejected = view.types.find(({ state }) => state === "rejected");
  if (rejected !== undefined) {
    throw new Error(`${name} has rejected its ${rejected.type}: ${rejected.error}`);
  }
  const isSynced =
    view.types.some(({ state }) => state === "synced") &&
    view.types.every(({ state }) => state !== "stale");
  return isSynced ? undefined : `${name} has not confirmed what it was sent`;
}

async function readViews(server: string): Promise<readonly ProxyView[]> {
  const body = await readJson(`${server}/api/v1/proxies`);
  return (body as { proxies: readonly ProxyView[] }).proxies;
}

/** Whether all that the proxy has confirmed is in force: it confirms first. */
async function isSettled({ adminPort }: WaitedProxy): Promise<boolean> {
  const dump = await readJson(`http://127.0.0.1:${adminPort}/config_dump`);
  return (dump as { controlPlane: { settled: boolean } }).controlPlane.settled;
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`nothing answers at ${url}`, { cause });
  });
  return await response.json();
}

function isText(text: string | undefined): text is string {
  return text !== undefined;
}
