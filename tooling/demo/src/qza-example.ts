import { createQzaClient, formatReply } from "@meltemi/samples";
import type { Example } from "./example.js";

/** The command that all requests carry: 0x99. */
const CMD = 153;

/** Sub commands, in the words of the steps. */
const BOTH = ["1", "2"];

export const QZA: Example = {
  name: "qza",
  summary: "three proxies; routes by sub command, and limits at the servers",
  namespace: "meta-qza",
  host: "qza-sample-server.meta-qza.svc.cluster.local",
  port: 8090,
  servers: [
    { label: "v1", port: 9001 },
    { label: "v2", port: 9002 },
  ],
  proxies: [
    { name: "server-side-v1", adminPort: 9902, inbound: { port: 8091, serverPort: 9001 } },
    { name: "server-side-v2", adminPort: 9903, inbound: { port: 8092, serverPort: 9002 } },
    { name: "client-side", adminPort: 9901 },
  ],
  connect: async (port) => {
    const client = await createQzaClient({ port });
    return {
      send: async (kind, seq) => {
        const reply = await client.request({ cmd: CMD, subCmd: Number(kind), seq });
        const { code, response } = reply;
        const outcome = response?.label ?? String(code);
        return { line: formatReply(reply), outcome, answered: response !== undefined };
      },
      close: client.close,
    };
  },
  steps: [
    {
      headline: "Requests went to both servers in turn; both sub commands go to v1 from now on",
      change: { file: "1-all-to-v1.yaml", when: "during-requests" },
      kinds: BOTH,
      requests: 6,
      expectations: [{ text: "both sub commands reach v1", outcomes: "v1 v1 v1 v1 v1 v1" }],
    },
    {
      headline: "Sub command 2 goes to v2 from now on, sub command 1 stays with v1",
      change: { file: "2-split-by-sub-command.yaml", when: "during-requests" },
      kinds: BOTH,
      requests: 6,
      expectations: [
        { text: "sub command 1 reaches v1", kind: "1", outcomes: "v1 v1 v1" },
        { text: "sub command 2 reaches v2", kind: "2", outcomes: "v2 v2 v2" },
      ],
    },
    {
      headline: "Each server-side proxy lets two requests a minute pass",
      change: { file: "3-local-limit.yaml", when: "between-requests" },
      kinds: BOTH,
      requests: 8,
      expectations: [
        {
          text: "the first four pass, two per server, then code 51",
          // Which server has the next turn depends on the requests before.
          outcomes: ["v1 v2 v1 v2 51 51 51 51", "v2 v1 v2 v1 51 51 51 51"],
        },
      ],
    },
    {
      headline:
        "Everything goes to v1 again, which lets two requests a minute of sub command 2 pass",
      change: { file: "4-conditional-limit.yaml", when: "between-requests" },
      kinds: BOTH,
      requests: 12,
      expectations: [
        {
          text: "sub command 2 is refused after two",
          kind: "2",
          outcomes: "v1 v1 51 51 51 51",
        },
        { text: "sub command 1 always passes", kind: "1", outcomes: "v1 v1 v1 v1 v1 v1" },
      ],
    },
  ],
  attributes: { cmd: String(CMD), sub_cmd: "2" },
  suggestions: [
    "subset: v2 instead of v1, or two destinations with weights 20 and 80",
    'fillInterval: 10s, or sub_cmd: {regex: "1"} in the limit',
  ],
};
