import {
  createDubboClient,
  DubboStatus,
  dubboOutcome,
  formatDubboReply,
  SAY_HELLO,
} from "@meltemi/samples";
import type { Example } from "./example.js";

/** Attachments of each kind of call, beside those that Dubbo itself sends. */
const ATTACHMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "foo=bar": { foo: "bar" },
  "foo=baz": { foo: "baz" },
  "no foo": {},
};

/**
 * Calls that show a weight. With 500 a share of 20 or 80 % has a standard deviation of 1.8 points, so it is
 * more than ten points off in less than one play of ten million.
 */
const MANY = 500;

export const DUBBO: Example = {
  name: "dubbo",
  summary: "one proxy; calls by interface, method and attachment, split by weight",
  namespace: "meta-dubbo",
  host: "org.apache.dubbo.samples.basic.api.demoservice",
  port: 8090,
  servers: [
    { label: "v1", port: 9001 },
    { label: "v2", port: 9002 },
  ],
  proxies: [{ name: "client-side", adminPort: 9901 }],
  connect: async (port) => {
    const client = await createDubboClient({ port });
    return {
      send: async (kind) => {
        const attachments = ATTACHMENTS[kind] ?? {};
        const reply = await client.call({ ...SAY_HELLO, argument: "Aeraki", attachments });
        const answered = reply.status === DubboStatus.OK;
        return { line: formatDubboReply(reply), outcome: dubboOutcome(reply), answered };
      },
      close: client.close,
    };
  },
  steps: [
    {
      headline: "Of the calls with foo=bar, 20 in a hundred go to v1 and 80 to v2",
      change: { file: "1-split-20-80.yaml", when: "during-requests" },
      kinds: ["foo=bar"],
      requests: MANY,
      burst: true,
      expectations: [
        {
          text: "about 20 % reach v1, the rest v2",
          outcomes: { labels: ["v1", "v2"], atLeast: 10, atMost: 30 },
        },
      ],
    },
    {
      headline: "The route asks for foo=bar, and there is no other",
      kinds: ["no foo", "foo=baz"],
      requests: 4,
      expectations: [{ text: "calls without foo=bar get status 60", outcomes: "60 60 60 60" }],
    },
    {
      headline: "The weights change places while calls flow",
      change: { file: "2-split-80-20.yaml", when: "during-requests" },
      kinds: ["foo=bar"],
      requests: MANY,
      burst: true,
      expectations: [
        {
          text: "about 80 % reach v1, the rest v2",
          outcomes: { labels: ["v1", "v2"], atLeast: 70, atMost: 90 },
        },
      ],
    },
  ],
  attributes: { interface: SAY_HELLO.interface, method: SAY_HELLO.method, foo: "bar" },
  suggestions: ["weight: 100 for v1 and 0 for v2, foo: {exact: baz}, or method: {prefix: say}"],
};
