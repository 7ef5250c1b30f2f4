import { qza } from "@meltemi/codec-qza";
import {
  CONTRACT_VERSION,
  type Exchange,
  type FilterContext,
  type FilterPlugin,
  Message,
  Mutation,
} from "@meltemi/core";
import { createProxy } from "@meltemi/proxy";
import { type LocalRateLimitConfig, localRateLimit } from "@meltemi/ratelimit";
import type { MicroCase } from "./micro-case.js";

// Never empty: what is measured is a request that passes.
const MOST = 2 ** 31 - 1;
const tokenBucket = { fillInterval: "50ms", maxTokens: MOST, tokensPerFill: MOST };

const CONFIGS: Readonly<Record<string, LocalRateLimitConfig>> = {
  "one bucket": { tokenBucket },
  "one condition": {
    conditions: [{ match: { attributes: { cmd: { exact: "153" } } }, tokenBucket }],
  },
};

/** The local rate limit's decision on one request, with the clock and the counters of a real proxy. */
export async function rateLimitCases(): Promise<MicroCase[]> {
  const context = await filterContext();
  const request = new Message();
  request.setInteger(context.requestAttribute("cmd"), 153);
  const exchange = exchangeOf(request);
  return Object.entries(CONFIGS).map(([name, config]) => {
    const filter = localRateLimit().create(config, context);
    return {
      name: `local rate limit, ${name}`,
      run: (times) => {
        let sum = 0;
        for (let i = 0; i < times; i++) sum += Number(filter.onRequest?.(exchange));
        if (sum !== 0) throw new Error("local rate limit: a request was refused");
        return sum;
      },
    };
  });
}

/** What a running proxy gives its filters, taken by a filter that wants nothing else. */
async function filterContext(): Promise<FilterContext> {
  let taken: FilterContext | undefined;
  const taker: FilterPlugin = {
    contract: CONTRACT_VERSION,
    kind: "filter",
    name: "take-context",
    configSchema: { type: "object" },
    create: (_config, context) => {
      taken = context;
      return {};
    },
  };
  const listener = {
    name: "bench",
    address: "127.0.0.1",
    port: 0,
    protocol: "qza",
    filters: [{ name: taker.name }],
  };
  const proxy = await createProxy({
    codecs: [qza()],
    filters: [taker],
    config: { listeners: [listener], clusters: [] },
  });
  await proxy.close();
  if (taken === undefined) throw new Error("the proxy made no filter");
  return taken;
}

function exchangeOf(request: Message): Exchange {
  return {
    request,
    response: undefined,
    error: undefined,
    requestMutation: new Mutation(),
    responseMutation: new Mutation(),
    downstream: { connectionId: 1, listener: "bench", remoteAddress: "127.0.0.1", remotePort: 1 },
    startTime: 0,
    routeName: "",
    clusterName: "",
    endpointAddress: "",
    reply: () => {},
  };
}
