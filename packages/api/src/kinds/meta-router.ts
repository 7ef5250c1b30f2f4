import type { KindDefinition } from "../resource/kind-definition.js";
import {
  anyDuration,
  flag,
  list,
  object,
  positiveDuration,
  type Schema,
  text,
} from "../schema/schema-parts.js";
import { checkMetaRouter } from "./check-meta-router.js";
import { type Destination, destinationSchema } from "./destination.js";
import { type MetaRouteMatch, metaMatchSchema } from "./meta-route-match.js";
import { anyText, nonEmptyList, wholeNumber } from "./parts.js";
import {
  type GlobalRateLimit,
  globalRateLimitSchema,
  type LocalRateLimit,
  localRateLimitSchema,
} from "./rate-limit.js";

/** Above 0 where nothing else is said, and up to 100. */
export interface Percent {
  readonly value: number;
}

export interface MetaRouteDestination {
  readonly destination: Destination;
  /** 0 to 100. With several destinations absent counts as 0 and the sum is 100; a single one gets everything. */
  readonly weight?: number;
}

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface MetaRetries {
  /** Tries after the first, 1 to 100. */
  readonly attempts: number;
  /** A duration longer than 0. Absent: only the timeout of the route bounds a try. */
  readonly perTryTimeout?: string;
  /** Kinds of failures, such as `connect-failure`. Empty: those after which a retry is safe. */
  readonly retryOn: readonly string[];
}

/** Has a delay or an abort, or both. */
export interface MetaFault {
  readonly delay?: { readonly percentage: Percent; readonly fixedDelay: string };
  readonly abort?: { readonly percentage: Percent; readonly message: string };
}

export type MetaHashPolicy = { readonly attribute: string } | { readonly sourceIp: true };

export interface MetaRoute {
  /** Empty when the user gave none. */
  readonly name: string;
  /** Absent: every request. */
  readonly match?: MetaRouteMatch;
  /** At least one. */
  readonly route: readonly MetaRouteDestination[];
  readonly mirror?: Destination;
  /** Only with `mirror`. Absent: 100. */
  readonly mirrorPercentage?: Percent;
  readonly requestMutation: readonly KeyValue[];
  readonly responseMutation: readonly KeyValue[];
  /** A duration; "0s" is never. Absent: 15s, the proxy's default. */
  readonly timeout?: string;
  readonly retries?: MetaRetries;
  readonly fault?: MetaFault;
  /** Empty: as the destination's DestinationRule has it. */
  readonly hashPolicy: readonly MetaHashPolicy[];
  /** @default false */
  readonly oneway: boolean;
}

/** Has routes, a local or a global limit. */
export interface MetaRouterSpec {
  /** At least one. */
  readonly hosts: readonly string[];
  /** `namespace/name`, or `name` in the namespace of the router. */
  readonly gateways: readonly string[];
  /** Namespaces whose proxies see the router; `.` is its own, `*` or empty all. */
  readonly exportTo: readonly string[];
  /** The first that matches is taken. */
  readonly routes: readonly MetaRoute[];
  readonly localRateLimit?: LocalRateLimit;
  readonly globalRateLimit?: GlobalRateLimit;
}

function percentage(description: string): Schema {
  return object(
    "Percent",
    description,
    {
      value: { description: "Per cent of the requests.", type: "number", minimum: 0, maximum: 100 },
    },
    ["value"],
  );
}

const keyValueSchema: Schema = object(
  "KeyValue",
  "An attribute to set. What a key means is the codec's business.",
  { key: text("Attribute to set."), value: text("Its new value.") },
  ["key", "value"],
);

const retriesSchema: Schema = object(
  "Retries",
  "Tries after one that failed. Left out: none.",
  {
    attempts: wholeNumber("Tries after the first.", 1, 100),
    perTryTimeout: positiveDuration(
      "Longest time of one try. Left out: only the timeout of the route bounds it.",
    ),
    retryOn: list(
      "Kinds of failures that are tried again. Left out: those after which that is safe.",
      text("Such as connect-failure."),
    ),
  },
  ["attempts"],
);

