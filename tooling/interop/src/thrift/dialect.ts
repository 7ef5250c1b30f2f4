/** How a client and a server talk: what the official libraries call transport and protocol. */
export interface Dialect {
  readonly transport: "framed" | "unframed" | "header";
  /** "lax": the binary protocol in its old form, without a version. */
  readonly protocol: "binary" | "compact" | "lax";
  /** Whether messages name their service: "First:echo". */
  readonly multiplexed: boolean;
}

/** Services of a multiplexed server. Clients call the first unless told otherwise. */
export const SERVICES = ["First", "Second"] as const;

const TRANSPORTS = ["framed", "unframed", "header"] as const;
const PROTOCOLS = ["binary", "compact"] as const;

/** Every transport with every protocol, plain and multiplexed. */
export const DIALECTS: readonly Dialect[] = TRANSPORTS.flatMap((transport) =>
  PROTOCOLS.flatMap((protocol) =>
    [false, true].map((multiplexed) => ({ transport, protocol, multiplexed })),
  ),
);

export const HEADER_DIALECTS: readonly Dialect[] = DIALECTS.filter(
  ({ transport }) => transport === "header",
);

/** Binary messages without a version. THeader has no such protocol. */
export const LAX_DIALECTS: readonly Dialect[] = [
  { transport: "framed", protocol: "lax", multiplexed: false },
  { transport: "unframed", protocol: "lax", multiplexed: false },
];

export function dialectName({ transport, protocol, multiplexed }: Dialect): string {
  return `${transport} ${protocol}${multiplexed ? " multiplexed" : ""}`;
}
