import type { CodecPlugin } from "@meltemi/core";
import type { Endpoint } from "../cluster/endpoint.js";
import { UpstreamConnection, type UpstreamOwner } from "../connection/upstream-connection.js";
import { errorStack } from "../error-text.js";
import type { Worker } from "../worker/worker.js";
import type { Correlator } from "./correlator.js";

/**
 * A new connection to the endpoint, or undefined when there is none to be had: the cluster may open no
 * more, which is counted, or the codec or the socket cannot be made, which is logged.
 * @param beyondLimit whether the cluster's limit does not matter
 */
export function openConnection(
  worker: Worker,
  endpoint: Endpoint,
  plugin: CodecPlugin,
  makeCorrelator: () => Correlator,
  owner: UpstreamOwner,
  beyondLimit = false,
): UpstreamConnection | undefined {
  const { cluster } = endpoint;
  if (!beyondLimit && cluster.connections >= cluster.config.circuitBreaker.maxConnections) {
    cluster.stats.connectionOverflow.inc();
    return undefined;
  }
  try {
    return new UpstreamConnection(worker, endpoint, plugin, makeCorrelator(), owner);
  } catch (error) {
    worker.logger.error("no connection could be begun", {
      endpoint: endpoint.key,
      error: errorStack(error),
    });
    return undefined;
  }
}
