import { attempt } from "./attempt.js";
import type { Directory } from "./destinations.js";
import type { Diagnostic } from "./diagnostic.js";
import { compileGatewayPort, type GatewayPort } from "./gateway-listeners.js";
import type { Gateway, Gateways } from "./gateways.js";
import { listenerName } from "./names.js";
import { trackedMemo } from "./tracked-memo.js";

/** The ports of each gateway, the oldest gateway first. */
export type GatewayPorts = ReadonlyMap<Gateway, readonly GatewayPort[]>;

interface PortState {
  readonly compile: typeof compileGatewayPort;
  port: GatewayPort | undefined;
}

/** Compiles the ports of gateways; those that nothing changed for stay the same objects. */
export function gatewayPortsCompiler(): (
  gateways: Gateways,
  directory: Directory,
  diagnostics: Diagnostic[],
) => GatewayPorts {
  let states: ReadonlyMap<string, PortState> = new Map();
  return ({ bindings }, directory, diagnostics) => {
    const next = new Map<string, PortState>();
    const compiled = new Map<Gateway, readonly GatewayPort[]>();
    for (const [gateway, bound] of bindings) {
      const ports = bound.flatMap(({ server, host, router }) => {
        const key = `${gateway.age.key} ${listenerName(server.address, server.port)}`;
        const state: PortState = states.get(key) ?? {
          compile: trackedMemo(compileGatewayPort),
          port: undefined,
        };
        next.set(key, state);
        state.port = attempt(
          router.age.key,
          () => state.port,
          diagnostics,
          () => state.compile(directory, gateway, server, host, router),
        );
        return state.port ?? [];
      });
      for (const port of ports) diagnostics.push(...port.diagnostics);
      compiled.set(gateway, ports);
    }
    states = next;
    return compiled;
  };
}
