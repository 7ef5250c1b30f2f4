import {
  createThriftClient,
  formatThriftReply,
  type ThriftReply,
  thriftOutcome,
} from "@meltemi/samples";
import type { Example } from "./example.js";

const METHODS = ["sayHello", "sayGoodbye"];

export const THRIFT: Example = {
  name: "thrift",
  summary: "two proxies; a limit for all methods and another for sayHello",
  namespace: "meta-thrift",
  host: "thrift-sample-server.meta-thrift.svc.cluster.local",
  port: 8090,
  servers: [{ label: "v1", port: 9001 }],
  proxies: [
    { name: "server-side", adminPort: 9902, inbound: { port: 8091, serverPort: 9001 } },
    { name: "client-side", adminPort: 9901 },
  ],
  connect: async (port) => {
    const client = await createThriftClient({ port });
    return {
      send: async (method) => {
        const reply = await client.call(method, "Aeraki");
        const answered = typeof reply.result === "string";
        return { line: formatThriftReply(reply), outcome: outcomeOf(reply), answered };
      },
      close: client.close,
    };
  },
  steps: [
    {
      headline: "No limit",
      change: { file: "1-no-limit.yaml", when: "during-requests" },
      kinds: METHODS,
      requests: 12,
      expectations: [
        { text: "every call passes", outcomes: "v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1" },
      ],
    },
    {
      headline: "Two calls of sayHello in 10 seconds pass, and five of anything else in a minute",
      change: { file: "2-local-limit.yaml", when: "between-requests" },
      kinds: METHODS,
      requests: 12,
      expectations: [
        {
          text: "sayHello is refused after two",
          kind: "sayHello",
          outcomes: "v1 v1 limited limited limited limited",
        },
        {
          text: "sayGoodbye is refused after five",
          kind: "sayGoodbye",
          outcomes: "v1 v1 v1 v1 v1 limited",
        },
      ],
    },
    {
      headline: "The limit goes, and the client still has its one connection",
      change: { file: "1-no-limit.yaml", when: "between-requests" },
      kinds: METHODS,
      requests: 4,
      expectations: [{ text: "every call passes again", outcomes: "v1 v1 v1 v1" }],
    },
  ],
  attributes: { method: "sayHello" },
  suggestions: [
    "match: {attributes: {method: {exact: sayHello}}} in the route of step 1",
    "fillInterval: 1s, or method: {prefix: say} in the limit of step 2",
  ],
};

/** "limited" where the exception says so; exceptions of other causes may have the same type. */
function outcomeOf(reply: ThriftReply): string {
  const { result } = reply;
  const limited = typeof result !== "string" && /has been rate limited$/.test(result.message);
  return limited ? "limited" : thriftOutcome(reply);
}
