"""The least that a WSGI application can do: the same bytes as ours, from memory.

`POLKU_BENCH_BODIES` names a folder of files; the address `/name` answers with the file `name`.
"""

import os
from pathlib import Path

_BODIES = {
    f"/{path.name}": path.read_bytes() for path in Path(os.environ["POLKU_BENCH_BODIES"]).iterdir()
}


def application(environ, start_response):
    body = _BODIES.get(environ["PATH_INFO"])
    status = "200 OK" if body is not None else "404 Not Found"
    body = body or b""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]
