"""Apache Thrift servers, and what they have seen."""

import threading
import time

import remote  # first: it finds the generated code
import dialect
from interop import Interop
from interop.ttypes import Refused
from thrift.Thrift import TProcessor
from thrift.TMultiplexedProcessor import TMultiplexedProcessor
from thrift.protocol.THeaderProtocol import THeaderProtocol
from thrift.server.TServer import TThreadedServer
from thrift.transport.TSocket import TServerSocket

_current = threading.local()
_seen = {}


class _Handler:
    def __init__(self, name, service, seen):
        self._name = name
        self._service = service
        self._seen = seen

    def _note(self, function):
        protocol = _current.protocol
        headers = {}
        if isinstance(protocol, THeaderProtocol):
            got = protocol.get_headers()
            headers = {key.decode(): value.decode() for key, value in got.items()}
            protocol.set_header(b"served-by", self._name.encode())
        self._seen.append({"function": function, "service": self._service, "headers": headers})

    def name(self):
        self._note("name")
        return self._name

    def echo(self, text):
        self._note("echo")
        return text

    def echoBinary(self, bytes):
        self._note("echoBinary")
        return bytes

    def echoEverything(self, value):
        self._note("echoEverything")
        return value

    def nothing(self):
        self._note("nothing")

    def tell(self, text):
        self._note("tell")

    def refuse(self, reason, code):
        self._note("refuse")
        raise Refused(reason, code)

    def crash(self, text):
        self._note("crash")
        raise RuntimeError(text)

    def sleep(self, milliseconds, text):
        self._note("sleep")
        time.sleep(milliseconds / 1000)
        return text


class _Watched(TProcessor):
    """Lets the handler, which is only given arguments, see the headers."""

    def __init__(self, processor):
        self._processor = processor

    def process(self, input, output):
        _current.protocol = input
        return self._processor.process(input, output)


class _Socket(TServerSocket):
    """Listens when it is made, so that the port is known before it serves."""

    def __init__(self):
        super().__init__(host="127.0.0.1", port=0)
        super().listen()
        self.number = self.handle.getsockname()[1]

    def listen(self):
        pass


def _listen(request):
    seen = []

    def processor(service):
        return Interop.Processor(_Handler(request["name"], service, seen))

    services = TMultiplexedProcessor()
    services.registerDefault(processor(""))
    for service in request["services"]:
        services.registerProcessor(service, processor(service))
    socket = _Socket()
    factories = dialect.factories(request["transport"], request["protocol"])
    server = TThreadedServer(_Watched(services), socket, *factories, daemon=True)
    threading.Thread(target=server.serve, daemon=True).start()
    _seen[socket.number] = seen
    return socket.number


def _take_seen(request):
    seen = _seen[request["port"]]
    taken = list(seen)
    del seen[: len(taken)]
    return taken


remote.serve({"listen": _listen, "seen": _take_seen})
