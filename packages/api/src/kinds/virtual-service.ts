import type { KindDefinition } from "../resource/kind-definition.js";
import { list, port, type Schema, text } from "../schema/schema-parts.js";
import { checkVirtualService } from "./check-virtual-service.js";
import type { Destination } from "./destination.js";
import { labels, nonEmptyList, openObject, wholeNumber } from "./parts.js";
import { exportToSchema } from "./service-entry.js";

export interface L4Match {
  readonly destinationSubnets: readonly string[];
  readonly port?: number;
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly gateways: readonly string[];
  readonly sourceNamespace?: string;
}

export interface TcpRoute {
  /** One of them must match. Empty: every connection. */
  readonly match: readonly L4Match[];
  readonly route: readonly TcpRouteDestination[];
}

export interface TcpRouteDestination {
  readonly destination: Destination;
  /** 0 to 100. */
  readonly weight?: number;
}

/** Where the connections to a host go. */
export interface VirtualServiceSpec {
  readonly hosts: readonly string[];
  /** Empty: `mesh`. */
  readonly gateways: readonly string[];
  readonly tcp: readonly TcpRoute[];
  /** Empty: all namespaces. */
  readonly exportTo: readonly string[];
}

const destination: Schema = openObject(
  "Destination",
  "A service, or a subset of it.",
  {
    host: text("Name of the service."),
    subset: text("Name of a subset of the host's DestinationRule. Left out: all endpoints."),
    port: openObject(
      "PortSelector",
      "A port of the host.",
      { number: port("Number of the service port.", 1) },
      ["number"],
    ),
  },
  ["host"],
);

const l4MatchSchema: Schema = openObject("L4Match", "Which connections: all of it must hold.", {
  destinationSubnets: list("Addresses that were called.", text("IP address or CIDR block.")),
  port: port("Port that was called.", 1),
  sourceLabels: labels("Labels that the client must carry."),
  gateways: list("Gateways that the connection came by.", text("namespace/name or name.")),
  sourceNamespace: text("Namespace of the client."),
});

export const virtualService: KindDefinition = {
  kind: "VirtualService",
  group: "networking.istio.io",
  version: "v1",
  otherVersions: ["v1beta1", "v1alpha3"],
  otherGroups: [],
  plural: "virtualservices",
  shortNames: ["vs"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "Where the TCP connections to a host go. Requests are routed by MetaRouters.",
  check: checkVirtualService,
  schema: openObject(
    "VirtualService",
    "Where the TCP connections to a host go.",
    {
      hosts: nonEmptyList("Names or addresses that are called.", text("A host name or address.")),
      gateways: list(
        "Gateways that it is for. Left out: mesh.",
        text("namespace/name, name or mesh."),
      ),
      tcp: list(
        "Routes, in the order in which they are tried.",
        openObject(
          "TcpRoute",
          "Where connections that match go.",
          {
            match: list("One of them must match. Left out: every connection.", l4MatchSchema),
            route: nonEmptyList(
              "Destinations, one of which is drawn by weight.",
              openObject(
                "TcpRouteDestination",
                "Where a share of the connections goes.",
                { destination, weight: wholeNumber("Per cent of the connections.", 0, 100) },
                ["destination"],
              ),
            ),
          },
          ["route"],
        ),
      ),
      exportTo: exportToSchema,
    },
    ["hosts"],
  ),
};
