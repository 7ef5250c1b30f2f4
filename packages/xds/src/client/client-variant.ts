import type { Messages } from "../generated/messages.js";
import { decodeMessage, encodeMessage } from "../messages.js";
import type { Node } from "../node.js";
import { nodeToMessage } from "../node-message.js";
import { ClientSession } from "./client-session.js";
import { DeltaTypeClient } from "./delta-type-client.js";
import { SotwTypeClient } from "./sotw-type-client.js";
import type { XdsHandler } from "./xds-handler.js";

/** A session whose messages are bytes, whichever variant of the protocol it speaks. */
export interface ClientVariant {
  /** Of the gRPC method. */
  readonly path: string;
  readonly session: Pick<
    ClientSession<object, object, object>,
    "subscribe" | "reset" | "expire" | "wakeAt"
  >;
  nextRequest(): Uint8Array | undefined;
  /** @throws {MessageError} when the bytes are not a response */
  receive(bytes: Uint8Array, now: number): void;
}

type Handler = Pick<XdsHandler, "onUpdate">;
type NodeMessage = Messages["envoy.config.core.v3.Node"];

const SERVICE = "/envoy.service.discovery.v3.AggregatedDiscoveryService";
const SOTW_REQUEST = "envoy.service.discovery.v3.DiscoveryRequest";
const SOTW_RESPONSE = "envoy.service.discovery.v3.DiscoveryResponse";
const DELTA_REQUEST = "envoy.service.discovery.v3.DeltaDiscoveryRequest";
const DELTA_RESPONSE = "envoy.service.discovery.v3.DeltaDiscoveryResponse";

/** @throws {MessageError} when the node's metadata are not JSON */
export function clientVariant(
  protocol: "delta" | "sotw",
  node: Node,
  handler: Handler,
): ClientVariant {
  const message = nodeToMessage(node);
  return protocol === "delta" ? delta(message, handler) : sotw(message, handler);
}

function delta(node: NodeMessage, handler: Handler): ClientVariant {
  const session = new ClientSession(node, (typeUrl) => new DeltaTypeClient(typeUrl, handler));
  return {
    path: `${SERVICE}/DeltaAggregatedResources`,
    session,
    nextRequest() {
      const request = session.nextRequest();
      return request && encodeMessage(DELTA_REQUEST, request);
    },
    receive: (bytes, now) => session.receive(decodeMessage(DELTA_RESPONSE, bytes), now),
  };
}

function sotw(node: NodeMessage, handler: Handler): ClientVariant {
  const session = new ClientSession(node, (typeUrl) => new SotwTypeClient(typeUrl, handler));
  return {
    path: `${SERVICE}/StreamAggregatedResources`,
    session,
    nextRequest() {
      const request = session.nextRequest();
      return request && encodeMessage(SOTW_REQUEST, request);
    },
    receive: (bytes, now) => session.receive(decodeMessage(SOTW_RESPONSE, bytes), now),
  };
}
