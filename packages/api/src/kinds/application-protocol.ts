import type { KindDefinition } from "../resource/kind-definition.js";
import { textAt } from "../schema/records.js";
import { object, text } from "../schema/schema-parts.js";

/** Which codec reads the ports named `tcp-metaprotocol-<protocol>`. */
export interface ApplicationProtocolSpec {
  /** Case matters. */
  readonly protocol: string;
  readonly codec: string;
}

export const applicationProtocol: KindDefinition = {
  kind: "ApplicationProtocol",
  group: "metaprotocol.aeraki.io",
  version: "v1alpha1",
  otherVersions: [],
  otherGroups: ["metaproto.col.aeraki.io", "metaproto.aeraki.io"],
  plural: "applicationprotocols",
  shortNames: ["ap"],
  scope: "Mesh",
  hasSpec: true,
  own: true,
  description: "Says which codec reads the ports of a protocol.",
  check: (spec) => {
    const protocol = textAt(spec, "protocol");
    if (protocol === undefined || !protocol.includes("-")) return [];
    const message =
      'must not have a "-", since a port name such as tcp-metaprotocol-NAME-main is cut there; write it without';
    return [{ path: [...spec.path, "protocol"], message }];
  },
  schema: object(
    "ApplicationProtocol",
    "A protocol and its codec.",
    {
      protocol: text("Name of the protocol in port names: tcp-metaprotocol-NAME. Case matters."),
      codec: text("Codec that reads it, such as aeraki.meta_protocol.codec.dubbo."),
    },
    ["protocol", "codec"],
  ),
};
