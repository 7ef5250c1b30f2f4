import { deepEqual, equal, ok } from "node:assert/strict";
import { dubbo } from "@meltemi/codec-dubbo";
import { CONTRACT_VERSION, ErrorKind, type FilterPlugin, FilterStatus } from "@meltemi/core";
import { BadServer, type Treatment } from "../bad-server.js";
import { Mesh } from "../mesh.js";
import type { Json, PeerError } from "../program.js";
import { until } from "../until.js";
import { framesOf } from "./frame.js";
import { type DubboScenario, everyone, on, type Setting } from "./scenario.js";
import { Stage, type StageOptions } from "./stage.js";

/** RpcException.NETWORK_EXCEPTION and TIMEOUT_EXCEPTION. */
const NETWORK = 1;
const TIMEOUT = 2;

interface Expectation {
  readonly kind: ErrorKind;
  /** What the application reads. */
  readonly text: string;
  /** @default NETWORK */
  readonly code?: number;
  /** Instead of the usual call. */
  readonly fail?: (stage: Stage) => Promise<PeerError>;
  /** True where the proxy closes the client's connection with the error. */
  readonly closes?: true;
}

interface Failure extends Expectation {
  /** What is wrong. */
  readonly name: string;
  readonly options: StageOptions;
}

const FAILURES: readonly Failure[] = [
  {
    name: "no route",
    kind: ErrorKind.RouteNotFound,
    options: { route: { match: { attributes: { method: { exact: "other" } } } } },
    text: "meta protocol router: no matched route for request '",
  },
  {
    name: "a cluster that is not there",
    kind: ErrorKind.ClusterNotFound,
    options: { listener: { validateClusters: false }, route: { route: [{ cluster: "absent" }] } },
    text: "meta protocol router: unknown cluster 'absent'",
  },
  {
    name: "an empty cluster",
    kind: ErrorKind.NoHealthyUpstream,
    options: { cluster: { endpoints: [] } },
    text: "meta protocol router: no healthy upstream for 'servers'",
  },
  {
    name: "a cluster in maintenance",
    kind: ErrorKind.Unspecified,
    options: { cluster: { maintenance: true } },
    text: "meta protocol router: maintenance mode for cluster 'servers'",
  },
  {
    name: "a rate limit",
    kind: ErrorKind.OverLimit,
    options: {
      listener: {
        filters: [
          {
            name: "local-rate-limit",
            config: { tokenBucket: { fillInterval: "10m", maxTokens: 1, tokensPerFill: 1 } },
          },
        ],
      },
    },
    text: "has been rate limited",
    fail: async (stage) => {
      await stage.call("greet", ["Ann"]);
      return stage.catch("greet", ["Ann"]);
    },
  },
  {
    name: "a route's timeout",
    kind: ErrorKind.Timeout,
    options: { route: { timeout: "150ms" } },
    text: "meta protocol upstream request: no answer within 150 ms from '127.0.0.1:",
    code: TIMEOUT,
    fail: (stage) => stage.catch("greetSlowly", ["Ann", 600]),
  },
  {
    name: "more requests in flight than the cluster may have",
    kind: ErrorKind.Overflow,
    options: { cluster: { circuitBreaker: { maxRequests: 1 } } },
    text: "meta protocol upstream request: too many connections",
    fail: async (stage) => {
      const first = stage.call("greetLater", ["slow", 1000]);
      await stage.seen(1);
      const error = await stage.catch("greet", ["Ann"]);
      equal((await first).value, "v1: hello, slow");
      return error;
    },
  },
  {
    name: "a message that is too large",
    kind: ErrorKind.BadRequest,
    options: { listener: { limits: { maxMessageBytes: 2000 } } },
    text: "is over the limit of 2000",
    fail: (stage) => stage.catch("echoText", ["x".repeat(4000)]),
    closes: true,
  },
  ...[ErrorKind.Forbidden, ErrorKind.Fault, ErrorKind.Draining, ErrorKind.Unspecified].map(
    (kind): Failure => ({
      name: `a filter's reply "${kind}"`,
      kind,
      options: { filters: [refusal(kind)], listener: { filters: [{ name: "refusal" }] } },
      text: `refused as ${kind}`,
    }),
  ),
];

const CONNECTION_LOST: Expectation = {
  kind: ErrorKind.UpstreamReset,
  text: "meta protocol upstream request: remote connection failure '127.0.0.1:",
};

/** How a server treats the proxy, and what the application learns. */
const BAD_SERVERS: Readonly<Record<string, Expectation & { readonly treat: Treatment }>> = {
  "a provider that ends in the middle of a call": {
    ...CONNECTION_LOST,
    treat: (socket) => socket.destroy(),
  },
  "a server that speaks another protocol": {
    kind: ErrorKind.BadResponse,
    text: "Dubbo messages start with dabb, not 4854",
    treat: (socket) => socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
  },
};

