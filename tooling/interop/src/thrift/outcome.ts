import { PeerError } from "../program.js";
import type { ThriftClient } from "./client.js";

/** What the application sees of a call: its result, or what the library threw. */
export type Outcome =
  | { readonly value: unknown }
  | { readonly type: string; readonly message: string; readonly details: unknown };

export async function outcomeOf(
  client: ThriftClient,
  called: string,
  args: readonly unknown[] = [],
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  try {
    const { value } = await client.call(called, args, headers);
    return { value };
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    const { type, message, details } = error;
    return { type, message, details };
  }
}
