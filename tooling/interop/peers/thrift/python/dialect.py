"""The transports and protocols of the library, by the names of the suite."""

from thrift.protocol.TBinaryProtocol import TBinaryProtocolFactory
from thrift.protocol.TCompactProtocol import TCompactProtocolFactory
from thrift.protocol.THeaderProtocol import THeaderProtocolFactory
from thrift.transport.THeaderTransport import THeaderClientType, THeaderSubprotocolID
from thrift.transport.TTransport import (
    TBufferedTransportFactory,
    TFramedTransportFactory,
    TTransportFactoryBase,
)

_SUBPROTOCOLS = {
    "binary": THeaderSubprotocolID.BINARY,
    "compact": THeaderSubprotocolID.COMPACT,
}
_PROTOCOLS = {
    "binary": lambda: TBinaryProtocolFactory(),
    "compact": lambda: TCompactProtocolFactory(),
    "lax": lambda: TBinaryProtocolFactory(strictRead=False, strictWrite=False),
}
_ANY_CLIENT = (
    THeaderClientType.HEADERS,
    THeaderClientType.FRAMED_BINARY,
    THeaderClientType.UNFRAMED_BINARY,
    THeaderClientType.FRAMED_COMPACT,
    THeaderClientType.UNFRAMED_COMPACT,
)


def factories(transport, protocol):
    """Factories of transport and protocol. The transport "any" is a THeader server open to every client."""
    if transport == "any":
        return TBufferedTransportFactory(), THeaderProtocolFactory(_ANY_CLIENT)
    if transport == "header":
        subprotocol = _SUBPROTOCOLS[protocol]
        headers = THeaderProtocolFactory((THeaderClientType.HEADERS,), subprotocol)
        return TTransportFactoryBase(), headers
    framing = TFramedTransportFactory() if transport == "framed" else TBufferedTransportFactory()
    return framing, _PROTOCOLS[protocol]()
