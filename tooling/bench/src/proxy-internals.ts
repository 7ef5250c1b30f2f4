import type { AttributeSet, MatchSpec, Message } from "@meltemi/core";

/** The proxy's route table, of which the bench needs this much. */
interface RouteTable {
  /** Index of the first match that holds; -1 when none does. */
  find(message: Message): number;
}

export type RouteTableConstructor = new (
  matches: readonly MatchSpec[],
  attributes: AttributeSet,
) => RouteTable;

/**
 * The table that listeners use. It is no part of the proxy's public interface, and need not become
 * one for the sake of a benchmark, so it is taken from the package's build.
 */
export async function loadRouteTable(): Promise<RouteTableConstructor> {
  const file = new URL("route/route-table.js", import.meta.resolve("@meltemi/proxy"));
  const module = (await import(file.href)) as { readonly RouteTable?: RouteTableConstructor };
  if (module.RouteTable === undefined) {
    throw new Error(
      `no RouteTable in ${file.pathname}; change proxy-internals.ts to where it went`,
    );
  }
  return module.RouteTable;
}
