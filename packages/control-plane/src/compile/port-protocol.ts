/**
 * The application protocol that a port's name asks for: `thrift` for `tcp-metaprotocol-thrift` and
 * `tcp-metaprotocol-thrift-9090`. What comes before the first dash does not matter.
 * @returns undefined for ports of other protocols; "" when the name stops before the protocol
 */
export function applicationProtocolOf(portName: string): string | undefined {
  const [, layer, protocol = ""] = portName.split("-");
  return layer?.toLowerCase() === "metaprotocol" ? protocol : undefined;
}
