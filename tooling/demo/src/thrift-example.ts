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
  summary: "one proxy; a limit for all methods and another for sayHello",
  servers: [{ label: "v1", port: 9001 }],
  proxies: [{ name: "server-side", port: 8091, adminPort: 9902 }],
  clientPort: 8091,
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
      folder: "1-no-limit",
      change: "at-start",
      kinds: METHODS,
      requests: 12,
      expectations: [
        { text: "every call passes", outcomes: "v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1" },
      ],
    },
    {
      headline: "Two calls of sayHello in 10 seconds pass, and five of anything else in a minute",
      folder: "2-local-limit",
      change: "between-requests",
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
      folder: "1-no-limit",
      change: "between-requests",
      kinds: METHODS,
      requests: 4,
      expectations: [{ text: "every call passes again", outcomes: "v1 v1 v1 v1" }],
    },
  ],
  suggestions: [
    [
      "server-side.yaml",
      "match: {attributes: {method: {exact: sayHello}}} in the route, or the limit of step 2 again",
    ],
  ],
};

/** "limited" where the exception says so; exceptions of other causes may have the same type. */
function outcomeOf(reply: ThriftReply): string {
  const { result } = reply;
  const limited = typeof result !== "string" && /has been rate limited$/.test(result.message);
  return limited ? "limited" : thriftOutcome(reply);
}
