import type { Messages } from "./generated/messages.js";
import type { Node } from "./node.js";
import { fromStruct, toStruct } from "./struct.js";

type NodeMessage = Messages["envoy.config.core.v3.Node"];

export function nodeFromMessage(message: NodeMessage): Node {
  const { locality } = message;
  return {
    id: message.id ?? "",
    cluster: message.cluster ?? "",
    metadata: fromStruct(message.metadata ?? {}),
    locality: locality && {
      region: locality.region ?? "",
      zone: locality.zone ?? "",
      subZone: locality.subZone ?? "",
    },
    userAgentName: message.userAgentName ?? "",
    userAgentVersion: message.userAgentVersion ?? "",
  };
}

/** @throws {MessageError} when the metadata are not JSON */
export function nodeToMessage(node: Node): NodeMessage {
  return {
    id: node.id,
    cluster: node.cluster,
    metadata: toStruct(node.metadata),
    locality: node.locality,
    userAgentName: node.userAgentName,
    userAgentVersion: node.userAgentVersion,
  };
}
