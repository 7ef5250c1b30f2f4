import type { KindDefinition } from "../resource/kind-definition.js";
import { list, port, type Schema, text } from "../schema/schema-parts.js";
import { checkGateway } from "./check-gateway.js";
import { anyFlag, anyText, labels, nonEmptyList, oneOfTexts, openObject } from "./parts.js";

export interface GatewayServer {
  readonly port: {
    readonly number: number;
    /** `tcp-metaprotocol-<protocol>` for a port that Meltemi serves. */
    readonly name: string;
    /** Absent: TCP. */
    readonly protocol?: string;
  };
  /** `host` or `namespace/host`; `*` is any. */
  readonly hosts: readonly string[];
  readonly name?: string;
  /** Address to listen on. Absent: all. */
  readonly bind?: string;
  readonly tls?: ServerTlsSettings;
}

export interface ServerTlsSettings {
  readonly mode?:
    | "PASSTHROUGH"
    | "SIMPLE"
    | "MUTUAL"
    | "AUTO_PASSTHROUGH"
    | "ISTIO_MUTUAL"
    | "OPTIONAL_MUTUAL";
  readonly httpsRedirect?: boolean;
  readonly serverCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly credentialName?: string;
  readonly subjectAltNames: readonly string[];
}

/** Ports at which proxies at the edge take in requests. */
export interface GatewaySpec {
  /** A proxy must carry all of the labels to be the gateway. */
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly GatewayServer[];
}

const tlsSchema: Schema = openObject("ServerTlsSettings", "TLS with clients.", {
  mode: oneOfTexts("How connections are secured.", [
    "PASSTHROUGH",
    "SIMPLE",
    "MUTUAL",
    "AUTO_PASSTHROUGH",
    "ISTIO_MUTUAL",
    "OPTIONAL_MUTUAL",
  ]),
  httpsRedirect: anyFlag("Of HTTP; makes no difference here."),
  serverCertificate: anyText("File of the server's certificate."),
  privateKey: anyText("File of the server's key."),
  caCertificates: anyText("File of the certificates that clients' must come from."),
  credentialName: anyText("Secret with key and certificates."),
  subjectAltNames: list("Names of which a client's certificate must have one.", text("A name.")),
});

export const gateway: KindDefinition = {
  kind: "Gateway",
  group: "networking.istio.io",
  version: "v1",
  otherVersions: ["v1beta1", "v1alpha3"],
  otherGroups: [],
  plural: "gateways",
  shortNames: ["gw"],
  scope: "Namespaced",
  hasSpec: true,
  own: false,
  description: "Ports at which proxies at the edge of the mesh take in requests.",
  check: checkGateway,
  schema: openObject(
    "Gateway",
    "Ports at which proxies at the edge of the mesh take in requests.",
    {
      selector: labels("Labels that a proxy must carry, all of them, to be the gateway."),
      servers: nonEmptyList(
        "Ports that are open.",
        openObject(
          "Server",
          "A port that is open.",
          {
            port: openObject(
              "Port",
              "The port.",
              {
                number: port("Port to listen on.", 1),
                name: text("tcp-metaprotocol-PROTOCOL for a port that Meltemi serves."),
                protocol: anyText(
                  "Protocol in Istio's words, such as TCP. Meltemi goes by the name.",
                ),
              },
              ["number", "name"],
            ),
            hosts: list("Hosts that are served.", text("host or namespace/host; * is any.")),
            name: anyText("Name of the server."),
            bind: anyText("Address to listen on. Left out: all."),
            tls: tlsSchema,
          },
          ["port"],
        ),
      ),
    },
    ["servers"],
  ),
};
