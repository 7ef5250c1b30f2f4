import { anyDuration, list, map, type Schema, text } from "../schema/schema-parts.js";
import { anyFlag, oneOfTexts, openObject, wholeNumber } from "./parts.js";

export type SimpleLoadBalancer =
  | "UNSPECIFIED"
  | "LEAST_CONN"
  | "RANDOM"
  | "PASSTHROUGH"
  | "ROUND_ROBIN"
  | "LEAST_REQUEST";

/** Has exactly one of httpHeaderName, attribute and useSourceIp. */
export interface ConsistentHash {
  /** Istio's name for `attribute`. Read both with hashAttribute. */
  readonly httpHeaderName?: string;
  /** The attribute whose value is hashed. */
  readonly attribute?: string;
  readonly useSourceIp?: boolean;
  readonly ringHash?: { readonly minimumRingSize?: number };
  readonly maglev?: { readonly tableSize?: number };
}

/** The attribute whose value is hashed, under either of its names. */
export function hashAttribute(hash: ConsistentHash): string | undefined {
  return hash.attribute ?? hash.httpHeaderName;
}

export interface LocalityLoadBalancer {
  readonly enabled?: boolean;
  readonly distribute: readonly {
    readonly from: string;
    /** Per cent by locality. */
    readonly to: Readonly<Record<string, number>>;
  }[];
  readonly failover: readonly { readonly from: string; readonly to: string }[];
  readonly failoverPriority: readonly string[];
}

export interface LoadBalancerSettings {
  readonly simple?: SimpleLoadBalancer;
  readonly consistentHash?: ConsistentHash;
  readonly localityLbSetting?: LocalityLoadBalancer;
  /** A duration: in it a new endpoint comes from few requests to its full share. */
  readonly warmupDurationSecs?: string;
}

const SIMPLE: readonly SimpleLoadBalancer[] = [
  "UNSPECIFIED",
  "LEAST_CONN",
  "RANDOM",
  "PASSTHROUGH",
  "ROUND_ROBIN",
  "LEAST_REQUEST",
];

const consistentHashSchema: Schema = openObject(
  "ConsistentHash",
  "Requests with the same value go to the same endpoint.",
  {
    httpHeaderName: text("Istio's name for attribute."),
    attribute: text("Attribute whose value is hashed."),
    useSourceIp: anyFlag("true: the client's address is hashed."),
    ringHash: openObject("RingHash", "Use a hash ring.", {
      minimumRingSize: wholeNumber("Least number of places on the ring. Left out: 1024.", 0),
    }),
    maglev: openObject("Maglev", "Use a Maglev table.", {
      tableSize: wholeNumber("Size of the table, a prime number. Left out: 65537.", 0),
    }),
  },
);

const localitySchema: Schema = openObject(
  "LocalityLoadBalancer",
  "Which localities requests go to.",
  {
    enabled: anyFlag("false: localities make no difference."),
    distribute: list(
      "Shares of localities.",
      openObject(
        "Distribute",
        "Where the requests of a locality go.",
        {
          from: text("Locality of the client, such as region/zone/*."),
          to: map("Per cent by locality.", wholeNumber("Per cent of the requests.", 0, 100)),
        },
        ["from", "to"],
      ),
    ),
    failover: list(
      "Regions that stand in for others.",
      openObject(
        "Failover",
        "A region and its stand-in.",
        { from: text("Region that fails."), to: text("Region that stands in.") },
        ["from", "to"],
      ),
    ),
    failoverPriority: list("Labels by which near endpoints are told.", text("A label.")),
  },
);

export const loadBalancerSchema: Schema = openObject(
  "LoadBalancerSettings",
  "How an endpoint is chosen for a request.",
  {
    simple: oneOfTexts("A way that needs no settings.", SIMPLE),
    consistentHash: consistentHashSchema,
    localityLbSetting: localitySchema,
    warmupDurationSecs: anyDuration(
      "Time in which a new endpoint comes from few requests to its full share.",
    ),
  },
);
