/** A load: this many connections with this many requests in flight on each. */
export interface Cell {
  readonly connections: number;
  readonly inFlight: number;
}

/** As users write it: "64x32". */
export function cellText({ connections, inFlight }: Cell): string {
  return `${connections}x${inFlight}`;
}