const faultSchema: Schema = object("Fault", "Faults to inject, to see how clients bear them.", {
  delay: object(
    "FaultDelay",
    "Lets requests wait.",
    {
      percentage: percentage("Share of the requests that wait."),
      fixedDelay: positiveDuration("How long they wait."),
    },
    ["percentage", "fixedDelay"],
  ),
  abort: object(
    "FaultAbort",
    "Answers requests with an error.",
    {
      percentage: percentage("Share of the requests that get the error."),
      message: { ...text("Text of the error."), default: "fault injected" },
    },
    ["percentage"],
  ),
});

const hashPolicySchema: Schema = {
  ...object("HashPolicy", "What is hashed: an attribute or the client's address.", {
    attribute: text("Attribute whose value is hashed."),
    sourceIp: { description: "true: the client's address is hashed.", type: "boolean" },
  }),
  oneOf: [{ required: ["attribute"] }, { required: ["sourceIp"] }],
};

const routeSchema: Schema = object(
  "Route",
  "Requests that match go to the route's destinations. The first route that matches is taken.",
  {
    name: { ...anyText("Name in statistics and logs."), default: "" },
    match: metaMatchSchema,
    route: nonEmptyList(
      "Destinations, one of which is drawn by weight for each request.",
      object(
        "RouteDestination",
        "Where a share of the requests goes.",
        {
          destination: destinationSchema,
          weight: wholeNumber(
            "Per cent of the requests. The weights of a route's destinations add up to 100; a single " +
              "destination needs none.",
            0,
            100,
          ),
        },
        ["destination"],
      ),
    ),
    mirror: {
      ...destinationSchema,
      description: "Gets a copy of the requests; its answers are dropped.",
    },
    mirrorPercentage: percentage("Share of the requests that are mirrored. Left out: all."),
    requestMutation: list("Attributes to set in requests.", keyValueSchema),
    responseMutation: list("Attributes to set in responses.", keyValueSchema),
    timeout: anyDuration(
      "Longest time from the decoded request to the decoded response; 0s disables. Left out: 15s, the proxy's default.",
    ),
    retries: retriesSchema,
    fault: faultSchema,
    hashPolicy: list(
      "What consistent hashing is done on. Left out: what the DestinationRule says.",
      hashPolicySchema,
    ),
    oneway: flag(
      "Requests of this route expect no answer, whatever their messages say. For clients that send oneway " +
        "calls as ordinary ones, such as Thrift's for Go.",
      false,
    ),
  },
  ["route"],
);

export const metaRouter: KindDefinition = {
  kind: "MetaRouter",
  group: "metaprotocol.aeraki.io",
  version: "v1alpha1",
  otherVersions: [],
  otherGroups: ["metaproto.col.aeraki.io", "metaproto.aeraki.io"],
  plural: "metarouters",
  shortNames: ["mr"],
  scope: "Namespaced",
  hasSpec: true,
  own: true,
  description: "Routes and limits the requests to services, whatever their protocol.",
  check: checkMetaRouter,
  schema: object(
    "MetaRouter",
    "Routes and limits for the requests to some hosts.",
    {
      hosts: nonEmptyList(
        "Names of the services that the router is for: fully qualified, or short in its own namespace.",
        text("Such as orders.shop.svc.cluster.local, or orders."),
      ),
      gateways: list(
        "Gateways that the router is also for.",
        text("namespace/name, or name in the namespace of the router."),
      ),
      exportTo: list(
        "Namespaces whose proxies see the router. Left out: all.",
        text("The name of a namespace, . for that of the router, or * for all."),
      ),
      routes: list("Routes, in the order in which they are tried.", routeSchema),
      localRateLimit: localRateLimitSchema,
      globalRateLimit: globalRateLimitSchema,
    },
    ["hosts"],
  ),
};
