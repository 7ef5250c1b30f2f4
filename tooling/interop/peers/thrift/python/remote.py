"""Commands and answers, one line of JSON each, as the suite sends and expects them."""

import json
import os
import sys
import threading
from importlib.metadata import version

BUILD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "build", "py")
sys.path.insert(0, BUILD)

from interop.ttypes import Refused  # noqa: E402
from thrift.Thrift import TApplicationException  # noqa: E402

_writing = threading.Lock()


def _say(message):
    with _writing:
        print(json.dumps(message), flush=True)


def _error(error):
    if isinstance(error, Refused):
        return {"type": "Refused", "message": error.reason, "code": error.code}
    if isinstance(error, TApplicationException):
        return {
            "type": "TApplicationException",
            "message": error.message or "",
            "applicationType": error.type,
        }
    return {"type": type(error).__name__, "message": str(error)}


def _answer(commands, request):
    try:
        result = commands[request["command"]](request)
        _say({"id": request["id"], "result": result})
    except Exception as error:
        _say({"id": request["id"], "error": _error(error)})


def serve(commands):
    """Runs each command in a thread of its own, until standard input ends."""
    _say({"ready": True, "version": version("thrift")})
    for line in sys.stdin:
        request = json.loads(line)
        threading.Thread(target=_answer, args=(commands, request), daemon=True).start()
    os._exit(0)
