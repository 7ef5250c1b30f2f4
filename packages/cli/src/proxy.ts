import { once } from "node:events";
import { createProxy, type Proxy as RunningProxy } from "@meltemi/proxy";
import { ExitCode } from "./exit-code.js";
import type { CliIo } from "./io.js";

const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Runs a proxy until a signal ends it: the first lets the requests in flight finish, a second closes
 * everything at once. Throws what `createProxy` throws.
 */
export async function runProxy(file: string, io: CliIo): Promise<ExitCode> {
  const stop = new AbortController();
  const hurry = new AbortController();
  const onSignal = (): void => (stop.signal.aborted ? hurry : stop).abort();
  // Before the proxy starts: in process 1 of a container an unheard signal is lost.
  for (const name of SIGNALS) io.signals.on(name, onSignal);
  try {
    const proxy = await createProxy({ config: file, watch: true });
    io.out(readyText(proxy));
    await aborted(stop.signal);
    io.error("finishing the requests in flight; signal again to stop at once\n");
    await Promise.race([proxy.drain(), aborted(hurry.signal)]);
    await proxy.close();
    return ExitCode.Ok;
  } finally {
    for (const name of SIGNALS) io.signals.off(name, onSignal);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

function readyText({ listeners, adminAddress }: RunningProxy): string {
  const lines = listeners.map(
    ({ name, protocol, ...address }) =>
      `listener ${name} on ${addressText(address)} (protocol ${protocol})\n`,
  );
  if (adminAddress !== undefined) lines.push(`admin on http://${addressText(adminAddress)}\n`);
  return lines.join("");
}

interface Address {
  readonly address: string;
  readonly port: number;
}

function addressText({ address, port }: Address): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
