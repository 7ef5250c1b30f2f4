export const Transport = { Framed: 0, Unframed: 1, Header: 2 } as const;
export type Transport = (typeof Transport)[keyof typeof Transport];

export const Protocol = { Binary: 0, Compact: 1 } as const;
export type Protocol = (typeof Protocol)[keyof typeof Protocol];

/** Values of the attributes `transport` and `protocol`, by number. */
export const TRANSPORT_NAMES = ["framed", "unframed", "header"] as const;
export const PROTOCOL_NAMES = ["binary", "compact"] as const;

/**
 * Transport and protocol as one small integer, for `message.dialect`. Strict and old binary messages are of
 * one dialect: servers read both on one connection.
 */
export function dialectOf(transport: Transport, protocol: Protocol): number {
  return transport * 2 + protocol;
}

export function transportOf(dialect: number): Transport {
  return (dialect >> 1) as Transport;
}

export function protocolOf(dialect: number): Protocol {
  return (dialect & 1) as Protocol;
}

/** For error texts: "framed binary". */
export function dialectName(dialect: number): string {
  return `${TRANSPORT_NAMES[transportOf(dialect)]} ${PROTOCOL_NAMES[protocolOf(dialect)]}`;
}
