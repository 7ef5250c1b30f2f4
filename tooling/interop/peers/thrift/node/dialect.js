import { thrift } from "./remote.js";

const { TBinaryProtocol, TBufferedTransport, TCompactProtocol, TFramedTransport, THeaderProtocol } =
  thrift;

/** Ids of the protocols in a THeader. */
const SUBPROTOCOLS = { binary: 0, compact: 2 };

/** The old form of messages, without a version. A function, since the library calls its protocols without `new`. */
function LaxBinaryProtocol(transport) {
  TBinaryProtocol.call(this, transport, false, false);
}
Object.setPrototypeOf(LaxBinaryProtocol.prototype, TBinaryProtocol.prototype);

/** Generated clients flush the transport, not the protocol, which would leave the header out. */
class HeaderTransport extends TBufferedTransport {
  flush() {
    this.writeHeaders();
    return super.flush();
  }
}

const PROTOCOLS = {
  binary: TBinaryProtocol,
  compact: TCompactProtocol,
  lax: LaxBinaryProtocol,
};

/** Transport and protocol for a client, by the names of the suite. */
export function clientDialect(transport, protocol) {
  if (transport === "header") return { transport: HeaderTransport, protocol: THeaderProtocol };
  return serverDialect(transport, protocol);
}

export function serverDialect(transport, protocol) {
  if (transport === "header") return { transport: TBufferedTransport, protocol: THeaderProtocol };
  const framing = transport === "framed" ? TFramedTransport : TBufferedTransport;
  return { transport: framing, protocol: PROTOCOLS[protocol] };
}

export function subprotocol(protocol) {
  return SUBPROTOCOLS[protocol];
}
