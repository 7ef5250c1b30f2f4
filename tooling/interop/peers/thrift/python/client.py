"""A remote control of Apache Thrift clients."""

import itertools
from base64 import b64decode, b64encode

import remote  # first: it finds the generated code
import dialect
import values
from interop import Interop
from thrift.protocol.TMultiplexedProtocol import TMultiplexedProtocol
from thrift.transport.TSocket import TSocket

_connections = {}
_numbers = itertools.count(1)


class _Connection:
    def __init__(self, port, transport, protocol, service=None):
        framing, protocols = dialect.factories(transport, protocol)
        self.transport = framing.getTransport(TSocket("127.0.0.1", port))
        self.headers = transport == "header"
        self.input = protocols.getProtocol(self.transport)
        output = self.input if service is None else TMultiplexedProtocol(self.input, service)
        self.client = Interop.Client(self.input, output)
        self.transport.open()

    def call(self, function, args, headers):
        for key, value in headers.items():
            self.input.set_header(key.encode(), value.encode())
        result = getattr(self.client, function)(*_from_json(function, args))
        answer = {"value": _to_json(function, result)}
        if self.headers:
            got = self.input.get_headers()
            answer["headers"] = {key.decode(): value.decode() for key, value in got.items()}
        return answer


def _from_json(function, args):
    if function == "echoEverything":
        return [values.from_json(args[0])]
    if function == "echoBinary":
        return [b64decode(args[0])]
    return args


def _to_json(function, result):
    if function == "echoEverything":
        return values.to_json(result)
    if function == "echoBinary":
        return b64encode(result).decode()
    return result


def _connect(request):
    connection = _Connection(
        request["port"], request["transport"], request["protocol"], request.get("service")
    )
    number = next(_numbers)
    _connections[number] = connection
    return number


def _call(request):
    connection = _connections[request["connection"]]
    return connection.call(request["function"], request["args"], request.get("headers", {}))


def _close(request):
    _connections.pop(request["connection"]).transport.close()


remote.serve({"connect": _connect, "call": _call, "close": _close})
