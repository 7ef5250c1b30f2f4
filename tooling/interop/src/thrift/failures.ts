import { equal } from "node:assert/strict";
import type { Treatment } from "../bad-server.js";
import { until } from "../until.js";
import type { ThriftClient } from "./client.js";
import { type Outcome, outcomeOf } from "./outcome.js";
import type { Chain, ProxyOptions } from "./scene.js";

/** Types of Apache Thrift's TApplicationException. */
export const UNKNOWN_METHOD = 1;
export const INTERNAL_ERROR = 6;
export const PROTOCOL_ERROR = 7;

/** A way in which a call can fail on its way. */
export interface Failure {
  /** As in "the client is told of ...". */
  readonly name: string;
  readonly options: ProxyOptions;
  /** Stands in for the server. */
  readonly instead?: Treatment;
  /** What its client does, the last call being the one that fails. */
  readonly fail: (chain: Chain, another: () => Promise<ThriftClient>) => Promise<Outcome>;
  readonly applicationType: number;
  readonly text: RegExp;
  /** Whether another call on the same connection works, fails the same way, or finds it closed. */
  readonly afterwards: "works" | "fails" | "closed";
}

/** Routes of which the first is for that function. */
const routeFor = (called: string, route: object): ProxyOptions => ({
  listener: {
    validateClusters: false,
    routes: [
      { name: called, match: { attributes: { function: { exact: called } } }, ...route },
      { name: "others", route: [{ cluster: "servers" }] },
    ],
  },
});
const callName = ({ client }: Chain): Promise<Outcome> => outcomeOf(client, "name");

export const FAILURES: readonly Failure[] = [
  {
    name: "no route",
    options: { route: { match: { attributes: { function: { exact: "echo" } } } } },
    fail: callName,
    applicationType: UNKNOWN_METHOD,
    text: /^meta protocol router: no matched route for request '\d+'$/,
    afterwards: "works",
  },
  {
    name: "an unknown cluster",
    options: routeFor("name", { route: [{ cluster: "absent" }] }),
    fail: callName,
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol router: unknown cluster 'absent'$/,
    afterwards: "works",
  },
  {
    name: "no healthy upstream",
    options: {
      ...routeFor("name", { route: [{ cluster: "servers", subset: "none" }] }),
      cluster: { subsets: [{ name: "none", labels: { version: "none" } }] },
    },
    fail: callName,
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol router: no healthy upstream for 'servers'$/,
    afterwards: "works",
  },
  {
    name: "maintenance",
    options: { cluster: { maintenance: true } },
    fail: callName,
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol router: maintenance mode for cluster 'servers'$/,
    afterwards: "fails",
  },
  {
    name: "a rate limit",
    options: {
      listener: {
        filters: [
          {
            name: "local-rate-limit",
            config: {
              conditions: [
                {
                  match: { attributes: { function: { exact: "name" } } },
                  tokenBucket: { fillInterval: "10m", maxTokens: 1, tokensPerFill: 1 },
                },
              ],
            },
          },
        ],
      },
    },
    fail: async ({ client }) => {
      equal((await client.call("name")).value, "server");
      return outcomeOf(client, "name");
    },
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol local rate limit: request '\d+' has been rate limited$/,
    afterwards: "works",
  },
  {
    name: "a timeout",
    options: routeFor("sleep", { route: [{ cluster: "servers" }], timeout: "80ms" }),
    fail: ({ client }) => outcomeOf(client, "sleep", [250, "late"]),
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol upstream request: no answer within 80 ms from '127\.0\.0\.1:\d+'$/,
    afterwards: "works",
  },
  {
    name: "too many requests in flight",
    options: { cluster: { circuitBreaker: { maxRequests: 1 } } },
    instead: () => {},
    fail: async ({ client, mesh }, another) => {
      if (mesh.clusterStat("upstream_rq_active") === 0) {
        (await another()).call("name").catch(() => {}); // nobody answers it
        await until("it is in flight", () => mesh.clusterStat("upstream_rq_active") === 1);
      }
      return outcomeOf(client, "name");
    },
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol upstream request: too many connections$/,
    afterwards: "fails",
  },
  {
    name: "a request that is too large",
    options: { listener: { limits: { maxMessageBytes: 2000 } } },
    fail: ({ client }) => outcomeOf(client, "echo", ["x".repeat(20_000)]),
    applicationType: PROTOCOL_ERROR,
    text: /^meta protocol (thrift )?request: message of \d+ bytes is over the limit of 2000$/,
    afterwards: "closed",
  },
  {
    name: "a server that ends in the middle of a call",
    options: {},
    instead: (socket) => socket.destroy(),
    fail: callName,
    applicationType: INTERNAL_ERROR,
    text: /^meta protocol upstream request: remote connection failure '127\.0\.0\.1:\d+'$/,
    afterwards: "fails",
  },
  {
    name: "a server of another protocol",
    options: {},
    instead: (socket) => socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"),
    fail: callName,
    applicationType: PROTOCOL_ERROR,
    text: /^meta protocol thrift response: ./,
    afterwards: "fails",
  },
];
