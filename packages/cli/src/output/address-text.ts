export interface Address {
  readonly address: string;
  readonly port: number;
}

/** `127.0.0.1:8090`, `[::1]:8090`. */
export function addressText({ address, port }: Address): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
