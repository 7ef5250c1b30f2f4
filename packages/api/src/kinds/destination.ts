import { object, port, type Schema, text } from "../schema/schema-parts.js";

export interface PortSelector {
  readonly number: number;
}

/** A service, or a subset of it. */
export interface Destination {
  /** Fully qualified, or short in its own namespace. */
  readonly host: string;
  /** Name of a subset of the host's DestinationRule. Absent: all endpoints. */
  readonly subset?: string;
  /** Absent: the port of the service that is being called. */
  readonly port?: PortSelector;
}

export const destinationSchema: Schema = object(
  "Destination",
  "A service, or a subset of it.",
  {
    host: text(
      "Name of the service: fully qualified, such as orders.shop.svc.cluster.local, or short in its own namespace.",
    ),
    subset: text("Name of a subset of the host's DestinationRule. Left out: all endpoints."),
    port: object(
      "PortSelector",
      "A port of the host. Left out: the port of the service that is being called.",
      { number: port("Number of the service port.", 1) },
      ["number"],
    ),
  },
  ["host"],
);
