import { flag, list, port, positiveDuration, type Schema, text } from "../schema/schema-parts.js";
import { type ConnectionPool, connectionPoolSchema } from "./connection-pool.js";
import { type LoadBalancerSettings, loadBalancerSchema } from "./load-balancer.js";
import { anyFlag, anyText, oneOfTexts, openObject, wholeNumber } from "./parts.js";

/** When an endpoint is left alone for a while because its answers are bad. */
export interface OutlierDetection {
  /** Count failures of the proxy's own (connecting, timeouts) apart from errors in answers. @default false */
  readonly splitExternalLocalOriginErrors: boolean;
  /** Absent: 5. Only with splitExternalLocalOriginErrors. 0 disables. */
  readonly consecutiveLocalOriginFailures?: number;
  /** Absent or 0: not counted. */
  readonly consecutiveGatewayErrors?: number;
  /** Errors in a row before the endpoint is ejected. 0 disables. @default 5 */
  readonly consecutive5xxErrors: number;
  /** Time between two checks. @default "10s" */
  readonly interval: string;
  /** Time of the first ejection; each further one is longer by it. @default "30s" */
  readonly baseEjectionTime: string;
  /** @default 10 */
  readonly maxEjectionPercent: number;
  /** Below that share of healthy endpoints nothing is ejected. @default 0 */
  readonly minHealthPercent: number;
}

export interface ClientTlsSettings {
  /** @default "DISABLE" */
  readonly mode: "DISABLE" | "SIMPLE" | "MUTUAL" | "ISTIO_MUTUAL";
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly credentialName?: string;
  readonly subjectAltNames: readonly string[];
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean;
}

/** What a port or a subset may set; each of the four replaces the same one of the level above as a whole. */
export interface PortTrafficPolicy {
  readonly loadBalancer?: LoadBalancerSettings;
  readonly connectionPool?: ConnectionPool;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: ClientTlsSettings;
}

export interface TrafficPolicy extends PortTrafficPolicy {
  readonly portLevelSettings: readonly (PortTrafficPolicy & {
    readonly port: { readonly number: number };
  })[];
}

const outlierDetectionSchema: Schema = openObject(
  "OutlierDetection",
  "When an endpoint is left alone for a while because its answers are bad.",
  {
    splitExternalLocalOriginErrors: flag(
      "Count failures of the proxy's own, such as refused connections, apart from errors in answers.",
      false,
    ),
    consecutiveLocalOriginFailures: wholeNumber(
      "Failures of the proxy's own in a row before an endpoint is ejected; 0 disables. Left out: 5.",
      0,
    ),
    consecutiveGatewayErrors: wholeNumber(
      "Gateway errors in a row before an endpoint is ejected; 0 disables. Left out: not counted.",
      0,
    ),
    consecutive5xxErrors: {
      ...wholeNumber("Errors in a row before an endpoint is ejected; 0 disables.", 0),
      default: 5,
    },
    interval: positiveDuration("Time between two checks.", "10s"),
    baseEjectionTime: positiveDuration(
      "Time of the first ejection; each further one is longer by it.",
      "30s",
    ),
    maxEjectionPercent: {
      ...wholeNumber("Share of the endpoints that may be ejected.", 0, 100),
      default: 10,
    },
    minHealthPercent: {
      ...wholeNumber("Below that share of healthy endpoints nothing is ejected.", 0, 100),
      default: 0,
    },
  },
);

const tlsSchema: Schema = openObject("ClientTlsSettings", "TLS to the service.", {
  mode: {
    ...oneOfTexts("How connections are secured.", ["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"]),
    default: "DISABLE",
  },
  clientCertificate: anyText("File of the client's certificate."),
  privateKey: anyText("File of the client's key."),
  caCertificates: anyText("File of the certificates that the server's must come from."),
  credentialName: anyText("Secret with key and certificates."),
  subjectAltNames: list("Names of which the server's certificate must have one.", text("A name.")),
  sni: anyText("Server name that is asked for."),
  insecureSkipVerify: anyFlag("true: the server's certificate is not checked."),
});

const portPolicy: Readonly<Record<string, Schema>> = {
  loadBalancer: loadBalancerSchema,
  connectionPool: connectionPoolSchema,
  outlierDetection: outlierDetectionSchema,
  tls: tlsSchema,
};

export const trafficPolicySchema: Schema = openObject(
  "TrafficPolicy",
  "How requests are spread over the endpoints, and how connections to them are kept.",
  {
    ...portPolicy,
    portLevelSettings: list(
      "Settings for some ports, each of which replaces the one above.",
      openObject(
        "PortTrafficPolicy",
        "Settings for a port.",
        {
          port: openObject(
            "PortSelector",
            "The port of the service.",
            { number: port("Number of the service port.", 1) },
            ["number"],
          ),
          ...portPolicy,
        },
        ["port"],
      ),
    ),
  },
);