/** Whatever goes wrong, the application gets an exception that says what, and no wrong answer. */
export const WRONG: readonly DubboScenario[] = [
  ...FAILURES.map(
    (failure): DubboScenario => ({
      name: titleOf(failure.name, failure),
      between: everyone,
      run: on(failure.options, (stage) => expectFailure(stage, failure)),
    }),
  ),
  ...Object.entries(BAD_SERVERS).map(
    ([name, expected]): DubboScenario => ({
      name: titleOf(name, expected),
      between: everyone,
      run: async ({ cast }) => {
        const server = await BadServer.start(expected.treat);
        try {
          await Stage.run(cast, { port: server.port }, (stage) => expectFailure(stage, expected));
        } finally {
          await server.close();
        }
      },
    }),
  ),
  {
    name: titleOf("a provider that is not there", CONNECTION_LOST),
    between: everyone,
    run: async ({ cast }) => {
      const { port, close } = await BadServer.start(() => {});
      await close(); // nobody listens on its port any more
      const endpoints = [{ address: "127.0.0.1", port, labels: { version: "v1" } }];
      const subsets = [{ name: "v1", labels: { version: "v1" } }];
      await Stage.run(cast, { cluster: { endpoints, subsets } }, (stage) =>
        expectFailure(stage, CONNECTION_LOST),
      );
    },
  },
  {
    name: "an error of a second proxy behind the first reaches the application",
    between: everyone,
    run: async ({ cast }) => {
      const cluster = { maintenance: true };
      const second = await Mesh.start({ plugin: dubbo(), servers: cast.v1.port, cluster });
      try {
        await Stage.run(cast, { port: second.port }, async (stage) => {
          const { type, message } = await stage.catch("greet", ["Ann"]);
          equal(type, "RpcException");
          ok(message.includes("maintenance mode for cluster 'servers'"), message);
          equal(stage.mesh.stat("response_error"), 1);
          equal(stage.mesh.stat("local_response_error"), 0);
        });
      } finally {
        await second.close();
      }
    },
  },
  {
    name: "a client that has given up is not disturbed by the late answer",
    between: everyone,
    run: on({ reference: { timeout: 200 } }, async (stage) => {
      const { details } = await stage.catch("greetSlowly", ["Ann", 500]);
      equal(details["code"], TIMEOUT);
      await until("the late answer", () => framesOf(stage.front.received).length === 1);
      equal((await stage.call("greet", ["again"])).value, "v1: hello, again");
      equal(stage.front.wires.length, 1);
    }),
  },
  {
    name: "the answers of a provider to wrong calls are counted as errors, not as exceptions",
    between: everyone,
    run: async (setting) => {
      await expectRefusal(setting, { version: "9.9.9" }, {});
      const absent = { generic: "true", interface: "io.meltemi.interop.Absent" };
      await expectRefusal(setting, absent, { mode: "generic" });
    },
  },
];

function titleOf(name: string, { kind }: Expectation): string {
  return `${name} is an exception with our text (${kind})`;
}

async function expectFailure(stage: Stage, expected: Expectation): Promise<void> {
  const { kind, text, code = NETWORK, fail, closes } = expected;
  const { type, message, details } = await (fail?.(stage) ?? stage.catch("greet", ["Ann"]));
  deepEqual([type, details["code"]], ["RpcException", code], message);
  ok(message.includes(text), `the application reads: ${message}`);
  equal(stage.mesh.stat(`local_reply.${kind.replaceAll("-", "_")}`), 1);
  if (closes) {
    const closed = () => stage.mesh.proxy.stats()["listener.interop.downstream_cx_active"] === 0;
    await until("the client's connection closes", closed);
  } else {
    equal(stage.front.wires.length, 1, "the client's connection stays");
  }
}

/** The provider itself answers that it has no such service. */
async function expectRefusal(setting: Setting, reference: Json, fields: Json): Promise<void> {
  await Stage.run(setting.cast, { reference }, async (stage) => {
    const { type } = await stage.catch("greet", ["Ann"], fields);
    equal(type, "RpcException");
    equal(stage.mesh.stat("response_error"), 1);
    equal(stage.mesh.stat("response_business_exception"), 0);
    equal(stage.mesh.stat("local_response_error"), 0);
  });
}

function refusal(kind: ErrorKind): FilterPlugin {
  return {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "refusal",
    configSchema: { type: "object" },
    create: () => ({
      onRequest: (exchange) => {
        exchange.reply({ kind, source: "proxy", retriable: false, text: `refused as ${kind}` });
        return FilterStatus.Stop;
      },
    }),
  };
}
